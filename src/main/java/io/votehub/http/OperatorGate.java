package io.votehub.http;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import io.votehub.accounts.ApiKeys.Scope;
import io.votehub.accounts.SignedIn;
import io.votehub.audit.Audit;
import io.votehub.people.Account;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Lets operators through, and records what they do: an entry that it begins, without which it is
 * not done, and one of how it ended.
 */
final class OperatorGate {
  private static final long ENTRY_WITHIN_MS = 3_000;

  private final AccountGate gate;
  private final ApiKeyGate keys;
  private final Audit audit;

  OperatorGate(AccountGate gate, ApiKeyGate keys, Audit audit) {
    this.keys = keys;
    this.gate = gate;
    this.audit = audit;
  }

  /**
   * An operator.
   *
   * @param id of the account
   * @param session by which it was proved; empty if by a key
   */
  record Operator(String id, Optional<SignedIn> session) {}

  /**
   * The operator who is signed in, or whose key is used; else fails with {@code bad-token} or
   * {@code forbidden}.
   */
  Future<Operator> operator(RoutingContext ctx) {
    return ApiKeyGate.isUsed(ctx) ? byKey(ctx) : gate.signedIn(ctx).map(OperatorGate::bySession);
  }

  /** A factor was proved when the key was made. */
  private Future<Operator> byKey(RoutingContext ctx) {
    return keys.bearer(ctx, Scope.ADMIN)
        .map(who -> new Operator(required(who.account()).id(), Optional.empty()));
  }

  private static Operator bySession(SignedIn who) {
    return new Operator(required(who.account()).id(), Optional.of(who));
  }

  private static Account required(Account account) {
    if (!account.operator()) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "This is for operators of the hub");
    }
    return account;
  }

  /** A change that an operator makes. */
  interface Change<T> {
    Future<T> by(Operator who);
  }

  /**
   * Makes a change for an operator who proved a factor lately. Refused with {@code unavailable} if
   * the audit log cannot be written.
   */
  <T> Future<T> change(RoutingContext ctx, String action, String object, Change<T> change) {
    return (ApiKeyGate.isUsed(ctx) ? byKey(ctx) : gate.proved(ctx).map(OperatorGate::bySession))
        .compose(who -> audited(who, action, object, () -> change.by(who)));
  }

  private <T> Future<T> audited(
      Operator who, String action, String object, Supplier<Future<T>> step) {
    String actor = who.id();
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
