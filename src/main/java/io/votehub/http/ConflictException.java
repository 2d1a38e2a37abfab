package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A change was refused because of a concurrent one; the response has the current state of the
 * resource as {@code current}.
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

  /** Completes as the change does; a refusal with {@code conflict} gets the current state. */
  static <T> Future<T> withCurrent(
      Future<T> change, Supplier<Future<Map<String, Object>>> current) {
    return change.recover(
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
