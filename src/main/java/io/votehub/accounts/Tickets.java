package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a browser holds for the hub between the two steps of a sign-in: encrypted in a cookie, so
 * that beginning costs the hub no memory, and nobody else can end what a browser began. A ticket is
 * valid for a time and works once, over all instances together.
 */
final class Tickets {
  private static final String UNTIL = "until";

  private final People people;
  private final Vault vault;
  private final InstantSource clock;

  /** A ticket that was opened. */
  static final class Ticket {
    private final Map<String, Object> fields;

    private Ticket(Map<String, Object> fields) {
      this.fields = fields;
    }

    /** A field, or an empty text. */
    String get(String field) {
      return fields.get(field) instanceof String text ? text : "";
    }
  }

  Tickets(People people, Vault vault, InstantSource clock) {
    this.people = people;
    this.vault = vault;
    this.clock = clock;
  }

  /**
   * Makes a ticket.
   *
   * @param purpose only the same opens it
   * @param forMs how long it is valid
   */
  String seal(String purpose, Map<String, String> fields, long forMs) {
    Map<String, Object> json = new LinkedHashMap<>(fields);
    json.put(UNTIL, clock.millis() + forMs);
    return vault.sealForHub(purpose, Json.write(json));
  }

  /**
   * Opens a ticket and uses it up. Fails with {@code bad-credentials} if it is none, too old, or
   * was used.
   *
   * @param secret the field that makes it unique
   */
  Future<Ticket> use(String purpose, String sealed, String secret) {
    Map<String, Object> fields;
    try {
      fields = Json.readObject(vault.openForHub(purpose, sealed));
    } catch (IllegalStateException | BadJsonException forged) {
      return tooOld();
    }
    long until = ((Number) fields.get(UNTIL)).longValue();
    if (until <= clock.millis()) {
      return tooOld();
    }
    Ticket ticket = new Ticket(fields);
    return people
        .useOnce("ticket:" + Digests.sha256(purpose + " " + ticket.get(secret)), until)
        .compose(first -> first ? Future.succeededFuture(ticket) : tooOld());
  }

  private static <T> Future<T> tooOld() {
    return Future.failedFuture(
        Refusal.of(ErrorCode.BAD_CREDENTIALS, "Begin again; this took too long, or was done"));
  }
}
