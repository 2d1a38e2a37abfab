package io.votehub.ledger;

import io.vertx.core.Future;
import io.votehub.memory.MemoryShare;
import io.votehub.poll.CastBallot;
import io.votehub.poll.StandingBallot;
import io.votehub.poll.Tally;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The ledger of a hub with a single instance: ledger pages in memory, lost with the process and
 * rebuilt from the store. Each call is atomic because it runs inside {@link
 * ConcurrentHashMap#compute} of its poll's key; polls do not wait for one another.
 */
public final class MemoryLedger implements Ledger {
  private static final long LOCK_MS = 10_000;

  private record Lock(String token, long until) {}

  private final ConcurrentHashMap<String, MemoryPage> pages = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Lock> locks = new ConcurrentHashMap<>();

  /** Counted, because it is asked all the time, and there may be a hundred thousand pages. */
  private final AtomicInteger timedPages = new AtomicInteger();

  private final InstantSource clock;
  private final MemoryShare memory;

  public MemoryLedger(InstantSource clock) {
    this(clock, MemoryShare.unbounded());
  }

  /**
   * @param memory the share for all ledger pages; when it is exhausted, a ballot that needs more
   *     memory is refused with {@code busy}, and the standing ballots stay
   */
  public MemoryLedger(InstantSource clock, MemoryShare memory) {
    this.clock = clock;
    this.memory = memory;
  }

  /** Whether any open poll closes at a time of the clock. */
  public boolean hasTimedPage() {
    return timedPages.get() > 0;
  }

  @Override
  public Future<Long> now() {
    return Future.succeededFuture(clock.millis());
  }

  @Override
  public Future<RecordResult> record(String poll, List<CastBallot> batch) {
    Optional<RecordResult> recording = on(poll, page -> page.record(batch, clock.millis()));
    return Future.succeededFuture(recording.orElseGet(RecordResult.Missing::new));
  }

  @Override
  public Future<ConfirmResult> confirm(String poll, RevisionRange range) {
    return Future.succeededFuture(on(poll, page -> page.confirm(range)).orElse(ConfirmResult.LOST));
  }

  @Override
  public Future<Boolean> has(String poll) {
    return Future.succeededFuture(pages.containsKey(poll));
  }

  @Override
  public Future<Optional<String>> lock(String poll) {
    String token = UUID.randomUUID().toString();
    long now = clock.millis();
    Lock held =
        locks.compute(
            poll,
            (id, lock) -> lock == null || lock.until < now ? new Lock(token, now + LOCK_MS) : lock);
    return Future.succeededFuture(held.token.equals(token) ? Optional.of(token) : Optional.empty());
  }

  @Override
  public Future<Boolean> renew(String poll, String token) {
    Lock held =
        locks.computeIfPresent(
            poll,
            (id, lock) ->
                lock.token.equals(token) ? new Lock(token, clock.millis() + LOCK_MS) : lock);
    return Future.succeededFuture(held != null && held.token.equals(token));
  }

  @Override
  public Future<Boolean> install(String poll, String token, Page page) {
    Lock held = locks.get(poll);
    boolean done = false;
    if (held != null && held.token.equals(token)) {
      MemoryPage fresh = new MemoryPage(page, clock.millis(), memory);
      timedPages.addAndGet(timed(fresh));
      done = pages.putIfAbsent(poll, fresh) == null;
      if (!done) {
        timedPages.addAndGet(-timed(fresh));
        fresh.release();
      }
    }
    unlock(poll, token);
    return Future.succeededFuture(done);
  }

  @Override
  public Future<Void> unlock(String poll, String token) {
    locks.computeIfPresent(poll, (id, lock) -> lock.token.equals(token) ? null : lock);
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<Integer>> close(String poll, int epoch) {
    return Future.succeededFuture(on(poll, page -> page.close(clock.millis(), epoch)));
  }

  @Override
  public Future<Void> seal(String poll) {
    on(
        poll,
        page -> {
          page.seal();
          return true;
        });
    return Future.succeededFuture();
  }

  @Override
  public Future<Optional<Long>> extend(String poll, long closesAt) {
    return Future.succeededFuture(
        on(poll, page -> page.extend(closesAt) ? page.advance(clock.millis()) : null));
  }

  @Override
  public Future<Optional<Long>> advance(String poll) {
    return Future.succeededFuture(on(poll, page -> page.advance(clock.millis())));
  }

  @Override
  public Future<Optional<Tally>> tally(String poll) {
    return Future.succeededFuture(on(poll, MemoryPage::tally));
  }

  @Override
  public Future<PublishPermit> tryAcquirePublish(String poll, long intervalMs) {
    Optional<PublishPermit> permit =
        on(poll, page -> page.tryAcquirePublish(intervalMs, clock.millis()));
    return Future.succeededFuture(permit.orElseGet(PublishPermit.Unchanged::new));
  }

  @Override
  public Future<StandingResult> standing(List<String> polls, String voter) {
    Map<String, StandingBallot> ballots = new HashMap<>();
    Set<String> missing = new HashSet<>();
    for (String poll : polls) {
      on(poll, page -> page.standing(voter))
          .ifPresentOrElse(
              found -> found.ifPresent(ballot -> ballots.put(poll, ballot)),
              () -> missing.add(poll));
    }
    return Future.succeededFuture(new StandingResult(ballots, missing));
  }

  @Override
  public Future<Void> drop(String poll, int epoch) {
    pages.computeIfPresent(
        poll,
        (id, page) -> {
          if (page.epoch() > epoch) {
            return page;
          }
          timedPages.addAndGet(-timed(page));
          page.release();
          return null;
        });
    return Future.succeededFuture();
  }

  private static int timed(MemoryPage page) {
    return page.isTimed() ? 1 : 0;
  }

  /**
   * Runs an atomic step on a poll's page; empty if there is no page, or if the step returns null.
   */
  private <T> Optional<T> on(String poll, Function<MemoryPage, T> step) {
    AtomicReference<T> result = new AtomicReference<>();
    pages.computeIfPresent(
        poll,
        (id, page) -> {
          int before = timed(page);
          result.set(step.apply(page));
          timedPages.addAndGet(timed(page) - before);
          return page;
        });
    return Optional.ofNullable(result.get());
  }
}
