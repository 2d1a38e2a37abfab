package io.votehub.poll;

import java.util.List;

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
  private final long lateMs;

  private Refusal(ErrorCode code, String detail, List<Fault> faults, long lateMs) {
    super(detail, null, false, false);
    this.code = code;
    this.faults = List.copyOf(faults);
    this.lateMs = lateMs;
  }

  /** A refusal with the default message of the code. */
  public static Refusal of(ErrorCode code) {
    return new Refusal(code, code.title(), List.of(), -1);
  }

  /** A refusal with a specific message. */
  public static Refusal of(ErrorCode code, String detail) {
    return new Refusal(code, detail, List.of(), -1);
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

  /** How late the vote was in milliseconds; -1 if that is not the reason. */
  public long lateMs() {
    return lateMs;
  }
}
