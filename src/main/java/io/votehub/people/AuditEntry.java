package io.votehub.people;

import io.votehub.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * A line of the audit log of an instance, chained to the one before. Holds no names: people are
 * random ids.
 *
 * @param number counts the entries of the instance from 1
 * @param at UTC milliseconds since the epoch
 * @param actor the id of an account, or another word for who acted
 * @param action a dotted word
 * @param object what was acted on, such as {@code room:CODE} or {@code account:ID}
 * @param outcome {@code done}, or why not
 * @param hash SHA-256 over the entry and the hash before it, in hexadecimal digits
 */
public record AuditEntry(
    String instance,
    long number,
    long at,
    String actor,
    String action,
    String object,
    String outcome,
    String hash) {
  /** What the first entry of an instance is chained to. */
  public static final String NO_HASH = "0".repeat(64);

  /** What the hash of this entry has to be, after an entry with that hash. */
  public String hashAfter(String previous) {
    // A list of JSON values in this order, without spaces, in UTF-8: the form that auditors repeat.
    String canonical =
        Json.write(List.of(previous, instance, number, at, actor, action, object, outcome));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(canonical.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }

  /** The same, chained to an entry with that hash. */
  public AuditEntry after(String previous) {
    return new AuditEntry(
        instance, number, at, actor, action, object, outcome, hashAfter(previous));
  }

  /** What remains of an entry where a chain was cut: enough to verify the next one. */
  public AuditEntry anchor() {
    return new AuditEntry(instance, number, at, "", "", "", "", hash);
  }
}
