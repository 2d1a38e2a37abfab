package io.votehub.poll;

import java.util.List;
import java.util.Map;

/**
 * Refuses a request for a reason that the client can understand: an error code of the contract, a
 * message, and for invalid fields the location of each fault. It has no stack trace, because it is
 * an expected answer.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** An invalid field: an RFC 6901 pointer into the request, and a message. */
  public record Fault(String pointer, String detail) {}

  private final ErrorCode code;
  private final transient List<Fault> faults;
  private final transient Map<String, Object> challenge;
  private final long lateMs;

  private Refusal(
      ErrorCode code,
      String detail,
      List<Fault> faults,
      Map<String, Object> challenge,
      long lateMs) {
    super(detail, null, false, false);
    this.code = code;
    this.faults = List.copyOf(faults);
    this.challenge = Map.copyOf(challenge);
    this.lateMs = lateMs;
  }

  private Refusal(ErrorCode code, String detail, List<Fault> faults, long lateMs) {
    this(code, detail, faults, Map.of(), lateMs);
  }

  /** A refusal with the default message of the code. */
  public static Refusal of(ErrorCode code) {
    return new Refusal(code, code.title(), List.of(), -1);
  }

  /** A refusal with a specific message. */
  public static Refusal of(ErrorCode code, String detail) {
    return new Refusal(code, detail, List.of(), -1);
  }

  /**
   * A refusal of a new voter who has to show something first.
   *
   * @param challenge what the client can show, as JSON for it
   */
  public static Refusal challenge(String detail, Map<String, Object> challenge) {
    return new Refusal(ErrorCode.CHALLENGE, detail, List.of(), challenge, -1);
  }

  /** A refusal of one invalid field. */
  public static Refusal field(String pointer, String detail) {
    return fields(List.of(new Fault(pointer, detail)));
  }

  /** A refusal of several invalid fields; {@code faults} must not be empty. */
  public static Refusal fields(List<Fault> faults) {
    return new Refusal(ErrorCode.BAD_REQUEST, faults.get(0).detail(), faults, -1);
  }

  /** A refusal of a vote that arrived {@code lateMs} milliseconds after the close. */
  public static Refusal late(long lateMs) {
    return new Refusal(
        ErrorCode.NOT_OPEN,
        "The poll has closed; the vote came " + lateMs + " ms too late",
        List.of(),
        lateMs);
  }

  public ErrorCode code() {
    return code;
  }

  public List<Fault> faults() {
    return faults == null ? List.of() : faults;
  }

  /** What the client can show to be let in; empty if that is not the reason. */
  public Map<String, Object> challenge() {
    return challenge == null ? Map.of() : challenge;
  }

  /** How late the vote was in milliseconds; -1 if that is not the reason. */
  public long lateMs() {
    return lateMs;
  }
}
