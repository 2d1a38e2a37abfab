package io.votehub.store;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Stores what is due at some time, over all rooms. Any instance finds what is due, and takes it by
 * a change that moves its time. Tasks belong to no room: they outlive theirs until they are
 * deleted, and are in no backup. The promises are those of {@link Store}.
 */
public interface ScheduledTasks {
  /**
   * Changes a task in one atomic step over all instances.
   *
   * @param change a pure function of the task so far, empty if there is none; may be called more
   *     than once; what it throws fails the future and changes nothing; an empty result deletes the
   *     task
   * @return the task after the change; fails with {@code too-large} if id or text is too long
   */
  Future<Optional<ScheduledTask>> changeTask(
      String kind, String id, UnaryOperator<Optional<ScheduledTask>> change);

  Future<Optional<ScheduledTask>> task(String kind, String id);

  /**
   * Some tasks of a kind that are due, the earliest first.
   *
   * @param until the latest time at which they are due, UTC milliseconds since the epoch
   */
  Future<List<ScheduledTask>> dueTasks(String kind, long until, int atMost);

  /**
   * A task that may be kept, or a refusal.
   *
   * @throws IllegalArgumentException if it is another task than the one to be changed, or its name
   *     has characters that engines would order differently
   */
  static ScheduledTask requireFits(String kind, String id, ScheduledTask task) {
    if (!Names.KIND.matcher(kind).matches()
        || !Names.ID.matcher(id).matches()
        || !task.kind().equals(kind)
        || !task.id().equals(id)
        || task.dueAt() < 0) {
      throw new IllegalArgumentException("Not a task " + kind + " " + id + ": " + task.id());
    }
    if (id.length() > RoomRecord.MAX_KEY || task.text().length() > RoomRecord.MAX_TEXT) {
      throw Refusal.of(ErrorCode.TOO_LARGE, "The task " + id + " is too large to be kept");
    }
    return task;
  }

  /** How tasks may be named. */
  final class Names {
    private static final Pattern KIND = Pattern.compile("[a-z-]{1,40}");
    private static final Pattern ID = Pattern.compile("[!-~]+");

    private Names() {}
  }
}
