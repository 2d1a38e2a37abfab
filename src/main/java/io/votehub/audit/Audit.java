package io.votehub.audit;

import io.vertx.core.Future;

/**
 * Records who did what. Thread-safe, and never waits: callers who ignore the future are not held
 * up.
 *
 * <pre>
 * audit.record(who.account().id(), "password.changed", Audit.account(id), Audit.DONE);
 * </pre>
 */
@FunctionalInterface
public interface Audit {
  /** Where accounts are off: nothing is recorded. */
  Audit NONE = (actor, action, object, outcome) -> Future.succeededFuture();

  /** The outcome of what succeeded. */
  String DONE = "done";

  /** The outcome of what is about to be done, where the entry has to be durable before. */
  String BEGUN = "begun";

  /** The outcome of what was refused and has no code of its own. */
  String REFUSED = "refused";

  /** Nobody who is known, or nothing in particular. */
  String NOBODY = "-";

  /** What the hub does of its own accord. */
  String HUB = "hub";

  /** Whoever runs commands beside the hub. */
  String COMMAND_LINE = "command-line";

  /**
   * Records an action. Texts beyond 120 characters are cut, and what is no printable ASCII becomes
   * a question mark; names, mails and secrets have no place in them.
   *
   * @param actor the id of the account that acted; else {@code owner:} with the id of a room,
   *     {@code key:} with that of a key, {@link #HUB}, {@link #COMMAND_LINE} or {@link #NOBODY}
   * @param action a dotted word, such as {@code room.deleted}
   * @param object what it was done to, see {@link #account} and {@link #room}
   * @param outcome {@link #DONE}, {@link #BEGUN}, or a code of why not
   * @return completes once the entry is durable; fails if it was not written, which is a line of
   *     the log and a metric, too
   */
  Future<Void> record(String actor, String action, String object, String outcome);

  /** Writes what waits, for a bounded time. */
  default Future<Void> close() {
    return Future.succeededFuture();
  }

  /** An account as an object. */
  static String account(String id) {
    return "account:" + id;
  }

  /** A room as an object. */
  static String room(String code) {
    return "room:" + code;
  }
}
