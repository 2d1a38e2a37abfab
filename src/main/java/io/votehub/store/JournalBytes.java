package io.votehub.store;

import io.netty.buffer.ByteBufUtil;
import io.votehub.poll.Mark;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;

/**
 * Consecutive ballots of a journal as bytes, the same in every store: of each ballot the distance
 * to the revision before, voter, ballot and time. Numbers have a variable length; texts are UTF-8
 * after their length.
 *
 * <p>Marks are bytes of their own beside those of the ballots, which therefore are the same as in
 * versions without marks: of each ballot with a mark how many without one come before it, since the
 * last that has one, and the mark.
 */
public final class JournalBytes {
  /** The most bytes that a ballot takes beside its texts: two numbers of 64 bits, two of 32. */
  private static final int NUMBERS = 2 * 10 + 2 * 5;

  /** The most bytes that the gap before a mark takes. */
  private static final int MARK_GAP = 5;

  private static final byte[] NO_MARKS = {};

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

  /** The marks of the same entries; no bytes if none of them has one. */
  public static byte[] marksOf(List<JournalEntry> entries) {
    int marked = 0;
    for (JournalEntry entry : entries) {
      marked += entry.mark() == null ? 0 : 1;
    }
    if (marked == 0) {
      return NO_MARKS;
    }
    ByteBuffer buffer = ByteBuffer.allocate(marked * (MARK_GAP + Mark.BYTES));
    int gap = 0;
    for (JournalEntry entry : entries) {
      Mark mark = entry.mark();
      if (mark == null) {
        gap++;
      } else {
        DataUtils.writeVarInt(buffer, gap);
        buffer.putLong(mark.high()).putLong(mark.low());
        gap = 0;
      }
    }
    return Arrays.copyOf(buffer.array(), buffer.position());
  }

  private static void put(WriteBuffer buffer, String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    buffer.putVarInt(utf8.length).put(utf8);
  }

  /**
   * Reads the ballots in ascending order.
   *
   * @param marks those of the ballots, see {@link #marksOf}
   * @param first the revision of the first one
   */
  public static void read(byte[] ballots, byte[] marks, long first, Consumer<JournalEntry> reader) {
    ByteBuffer bytes = ByteBuffer.wrap(ballots);
    ByteBuffer marked = ByteBuffer.wrap(marks);
    int gap = marked.hasRemaining() ? DataUtils.readVarInt(marked) : -1;
    long rev = first;
    while (bytes.hasRemaining()) {
      rev += DataUtils.readVarLong(bytes);
      String voter = text(bytes, ballots);
      String ballot = text(bytes, ballots);
      long at = DataUtils.readVarLong(bytes);
      Mark mark = null;
      if (gap == 0) {
        mark = new Mark(marked.getLong(), marked.getLong());
        gap = marked.hasRemaining() ? DataUtils.readVarInt(marked) : -1;
      } else if (gap > 0) {
        gap--;
      }
      reader.accept(new JournalEntry(rev, voter, ballot, at, mark));
    }
  }

  private static String text(ByteBuffer bytes, byte[] same) {
    int length = DataUtils.readVarInt(bytes);
    String text = new String(same, bytes.position(), length, StandardCharsets.UTF_8);
    bytes.position(bytes.position() + length);
    return text;
  }
}
