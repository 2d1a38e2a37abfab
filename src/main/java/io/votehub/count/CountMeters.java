package io.votehub.count;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Receipt;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;

/** The meters of counting. Safe from any thread. */
public final class CountMeters {
  private final Counter counted;
  private final Counter repeated;
  private final Counter superseded;
  private final Counter limited;
  private final Map<ErrorCode, Counter> refused = new EnumMap<>(ErrorCode.class);
  private final Timer tallyLag;
  private final DistributionSummary batch;
  private final AtomicInteger queued = new AtomicInteger();

  public CountMeters(MeterRegistry registry, CountingContext counting) {
    counted = votes(registry, "counted");
    repeated = votes(registry, "repeated");
    superseded = votes(registry, "superseded");
    limited =
        Counter.builder("votehub.limited")
            .tag("class", "votes")
            .tag("by", "person")
            .description("Requests over their rate limit, by kind and by who is limited")
            .register(registry);
    for (ErrorCode code : ErrorCode.values()) {
      refused.put(code, votes(registry, code.wire()));
    }
    tallyLag =
        Timer.builder("votehub.tally.lag")
            .description("Time from the first vote in a tally to its publication")
            .register(registry);
    batch =
        DistributionSummary.builder("votehub.count.batch")
            .description("Ballots per batch")
            .register(registry);
    Gauge.builder("votehub.queue.depth", queued, AtomicInteger::get)
        .tag("queue", "votes")
        .description("Entries in the queue")
        .register(registry);
    seals(registry, counting, "made", Sealing::made);
    seals(registry, counting, "failed", Sealing::failed);
    FunctionCounter.builder("votehub.ledger.pages", counting.rebuild(), Rebuild::built)
        .description("Ledger pages built, at an opening or after a loss")
        .register(registry);
  }

  private static void seals(
      MeterRegistry registry,
      CountingContext counting,
      String outcome,
      ToDoubleFunction<Sealing> count) {
    FunctionCounter.builder("votehub.seals", counting.sealing(), count)
        .tag("outcome", outcome)
        .description("Results sealed, and polls closed without the seal that they should have")
        .register(registry);
  }

  private static Counter votes(MeterRegistry registry, String outcome) {
    return Counter.builder("votehub.votes")
        .tag("outcome", outcome)
        .description("Votes by outcome")
        .register(registry);
  }

  void waiting(int change) {
    queued.addAndGet(change);
  }

  void batch(int casts) {
    batch.record(casts);
  }

  void outcomes(List<Receipt> receipts) {
    int fresh = 0;
    int again = 0;
    for (Receipt receipt : receipts) {
      if (receipt instanceof Receipt.Counted) {
        fresh++;
      } else if (receipt instanceof Receipt.Repeated) {
        again++;
      } else if (receipt instanceof Receipt.Refused no) {
        refused.get(no.why().code()).increment();
      }
    }
    counted.increment(fresh);
    repeated.increment(again);
  }

  /** Counts delayed ballots that were superseded by a newer one of their voter. */
  void superseded(int count) {
    superseded.increment(count);
  }

  /** Counts a ballot over its voter's rate. */
  void limited() {
    limited.increment();
  }

  /**
   * Counts votes that failed for a reason other than a refusal; voters are told {@code
   * unavailable}.
   */
  void unavailable(int votes) {
    refused.get(ErrorCode.UNAVAILABLE).increment(votes);
  }

  void tallyLag(long nanos) {
    tallyLag.record(nanos, TimeUnit.NANOSECONDS);
  }

  /** Votes counted since the start. */
  public double counted() {
    return counted.count();
  }
}
