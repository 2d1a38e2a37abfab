package io.votehub.hublog;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.store.ScheduledTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the log says of a poll, and what is about to be added; immutable. There is one as long as
 * the log may have to say more of the poll.
 *
 * @param poll the poll's id
 * @param told what the log says
 * @param announcedAt when something was last announced that may change it, UTC milliseconds since
 *     the epoch
 * @param holder who works on it; empty for nobody
 * @param next what is to be added
 */
record LogTask(String poll, Told told, long announcedAt, String holder, Optional<Next> next) {
  static final String KIND = "log";

  /**
   * What the log says of a poll.
   *
   * @param seal the number of its last seal; 0 if it had none
   * @param isOpen whether it was reopened after that
   * @param run the run of the poll in which it was sealed last, or that began with the last reset
   */
  record Told(int seal, boolean isOpen, int run) {
    static final Told NOTHING = new Told(0, false, 0);
  }

  /**
   * An entry that is to be added.
   *
   * @param entry its text
   * @param from where in the log it may already be
   * @param then what the log says afterwards; empty if the poll is gone
   */
  record Next(String entry, long from, Optional<Told> then) {}

  static LogTask announced(Optional<LogTask> before, String poll, long now) {
    return before
        .map(task -> new LogTask(poll, task.told, now, task.holder, task.next))
        .orElseGet(() -> new LogTask(poll, Told.NOTHING, now, "", Optional.empty()));
  }

  LogTask heldBy(String who) {
    return new LogTask(poll, told, announcedAt, who, next);
  }

  LogTask toAdd(Next entry) {
    return new LogTask(poll, told, announcedAt, holder, Optional.of(entry));
  }

  /**
   * The same after its entry was added; empty if there is nothing more to be said.
   *
   * @param newest when something was last announced; if that was after this was taken, it is still
   *     to be looked for
   */
  Optional<LogTask> added(long newest) {
    long open = newest > announcedAt ? newest : 0;
    return next.orElseThrow()
        .then()
        .map(now -> new LogTask(poll, now, open, holder, Optional.empty()));
  }

  ScheduledTask dueAt(long at) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("told", json(told));
    json.put("announcedAt", announcedAt);
    json.put("holder", holder);
    next.ifPresent(
        entry -> {
          json.put("entry", entry.entry());
          json.put("from", entry.from());
          entry.then().ifPresent(then -> json.put("then", json(then)));
        });
    return new ScheduledTask(KIND, poll, at, Json.write(json));
  }

  private static Map<String, Object> json(Told told) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seal", told.seal());
    json.put("open", told.isOpen());
    json.put("run", told.run());
    return json;
  }

  static LogTask of(ScheduledTask task) {
    try {
      Map<String, Object> json = Json.readObject(task.text());
      return new LogTask(
          task.id(),
          told(json.get("told")),
          ((Number) json.get("announcedAt")).longValue(),
          (String) json.get("holder"),
          Optional.ofNullable((String) json.get("entry"))
              .map(
                  entry ->
                      new Next(
                          entry,
                          ((Number) json.get("from")).longValue(),
                          Optional.ofNullable(json.get("then")).map(LogTask::told))));
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The store holds an unreadable task of the log", fault);
    }
  }

  private static Told told(Object value) {
    Map<?, ?> json = (Map<?, ?>) value;
    return new Told(
        ((Number) json.get("seal")).intValue(),
        (Boolean) json.get("open"),
        ((Number) json.get("run")).intValue());
  }
}
