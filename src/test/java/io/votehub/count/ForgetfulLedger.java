package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.ledger.Ledger;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A ledger that loses its page, a given number of times, just before a tally or a voter's standing
 * ballots are read.
 */
final class ForgetfulLedger implements InvocationHandler {
  private final Ledger ledger;
  private final AtomicInteger lossesBeforeTally;
  private final AtomicInteger lossesBeforeStanding;

  private ForgetfulLedger(
      Ledger ledger, AtomicInteger lossesBeforeTally, AtomicInteger lossesBeforeStanding) {
    this.ledger = ledger;
    this.lossesBeforeTally = lossesBeforeTally;
    this.lossesBeforeStanding = lossesBeforeStanding;
  }

  static Ledger over(
      Ledger ledger, AtomicInteger lossesBeforeTally, AtomicInteger lossesBeforeStanding) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            new ForgetfulLedger(ledger, lossesBeforeTally, lossesBeforeStanding));
  }

  @Override
  public Object invoke(Object proxy, Method call, Object[] arguments) throws Throwable {
    return lose(call.getName(), arguments).compose(ready -> answer(call, arguments));
  }

  private Future<?> lose(String call, Object[] arguments) {
    if (call.equals("tally") && isDue(lossesBeforeTally)) {
      return ledger.drop((String) arguments[0], Integer.MAX_VALUE);
    }
    if (call.equals("standing") && isDue(lossesBeforeStanding)) {
      return Future.join(
          ((Collection<?>) arguments[0])
              .stream().map(poll -> ledger.drop((String) poll, Integer.MAX_VALUE)).toList());
    }
    return Future.succeededFuture();
  }

  private static boolean isDue(AtomicInteger losses) {
    return losses.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
  }

  private Future<?> answer(Method call, Object[] arguments) {
    try {
      return (Future<?>) call.invoke(ledger, arguments);
    } catch (ReflectiveOperationException fault) {
      return Future.failedFuture(fault);
    }
  }
}
