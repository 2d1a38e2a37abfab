package io.votehub.store;

import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/**
 * Consecutive ballots of a journal as bytes, the same in every store: of each ballot the distance
 * to the revision before, voter, ballot and time. Numbers have a variable length; texts are UTF-8
 * after their length.
 */
public final class JournalBytes {
  /** The most bytes that a ballot takes beside its texts: two numbers of 64 bits, two of 32. */
  private static final int NUMBERS = 2 * 10 + 2 * 5;

  private JournalBytes() {}

  /**
   * @param entries in ascending order of their revisions, at least one
   */
  public static byte[] of(List<JournalEntry> entries) {
    int most = 0;
    for (JournalEntry entry : entries) {
      most +=
          NUMBERS + ByteBufUtil.utf8Bytes(entry.voter()) + ByteBufUtil.utf8Bytes(entry.ballot());
    }
    return of(entries, new WriteBuffer(most));
  }

  /**
   * The same.
   *
   * @param buffer to be reused by further calls of the same thread
   */
  public static byte[] of(List<JournalEntry> entries, WriteBuffer buffer) {
    buffer.clear();
    long before = entries.get(0).rev();
    for (JournalEntry entry : entries) {
      buffer.putVarLong(entry.rev() - before);
      before = entry.rev();
      put(buffer, entry.voter());
      put(buffer, entry.ballot());
      buffer.putVarLong(entry.at());
    }
    byte[] bytes = new byte[buffer.position()];
    buffer.limit(bytes.length).position(0).get(bytes);
    return bytes;
  }

  private static void put(WriteBuffer buffer, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    buffer.putVarInt(utf8.length).put(utf8);
  }

  /**
   * Reads the ballots in ascending order.
   *
   * @param first the revision of the first one
   */
  public static void read(byte[] ballots, long first, Consumer<JournalEntry> reader) {
    ByteBuffer bytes = ByteBuffer.wrap(ballots);
    long rev = first;
    while (bytes.hasRemaining()) {
      rev += DataUtils.readVarLong(bytes);
      String voter = text(bytes, ballots);
      String ballot = text(bytes, ballots);
      reader.accept(new JournalEntry(rev, voter, ballot, DataUtils.readVarLong(bytes)));
    }
  }

  private static String text(ByteBuffer bytes, byte[] same) {
    int length = DataUtils.readVarInt(bytes);
    String text = new String(same, bytes.position(), length, StandardCharsets.UTF_8);
    bytes.position(bytes.position() + length);
    return text;
  }
}
