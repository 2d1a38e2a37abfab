package io.votehub.store.embedded;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * The key of a run: the runs of a poll are adjacent, in the order of their revisions.
 *
 * @param journal the number of the poll's journal, which is never reused
 */
record JournalKey(long journal, long rev) {
  /** The serialised form: two variable-length numbers. */
  static final class Type extends BasicDataType<JournalKey> {
    static final Type INSTANCE = new Type();
    private static final int BYTES_IN_MEMORY = 32;

    @Override
    public int getMemory(JournalKey key) {
      return BYTES_IN_MEMORY;
    }

    @Override
    public int compare(JournalKey one, JournalKey other) {
      int byJournal = Long.compare(one.journal, other.journal);
      return byJournal != 0 ? byJournal : Long.compare(one.rev, other.rev);
    }

    @Override
    public void write(WriteBuffer buffer, JournalKey key) {
      buffer.putVarLong(key.journal).putVarLong(key.rev);
    }

    @Override
    public JournalKey read(ByteBuffer buffer) {
      return new JournalKey(DataUtils.readVarLong(buffer), DataUtils.readVarLong(buffer));
    }

    @Override
    public JournalKey[] createStorage(int size) {
      return new JournalKey[size];
    }
  }
}
