package io.votehub.store.embedded;

import io.votehub.store.ScheduledTask;
import io.votehub.store.ScheduledTasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.RootReference;

/**
 * The maps of scheduled tasks: the tasks by kind, slash and id, and an index by kind, slash, time
 * as 16 hexadecimal digits, slash and id.
 *
 * @param tasks the time as 16 hexadecimal digits, and the text
 * @param times empty texts
 */
record TaskMaps(MVMap<String, String> tasks, MVMap<String, String> times) {
  private static final int TIME_DIGITS = 16;

  /** The maps at one moment. */
  record Snapshot(RootReference<String, String> tasks, RootReference<String, String> times) {}

  Snapshot now() {
    return new Snapshot(tasks.getRoot(), times.getRoot());
  }

  /**
   * See {@link ScheduledTasks#changeTask}.
   *
   * @param erase called if a text was replaced or deleted
   */
  Optional<ScheduledTask> change(
      String kind, String id, UnaryOperator<Optional<ScheduledTask>> change, Runnable erase) {
    Optional<ScheduledTask> before = task(now(), kind, id);
    Optional<ScheduledTask> after =
        change.apply(before).map(task -> ScheduledTasks.requireFits(kind, id, task));
    if (after.equals(before)) {
      return after;
    }
    before.ifPresent(old -> times.remove(timeKey(old)));
    if (after.isPresent()) {
      ScheduledTask task = after.get();
      tasks.put(kind + "/" + id, time(task.dueAt()) + task.text());
      times.put(timeKey(task), "");
    } else {
      tasks.remove(kind + "/" + id);
      erase.run();
    }
    return after;
  }

  Optional<ScheduledTask> task(Snapshot at, String kind, String id) {
    return Optional.ofNullable(tasks.get(at.tasks.root, kind + "/" + id))
        .map(
            kept ->
                new ScheduledTask(
                    kind,
                    id,
                    Long.parseLong(kept.substring(0, TIME_DIGITS), 16),
                    kept.substring(TIME_DIGITS)));
  }

  /** See {@link ScheduledTasks#dueTasks}. */
  List<ScheduledTask> due(Snapshot at, String kind, long until, int atMost) {
    List<ScheduledTask> due = new ArrayList<>();
    String ofKind = kind + "/";
    Cursor<String, String> all = times.cursor(at.times, ofKind, null, false);
    while (all.hasNext() && due.size() < atMost) {
      String key = all.next();
      if (!key.startsWith(ofKind)
          || Long.parseLong(key, ofKind.length(), ofKind.length() + TIME_DIGITS, 16) > until) {
        break;
      }
      task(at, kind, key.substring(ofKind.length() + TIME_DIGITS + 1)).ifPresent(due::add);
    }
    return due;
  }

  private static String timeKey(ScheduledTask task) {
    return task.kind() + "/" + time(task.dueAt()) + "/" + task.id();
  }

  private static String time(long ms) {
    return "%016x".formatted(ms);
  }
}
