package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.SignedIn;
import io.votehub.audit.Audit;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets operators through, and records what they do: an entry that it begins, without which it is
 * not done, and one of how it ended.
 */
final class OperatorGate {
  private static final long ENTRY_WITHIN_MS = 3_000;

  private final AccountGate gate;
  private final Audit audit;

  OperatorGate(AccountGate gate, Audit audit) {
    this.gate = gate;
    this.audit = audit;
  }

  /** The operator who is signed in; else fails with {@code bad-token} or {@code forbidden}. */
  Future<SignedIn> operator(RoutingContext ctx) {
    return gate.signedIn(ctx).map(OperatorGate::required);
  }

  private static SignedIn required(SignedIn who) {
    if (!who.account().operator()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "This is for operators of the hub");
    }
    return who;
  }

  /** A change that an operator makes. */
  interface Change<T> {
    Future<T> by(SignedIn who);
  }

  /**
   * Makes a change for an operator who proved a factor lately. Refused with {@code unavailable} if
   * the audit log cannot be written.
   */
  <T> Future<T> change(RoutingContext ctx, String action, String object, Change<T> change) {
    return gate.proved(ctx)
        .map(OperatorGate::required)
        .compose(who -> audited(who, action, object, () -> change.by(who)));
  }

  private <T> Future<T> audited(
      SignedIn who, String action, String object, Supplier<Future<T>> step) {
    String actor = who.account().id();
    return audit
        .record(actor, action, object, Audit.BEGUN)
        .timeout(ENTRY_WITHIN_MS, TimeUnit.MILLISECONDS)
        .recover(
            fault ->
                Future.failedFuture(
                    Refusal.of(
                        ErrorCode.UNAVAILABLE,
                        "The audit log cannot be written, so this was not done")))
        .compose(begun -> step.get())
        .onComplete(
            ended ->
                audit.record(
                    actor,
                    action,
                    object,
                    ended.succeeded() ? Audit.DONE : outcome(ended.cause())));
  }

  private static String outcome(Throwable fault) {
    return fault instanceof Refusal refusal ? refusal.code().wire() : "failed";
  }
}
