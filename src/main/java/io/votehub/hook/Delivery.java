package io.votehub.hook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What one endpoint is told of one event.
 *
 * @param id the same for the same event, whichever instance tells of it, and how often
 * @param subject the poll, question or room that it is about
 * @param mark tells which of the events of that kind it is: when the poll was opened, the revision
 *     of its result, or how often the question has become live
 * @param at when it was announced, UTC milliseconds since the epoch, as all times here
 * @param attempts how often it was sent
 * @param nextAt when it is sent next
 * @param lastAt when it was sent last; 0 for never
 * @param status of the last answer; 0 if there was none
 * @param problem why the last attempt failed; empty if it did not
 * @param body what is sent; empty until it is known
 */
public record Delivery(
    String id,
    HookEvent event,
    String subject,
    long mark,
    long at,
    State state,
    int attempts,
    long nextAt,
    long lastAt,
    int status,
    String problem,
    String body) {
  /** How far it got. */
  public enum State {
    /** It is not known yet whether the event happened. */
    ANNOUNCED,
    /** It is to be sent. */
    WAITING,
    DELIVERED,
    /** It is not sent again by itself. */
    FAILED;

    boolean isPending() {
      return this == ANNOUNCED || this == WAITING;
    }
  }

  /** Of the digest so many characters name an event. */
  private static final int ID_CHARACTERS = 27;

  /** The announcement of something that is about to happen. */
  static Delivery announced(HookEvent event, String subject, long mark, long now, String body) {
    return new Delivery(
        id(event, subject, mark),
        event,
        subject,
        mark,
        now,
        State.ANNOUNCED,
        0,
        now,
        0,
        0,
        "",
        body);
  }

  private static String id(HookEvent event, String subject, long mark) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest(
                  (event.wire() + '\n' + subject + '\n' + mark).getBytes(StandardCharsets.UTF_8));
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
      return "msg_" + text.substring(0, ID_CHARACTERS);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }

  private Delivery to(
      State newState,
      int newAttempts,
      long next,
      long last,
      int newStatus,
      String why,
      String told) {
    return new Delivery(
        id, event, subject, mark, at, newState, newAttempts, next, last, newStatus, why, told);
  }

  /** It happened, and is to be told at once. */
  Delivery happened(String told, long now) {
    return to(State.WAITING, attempts, now, lastAt, status, problem, told);
  }

  Delivery putOff(long until) {
    return to(state, attempts, until, lastAt, status, problem, body);
  }

  Delivery delivered(int answer, long now) {
    return to(State.DELIVERED, attempts + 1, 0, now, answer, "", body);
  }

  /**
   * An attempt failed.
   *
   * @param next when it is tried again; empty to give up
   */
  Delivery failed(int answer, String why, long now, OptionalLong next) {
    State then = next.isPresent() ? State.WAITING : State.FAILED;
    return to(then, attempts + 1, next.orElse(0), now, answer, why, body);
  }

  /** It is not sent any more. */
  Delivery givenUp(String why) {
    return to(State.FAILED, attempts, 0, lastAt, status, why, body);
  }

  /** To be sent once more, with all attempts to come. */
  Delivery again(long now) {
    return to(State.WAITING, 0, now, lastAt, status, problem, body);
  }

  int bytes() {
    return body.getBytes(StandardCharsets.UTF_8).length;
  }

  Map<String, Object> json() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", id);
    json.put("event", event.wire());
    json.put("subject", subject);
    json.put("mark", mark);
    json.put("at", at);
    json.put("state", state.name());
    json.put("attempts", attempts);
    json.put("nextAt", nextAt);
    json.put("lastAt", lastAt);
    json.put("status", status);
    json.put("problem", problem);
    json.put("body", body);
    return json;
  }

  static Delivery of(Map<?, ?> json) {
    return new Delivery(
        (String) json.get("id"),
        HookEvent.of(json.get("event")).orElseThrow(),
        (String) json.get("subject"),
        ((Number) json.get("mark")).longValue(),
        ((Number) json.get("at")).longValue(),
        State.valueOf((String) json.get("state")),
        ((Number) json.get("attempts")).intValue(),
        ((Number) json.get("nextAt")).longValue(),
        ((Number) json.get("lastAt")).longValue(),
        ((Number) json.get("status")).intValue(),
        (String) json.get("problem"),
        (String) json.get("body"));
  }
}
