package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.ledger.Ledger;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicInteger;

/** A ledger that loses a poll's page just before its tally is read, so many times. */
final class ForgetfulLedger implements InvocationHandler {
  private final Ledger ledger;
  private final AtomicInteger losses;

  private ForgetfulLedger(Ledger ledger, AtomicInteger losses) {
    this.ledger = ledger;
    this.losses = losses;
  }

  static Ledger over(Ledger ledger, AtomicInteger losses) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            new ForgetfulLedger(ledger, losses));
  }

  @Override
  public Object invoke(Object proxy, Method call, Object[] arguments) throws Throwable {
    boolean loses =
        call.getName().equals("tally") && losses.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    Future<?> before =
        loses ? ledger.drop((String) arguments[0], Integer.MAX_VALUE) : Future.succeededFuture();
    return before.compose(ready -> answer(call, arguments));
  }

  private Future<?> answer(Method call, Object[] arguments) {
    try {
      return (Future<?>) call.invoke(ledger, arguments);
    } catch (ReflectiveOperationException fault) {
      return Future.failedFuture(fault);
    }
  }
}
