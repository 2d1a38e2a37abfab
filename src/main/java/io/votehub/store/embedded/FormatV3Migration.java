package io.votehub.store.embedded;

import java.util.Optional;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVStore;

/**
 * Makes the indexes by time, which files of earlier formats have not. If it is interrupted, the
 * file stays in its format, and the migration restarts.
 */
final class FormatV3Migration {
  private static final int ENTRIES_A_COMMIT = 10_000;

  private final MVStore store;
  private final StoreMaps tables;
  private int changed;

  private FormatV3Migration(MVStore store) {
    this.store = store;
    this.tables = StoreMaps.of(store);
  }

  /** Makes the indexes of a file that holds polls, but does not change the number of its format. */
  static void migrate(MVStore store) {
    if (store.hasMap(StoreMaps.POLLS)) {
      new FormatV3Migration(store).run();
    }
  }

  private void run() {
    tables.roomsByUse().times().clear();
    tables.watched().index().times().clear();
    Cursor<String, Long> rooms = tables.usedAt().cursor(null);
    while (rooms.hasNext()) {
      String code = rooms.next();
      tables.roomsByUse().add(rooms.getValue(), code);
      commitSometimes();
    }
    Cursor<String, String> polls = tables.polls().cursor(null);
    while (polls.hasNext()) {
      String id = polls.next();
      tables.watched().change(id, Optional.empty(), Optional.of(polls.getValue()));
      commitSometimes();
    }
  }

  private void commitSometimes() {
    if (++changed % ENTRIES_A_COMMIT == 0) {
      store.commit();
    }
  }
}
