package io.votehub.poll;

import java.util.List;

/**
 * A request was refused for a reason that its sender can understand: a code of the contract, a
 * sentence, and for fields the place of each fault. It carries no stack trace, because it is an
 * answer and not an accident.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A fault of one field: an RFC 6901 pointer into the request, and a sentence. */
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

  /** A refusal with the code's own sentence. */
  public static Refusal of(ErrorCode code) {
    return new Refusal(code, code.title(), List.of(), -1);
  }

  /** A refusal that says more than its code does. */
  public static Refusal of(ErrorCode code, String detail) {
    return new Refusal(code, detail, List.of(), -1);
  }

  /** A field of a room or poll is not valid. */
  public static Refusal field(String pointer, String detail) {
    return fields(List.of(new Fault(pointer, detail)));
  }

  /** Several fields of a room or poll are not valid; {@code faults} is not empty. */
  public static Refusal fields(List<Fault> faults) {
    return new Refusal(ErrorCode.BAD_REQUEST, faults.get(0).detail(), faults, -1);
  }

  /** A vote that came {@code lateMs} milliseconds after the poll's close. */
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

  /** How late a vote came in milliseconds, or -1 where that is not the reason. */
  public long lateMs() {
    return lateMs;
  }
}
