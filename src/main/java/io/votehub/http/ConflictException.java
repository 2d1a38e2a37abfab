package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A change was refused because somebody else was faster; the answer has what they made of it, as
 * {@code current}.
 */
final class ConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Refusal refusal;
  private final transient Map<String, Object> current;

  private ConflictException(Refusal refusal, Map<String, Object> current) {
    super(refusal.getMessage(), null, false, false);
    this.refusal = refusal;
    this.current = current;
  }

  /** What was asked for, or where that is refused with {@code conflict}, what stands instead. */
  static <T> Future<T> tell(Future<T> asked, Supplier<Future<Map<String, Object>>> current) {
    return asked.recover(
        fault ->
            fault instanceof Refusal refusal && refusal.code() == ErrorCode.CONFLICT
                ? current
                    .get()
                    .compose(now -> Future.failedFuture(new ConflictException(refusal, now)))
                : Future.failedFuture(fault));
  }

  Refusal refusal() {
    return refusal;
  }

  Map<String, Object> current() {
    return current;
  }
}
