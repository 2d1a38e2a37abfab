package io.votehub.store.embedded;

import java.nio.ByteBuffer;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * The part of a poll that an append needs, kept apart from its record so that the record need not
 * be read.
 *
 * @param journal the number of its journal
 * @param epoch its epoch, as in its record
 * @param from the first revision that is not void
 */
record JournalHead(long journal, int epoch, long from) {
  JournalHead withEpoch(int newEpoch) {
    return new JournalHead(journal, newEpoch, from);
  }

  JournalHead withFrom(long newFrom) {
    return new JournalHead(journal, epoch, newFrom);
  }

  /** The serialised form: three variable-length numbers. */
  static final class Type extends BasicDataType<JournalHead> {
    static final Type INSTANCE = new Type();
    private static final int BYTES_IN_MEMORY = 40;

    @Override
    public int getMemory(JournalHead head) {
      return BYTES_IN_MEMORY;
    }

    @Override
    public void write(WriteBuffer buffer, JournalHead head) {
      buffer.putVarLong(head.journal).putVarInt(head.epoch).putVarLong(head.from);
    }

    @Override
    public JournalHead read(ByteBuffer buffer) {
      return new JournalHead(
          DataUtils.readVarLong(buffer),
          DataUtils.readVarInt(buffer),
          DataUtils.readVarLong(buffer));
    }

    @Override
    public JournalHead[] createStorage(int size) {
      return new JournalHead[size];
    }
  }
}
