package io.votehub.people;

import java.util.Optional;

/**
 * Which entries of the audit log are meant.
 *
 * @param action the dotted word itself, or one that begins it: {@code account} means {@code
 *     account.suspended} too
 * @param from UTC milliseconds since the epoch, included
 * @param until UTC milliseconds since the epoch, excluded
 */
public record AuditFilter(
    Optional<String> actor,
    Optional<String> action,
    Optional<String> object,
    long from,
    long until) {
  /** All entries. */
  public static final AuditFilter ALL =
      new AuditFilter(Optional.empty(), Optional.empty(), Optional.empty(), 0, Long.MAX_VALUE);

  public boolean matches(AuditEntry entry) {
    return actor.filter(each -> !each.equals(entry.actor())).isEmpty()
        && object.filter(each -> !each.equals(entry.object())).isEmpty()
        && action
            .filter(each -> !entry.action().equals(each) && !entry.action().startsWith(each + "."))
            .isEmpty()
        && entry.at() >= from
        && entry.at() < until;
  }
}
