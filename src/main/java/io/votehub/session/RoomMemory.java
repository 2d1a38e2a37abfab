package io.votehub.session;

import io.votehub.memory.MemoryShare;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.function.LongSupplier;

/** What a room takes of a share of memory. Confined to one event loop. */
final class RoomMemory {
  private final MemoryShare share;
  private final LongSupplier bytes;

  /** How many bytes of the share are taken; 0 until the room is loaded. */
  private long takenBytes;

  /**
   * @param bytes how many the room needs now
   */
  RoomMemory(MemoryShare share, LongSupplier bytes) {
    this.share = share;
    this.bytes = bytes;
  }

  /** Takes what the room needs once it is loaded; fails with {@code busy} if that is not left. */
  void take() {
    if (!share.tryTake(bytes.getAsLong())) {
      throw Refusal.of(ErrorCode.BUSY);
    }
    takenBytes = bytes.getAsLong();
  }

  /** Takes or gives back what the room needs more or less by now. */
  void account() {
    if (takenBytes > 0) {
      // Members must receive every update, even if the share is exhausted.
      long needed = bytes.getAsLong();
      share.take(needed - takenBytes);
      takenBytes = needed;
    }
  }

  /** Gives all back. */
  void give() {
    share.give(takenBytes);
    takenBytes = 0;
  }
}
