package io.votehub.push;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Poll;
import io.votehub.store.ScheduledTask;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be done so that voters are told of one opening of a poll; immutable. First there is
 * one task for the opening, which whoever takes it divides into one for each record of
 * subscriptions; it then stays for a while, done, so that the opening is not told again. Whoever
 * works on a task holds its lease.
 *
 * @param room the code of the room
 * @param openedAt when the poll was opened, UTC milliseconds since the epoch
 * @param shard the key of the record of subscriptions; empty for the opening itself
 * @param holder who works on it; empty for nobody
 * @param done whether nothing more is to be done
 * @param attempts how often its subscriptions were tried
 * @param only the ids of the subscriptions that are left; empty for all
 */
record PushTask(
    String room,
    String poll,
    long openedAt,
    String shard,
    String holder,
    boolean done,
    int attempts,
    List<String> only) {
  static final String KIND = "push";

  /** Nobody is told later than that after the poll was opened. */
  private static final long TELL_WITHIN_MS = Duration.ofMinutes(10).toMillis();

  /** So long it is remembered that an opening was told. */
  private static final long KEEP_MS = Duration.ofMinutes(15).toMillis();

  PushTask {
    only = List.copyOf(only);
  }

  static PushTask ofOpening(Poll poll, long openedAt) {
    return new PushTask(poll.room(), poll.id(), openedAt, "", "", false, 0, List.of());
  }

  PushTask ofShard(String key) {
    return new PushTask(room, poll, openedAt, key, "", false, 0, List.of());
  }

  boolean isOpening() {
    return shard.isEmpty();
  }

  String id() {
    String opening = poll + '/' + openedAt;
    return isOpening() ? opening : opening + '/' + shard;
  }

  long tellUntil() {
    return openedAt + TELL_WITHIN_MS;
  }

  long keptUntil() {
    return openedAt + KEEP_MS;
  }

  PushTask heldBy(String who) {
    return new PushTask(room, poll, openedAt, shard, who, done, attempts, only);
  }

  PushTask finished() {
    return new PushTask(room, poll, openedAt, shard, "", true, attempts, only);
  }

  /** With those subscriptions to be tried again. */
  PushTask left(List<String> ids) {
    return new PushTask(room, poll, openedAt, shard, "", false, attempts + 1, ids);
  }

  Optional<ScheduledTask> dueAt(long at) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("room", room);
    json.put("poll", poll);
    json.put("openedAt", openedAt);
    json.put("shard", shard);
    json.put("holder", holder);
    json.put("done", done);
    json.put("attempts", attempts);
    json.put("only", only);
    return Optional.of(new ScheduledTask(KIND, id(), at, Json.write(json)));
  }

  static PushTask of(ScheduledTask task) {
    try {
      Map<String, Object> json = Json.readObject(task.text());
      return new PushTask(
          (String) json.get("room"),
          (String) json.get("poll"),
          ((Number) json.get("openedAt")).longValue(),
          (String) json.get("shard"),
          (String) json.get("holder"),
          (Boolean) json.get("done"),
          ((Number) json.get("attempts")).intValue(),
          ((List<?>) json.get("only")).stream().map(String.class::cast).toList());
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The store holds an unreadable push task", fault);
    }
  }
}
