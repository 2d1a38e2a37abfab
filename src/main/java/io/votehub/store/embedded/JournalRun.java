package io.votehub.store.embedded;

import io.votehub.poll.Revision;
import io.votehub.store.JournalBytes;
import io.votehub.store.JournalEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * A run of consecutive ballots of one journal and epoch, serialised as bytes: an object and a tree
 * entry for each ballot would cost more than everything else that is done with a vote.
 */
final class JournalRun {
  /** The greatest length of a run, which keeps the copying of an insertion small. */
  static final int MAX_BALLOTS = 128;

  private final long last;
  private final byte[] ballots;
  private final byte[] marks;

  private JournalRun(long last, byte[] ballots, byte[] marks) {
    this.last = last;
    this.ballots = ballots;
    this.marks = marks;
  }

  /**
   * @param entries in ascending order of their revisions, at least one; the first one's revision is
   *     the run's key
   * @param buffer a reusable buffer; allocating a new one would take a megabyte
   */
  static JournalRun of(List<JournalEntry> entries, WriteBuffer buffer) {
    long last = entries.get(entries.size() - 1).rev();
    return new JournalRun(last, JournalBytes.of(entries, buffer), JournalBytes.marksOf(entries));
  }

  /** Whether an entry may be in the same run as an entry of another revision. */
  static boolean belongTogether(long first, long rev) {
    return Revision.epoch(first) == Revision.epoch(rev);
  }

  /** In bytes. */
  int size() {
    return ballots.length + marks.length;
  }

  /** The revision of its last ballot. */
  long last() {
    return last;
  }

  /**
   * @param first its key's revision
   */
  List<JournalEntry> entries(long first) {
    List<JournalEntry> entries = new ArrayList<>();
    read(first, entries::add);
    return entries;
  }

  void read(long first, Consumer<JournalEntry> reader) {
    JournalBytes.read(ballots, marks, first, reader);
  }

  /**
   * The serialised form: the last revision, the number of bytes, and the bytes. Where there are
   * marks, the number is that of the ballots' bytes inverted, the marks follow in the same way, and
   * a version that knows none fails instead of reading something else.
   */
  static final class Type extends BasicDataType<JournalRun> {
    static final Type INSTANCE = new Type();
    private static final byte[] NO_MARKS = {};
    private static final int OVERHEAD_BYTES = 40;

    @Override
    public int getMemory(JournalRun run) {
      return OVERHEAD_BYTES + run.ballots.length + run.marks.length;
    }

    @Override
    public void write(WriteBuffer buffer, JournalRun run) {
      boolean marked = run.marks.length > 0;
      int length = run.ballots.length;
      buffer.putVarLong(run.last).putVarInt(marked ? ~length : length).put(run.ballots);
      if (marked) {
        buffer.putVarInt(run.marks.length).put(run.marks);
      }
    }

    @Override
    public JournalRun read(ByteBuffer buffer) {
      long last = DataUtils.readVarLong(buffer);
      int length = DataUtils.readVarInt(buffer);
      byte[] ballots = bytes(buffer, length < 0 ? ~length : length);
      byte[] marks = length < 0 ? bytes(buffer, DataUtils.readVarInt(buffer)) : NO_MARKS;
      return new JournalRun(last, ballots, marks);
    }

    private static byte[] bytes(ByteBuffer buffer, int length) {
      byte[] bytes = new byte[length];
      buffer.get(bytes);
      return bytes;
    }

    @Override
    public JournalRun[] createStorage(int size) {
      return new JournalRun[size];
    }
  }
}
