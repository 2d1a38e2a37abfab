package io.votehub.audit;

import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.people.AuditEntry;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final long DAY_MS = TimeUnit.DAYS.toMillis(1);

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final AtomicLong now = new AtomicLong(1_000_000);
  private final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final AtomicInteger failures = new AtomicInteger();
  private boolean writesThough;
  private EmbeddedPeople people;
  private AuditLog log;

  @BeforeEach
  void open() {
    people = await(EmbeddedPeople.open(vertx, folder, clock));
    log = log("hub");
  }

  private AuditLog log(String instance) {
    return new AuditLog(vertx, unreliable(), instance, 365, clock, meters);
  }

  /** The store, which fails to append as often as {@link #failures} says. */
  private People unreliable() {
    return (People)
        Proxy.newProxyInstance(
            People.class.getClassLoader(),
            new Class<?>[] {People.class},
            (proxy, method, given) -> {
              try {
                boolean fails =
                    method.getName().equals("appendAudit")
                        && failures.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
                if (!fails || writesThough) {
                  Future<?> done = (Future<?>) method.invoke(people, given);
                  return fails ? done.compose(lost -> away()) : done;
                }
                return away();
              } catch (InvocationTargetException fault) {
                throw fault.getCause();
              }
            });
  }

  private static Future<Object> away() {
    return Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE));
  }

  @AfterEach
  void close() {
    await(log.close());
    await(people.close());
    await(vertx.close());
  }

  private void write(int entries) {
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      all.add(log.record("actor", "room.made", Audit.room("R" + i), Audit.DONE));
    }
    all.forEach(each -> await(each));
  }

  private AuditVerifier.Chain chain() {
    List<AuditVerifier.Chain> chains = await(new AuditVerifier(people).verify());
    assertThat(chains).hasSize(1);
    return chains.get(0);
  }

  @Test
  void entriesFormAChainThatGoesOnAfterARestart() {
    write(600);
    await(log.close());
    log = log("hub");
    write(3);

    assertThat(chain().fault()).isEmpty();
    assertThat(chain().entries()).isEqualTo(603);
    AuditEntry last = await(people.lastAudit("hub")).orElseThrow();
    assertThat(last.number()).isEqualTo(603);
    assertThat(last.object()).isEqualTo("room:R2");
    assertThat(last.at()).isEqualTo(now.get());
    assertThat(chain().lastHash()).isEqualTo(last.hash());
  }

  @Test
  void aWitnessIsToldTheNewestEntryOnce() {
    List<String> told = new ArrayList<>();
    log.start(
        (number, hash, at) -> {
          told.add(number + " " + hash + " " + at);
          return Future.succeededFuture();
        });
    write(2);

    await(log.noteHead());
    await(log.noteHead());

    AuditEntry newest = await(people.lastAudit("hub")).orElseThrow();
    assertThat(told).containsExactly("2 " + newest.hash() + " " + now.get());
  }

  @Test
  void aWitnessThatIsAwayIsToldLater() {
    List<Long> told = new ArrayList<>();
    AtomicInteger tries = new AtomicInteger();
    log.start(
        (number, hash, at) -> {
          told.add(number);
          return tries.getAndIncrement() == 0
              ? Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE))
              : Future.succeededFuture();
        });
    write(1);

    await(log.noteHead().otherwiseEmpty());
    await(log.noteHead());
    await(log.noteHead());

    assertThat(told).containsExactly(1L, 1L);
  }

  /** Computed with: printf '["0…0","hub",1,1000000,"a","b.c","d","done"]' | sha256sum. */
  @Test
  void auditorsCanRepeatTheHash() {
    AuditEntry entry = new AuditEntry("hub", 1, 1_000_000, "a", "b.c", "d", "done", "");

    assertThat(entry.hashAfter(AuditEntry.NO_HASH))
        .isEqualTo("e91e8da9f894400419593dbb3730622ab143163f39036ea33fc7c0529b5a9c17");
  }

  @Test
  void twoProcessesOfOneNameKeepOneChain() {
    AuditLog other = log("hub");
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add((i % 2 == 0 ? log : other).record("a", "b", "c", Audit.DONE));
    }
    all.forEach(each -> await(each));

    assertThat(chain().fault()).isEmpty();
    assertThat(chain().entries()).isEqualTo(50);
    await(other.close());
  }

  @Test
  void whileTheStoreIsAwayNothingIsLostAndNothingIsTwice() {
    failures.set(1);
    Future<Void> first = log.record("a", "room.made", "room:1", Audit.DONE);
    Future<Void> second = log.record("a", "room.made", "room:2", Audit.DONE);
    await(first);
    await(second);
    writesThough = true;
    failures.set(1);
    await(log.record("a", "room.made", "room:3", Audit.DONE));

    assertThat(await(people.audit("hub", 0, 9)).stream().map(AuditEntry::object))
        .containsExactly("room:1", "room:2", "room:3");
    assertThat(chain().fault()).isEmpty();
  }

  @Test
  void whatCannotBeWrittenIsCountedAndToldToWhoWaits() {
    failures.set(Integer.MAX_VALUE);
    for (int i = 0; i < AuditLog.MAX_WAITING; i++) {
      log.record("a", "b", "c", Audit.DONE);
    }

    assertThatThrownBy(() -> await(log.record("a", "b", "c", Audit.DONE)))
        .isInstanceOf(Refusal.class);
    assertThat(meters.counter("votehub.audit.lost").count()).isEqualTo(1);
    await(log.close());
    assertThat(meters.counter("votehub.audit.lost").count()).isEqualTo(AuditLog.MAX_WAITING + 1);
  }

  @Test
  void textsAreCutAndMadePrintable() {
    await(log.record("x".repeat(500), "b\nc", "ü", Audit.DONE));

    AuditEntry entry = await(people.lastAudit("hub")).orElseThrow();
    assertThat(entry.actor()).hasSize(AuditLog.MAX_LENGTH);
    assertThat(entry.action()).isEqualTo("b?c");
    assertThat(entry.object()).isEqualTo("?");
  }

  private AuditVerifier.Fault fault(List<AuditEntry> entries) {
    for (AuditEntry each : entries) {
      await(people.appendAudit(each));
    }
    return chain().fault().orElseThrow();
  }

  private static List<AuditEntry> entries(int howMany) {
    List<AuditEntry> all = new ArrayList<>();
    String hash = AuditEntry.NO_HASH;
    for (int i = 1; i <= howMany; i++) {
      AuditEntry next = new AuditEntry("hub", i, i, "a", "b", "c" + i, "done", "").after(hash);
      hash = next.hash();
      all.add(next);
    }
    return all;
  }

  @Test
  void aMissingEntryIsFound() {
    List<AuditEntry> all = entries(5);
    all.remove(2);

    assertThat(fault(all).number()).isEqualTo(3);
    assertThat(chain().fault().orElseThrow().what()).contains("missing");
    assertThat(chain().entries()).isEqualTo(2);
  }

  @Test
  void aMissingFirstEntryIsFound() {
    List<AuditEntry> all = entries(5);
    all.remove(0);

    assertThat(fault(all).number()).isEqualTo(1);
  }

  @Test
  void aChangedEntryIsFoundEvenWithItsHashMadeAnew() {
    List<AuditEntry> all = entries(5);
    AuditEntry third = all.get(2);
    AuditEntry changed =
        new AuditEntry("hub", 3, 3, "another", "b", third.object(), "done", third.hash());
    all.set(2, changed);
    assertThat(fault(all).number()).isEqualTo(3);

    await(people.cutAudit(all.get(4)));
    all.set(2, changed.after(all.get(1).hash()));
    List<AuditEntry> moved = new ArrayList<>();
    for (AuditEntry each : all) {
      moved.add(
          new AuditEntry(
              "hub",
              each.number() + 5,
              each.at(),
              each.actor(),
              each.action(),
              each.object(),
              each.outcome(),
              each.hash()));
    }
    assertThat(fault(moved).number()).isEqualTo(6);
  }

  @Test
  void swappedEntriesAreFound() {
    List<AuditEntry> all = entries(5);
    AuditEntry second = all.get(1);
    AuditEntry third = all.get(2);
    all.set(1, new AuditEntry("hub", 2, 3, "a", "b", third.object(), "done", third.hash()));
    all.set(2, new AuditEntry("hub", 3, 2, "a", "b", second.object(), "done", second.hash()));

    assertThat(fault(all).number()).isEqualTo(2);
  }

  @Test
  void aChainCutByRetentionStartsFromItsAnchor() {
    write(3);
    now.addAndGet(300 * DAY_MS);
    write(2);
    now.addAndGet(100 * DAY_MS);
    List<String> recorded = new ArrayList<>();

    await(
        new AuditRetention(
                vertx, people, 365 * DAY_MS, clock, (action, object) -> recorded.add(object))
            .cutAll());

    assertThat(chain().fault()).isEmpty();
    assertThat(chain().first()).isEqualTo(4);
    assertThat(chain().entries()).isEqualTo(2);
    assertThat(recorded).containsExactly("chain:hub");
    write(1);
    assertThat(chain().entries()).isEqualTo(3);
    now.addAndGet(400 * DAY_MS);
    await(new AuditRetention(vertx, people, 365 * DAY_MS, clock, (action, object) -> {}).cutAll());
    await(log.close());
    log = log("hub");
    write(1);
    assertThat(chain().first()).isEqualTo(7);
    assertThat(chain().fault()).isEmpty();
  }
}
