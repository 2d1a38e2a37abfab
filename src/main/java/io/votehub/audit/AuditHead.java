package io.votehub.audit;

import io.vertx.core.Future;
import io.votehub.people.AuditEntry;
import io.votehub.people.Note;
import io.votehub.people.People;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a chain of the audit log had come when that was noted, in the store beside it. By this a
 * chain whose end was cut off is told from one that was never longer, also if it went on since.
 *
 * @param number of the newest entry
 * @param hash of that entry
 */
record AuditHead(long number, String hash) {
  private static final Pattern TEXT = Pattern.compile("(\\d{1,18}) ([0-9a-f]{64})");
  private static final long KEPT_MS = TimeUnit.DAYS.toMillis(3_650);

  /** The head that was noted of a chain. */
  static Future<Optional<AuditHead>> noted(People people, String instance) {
    return people.note(name(instance)).map(text -> text.flatMap(AuditHead::parsed));
  }

  private static String name(String instance) {
    return "audit-head:" + instance;
  }

  private static Optional<AuditHead> parsed(String text) {
    Matcher found = TEXT.matcher(text);
    return found.matches()
        ? Optional.of(new AuditHead(Long.parseLong(found.group(1)), found.group(2)))
        : Optional.empty();
  }

  /** Notes the newest entry of a chain in place of what was noted before. */
  static Future<Void> note(People people, AuditEntry newest, long now) {
    Note note = new Note(newest.number() + " " + newest.hash(), now + KEPT_MS);
    return people.writeNote(name(newest.instance()), before -> note).mapEmpty();
  }

  /** Whether a chain still has the entry, or was shortened beyond it. */
  Future<Boolean> isIn(People people, String instance) {
    return people
        .audit(instance, number, 1)
        .compose(
            found ->
                !found.isEmpty() && found.get(0).number() == number
                    ? Future.succeededFuture(found.get(0).hash().equals(hash))
                    : people.auditAnchor(instance).map(this::isBefore));
  }

  private boolean isBefore(Optional<AuditEntry> anchor) {
    return anchor
        .filter(
            each -> each.number() > number || (each.number() == number && each.hash().equals(hash)))
        .isPresent();
  }
}
