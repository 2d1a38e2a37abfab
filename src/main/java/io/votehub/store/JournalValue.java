package io.votehub.store;

import java.nio.ByteBuffer;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;

/** What the journal holds under a revision. */
record JournalValue(String voter, String ballot, long at) {
  static JournalValue of(JournalEntry entry) {
    return new JournalValue(entry.voter(), entry.ballot(), entry.at());
  }

  JournalEntry entry(long rev) {
    return new JournalEntry(rev, voter, ballot, at);
  }

  /** Whether it is the same ballot of the same voter, whenever it was recorded. */
  boolean says(JournalEntry entry) {
    return voter.equals(entry.voter()) && ballot.equals(entry.ballot());
  }

  /** Its form in the file: two strings and a variable-length number. */
  static final class Type extends BasicDataType<JournalValue> {
    static final Type INSTANCE = new Type();
    private static final int OVERHEAD_BYTES = 120;

    @Override
    public int getMemory(JournalValue value) {
      return OVERHEAD_BYTES + value.voter.length() + value.ballot.length();
    }

    @Override
    public void write(WriteBuffer buffer, JournalValue value) {
      StringDataType.INSTANCE.write(buffer, value.voter);
      StringDataType.INSTANCE.write(buffer, value.ballot);
      buffer.putVarLong(value.at);
    }

    @Override
    public JournalValue read(ByteBuffer buffer) {
      String voter = StringDataType.INSTANCE.read(buffer);
      String ballot = StringDataType.INSTANCE.read(buffer);
      return new JournalValue(voter, ballot, org.h2.mvstore.DataUtils.readVarLong(buffer));
    }

    @Override
    public JournalValue[] createStorage(int size) {
      return new JournalValue[size];
    }
  }
}
