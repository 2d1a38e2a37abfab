package io.votehub.store.embedded;

import io.votehub.store.JournalEntry;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;
import org.h2.mvstore.type.StringDataType;

/**
 * Migrates the ballots of a file of format 1, where each was an entry of the tree, into runs. If it
 * is interrupted, the file stays in format 1, and the migration restarts.
 */
final class FormatV1Migration {
  static final int NUMBER = 1;
  private static final int BALLOTS_A_COMMIT = 64 * JournalRun.MAX_BALLOTS;

  private final MVStore store;
  private final Journals journals;
  private final List<JournalEntry> gathered = new ArrayList<>();
  private long journal;

  private FormatV1Migration(MVStore store) {
    this.store = store;
    this.journals = StoreMaps.of(store).journals();
  }

  /** Migrates the file's ballots, but not the number of its format. */
  static void migrate(MVStore store) {
    new FormatV1Migration(store).run();
  }

  static MVMap<JournalKey, Ballot> journal(MVStore store) {
    return store.openMap(
        "journal",
        new MVMap.Builder<JournalKey, Ballot>()
            .keyType(JournalKey.Type.INSTANCE)
            .valueType(new Ballot.Type()));
  }

  private void run() {
    journals.clear();
    MVMap<JournalKey, Ballot> former = journal(store);
    Cursor<JournalKey, Ballot> cursor = former.cursor(null);
    while (cursor.hasNext()) {
      JournalKey key = cursor.next();
      if (key.journal() != journal || gathered.size() == BALLOTS_A_COMMIT) {
        write();
        journal = key.journal();
      }
      Ballot ballot = cursor.getValue();
      gathered.add(new JournalEntry(key.rev(), ballot.voter, ballot.ballot, ballot.at));
    }
    write();
    store.removeMap(former);
  }

  private void write() {
    if (!gathered.isEmpty()) {
      journals.add(journal, gathered);
      gathered.clear();
      store.commit();
    }
  }

  /** The value under a revision in format 1. */
  record Ballot(String voter, String ballot, long at) {
    /** Two strings and a number of variable length. */
    private static final class Type extends BasicDataType<Ballot> {
      @Override
      public int getMemory(Ballot value) {
        return 2 * (value.voter.length() + value.ballot.length());
      }

      @Override
      public void write(WriteBuffer buffer, Ballot value) {
        StringDataType.INSTANCE.write(buffer, value.voter);
        StringDataType.INSTANCE.write(buffer, value.ballot);
        buffer.putVarLong(value.at);
      }

      @Override
      public Ballot read(ByteBuffer buffer) {
        String voter = StringDataType.INSTANCE.read(buffer);
        String ballot = StringDataType.INSTANCE.read(buffer);
        return new Ballot(voter, ballot, DataUtils.readVarLong(buffer));
      }

      @Override
      public Ballot[] createStorage(int size) {
        return new Ballot[size];
      }
    }
  }
}
