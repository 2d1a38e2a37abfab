package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.Scripted;
import io.votehub.ledger.Ledger;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RebuildTest {
  private final CountingKit kit = new CountingKit();
  private final Scripted<Ledger> ledger = new Scripted<>(Ledger.class, kit.ledger);
  private final Scripted<Store> store = new Scripted<>(Store.class, kit.store);
  private final Rebuild rebuild =
      kit.counting(store.proxy(), ledger.proxy(), kit.counting().fanout()).rebuild();

  @AfterEach
  void stop() {
    kit.close();
  }

  private void losePage() {
    await(kit.ledger.drop(kit.poll, Integer.MAX_VALUE));
  }

  private PollRecord record() {
    return await(kit.store.poll(kit.poll)).orElseThrow();
  }

  @SuppressWarnings("unchecked")
  private Future<Void> read(Object[] call) {
    return kit.store.readJournal((String) call[0], (Consumer<JournalEntry>) call[1]);
  }

  @Test
  void aPageThatIsThereIsNotBuiltAgain() {
    kit.open();
    int epoch = record().epoch();

    await(rebuild.ensure(kit.poll));

    assertThat(store.names()).isEmpty();
    assertThat(record().epoch()).isEqualTo(epoch);
    assertThat(rebuild.built()).isZero();
  }

  @Test
  void aLostPageIsBuiltFromTheJournalInANewEpochUnderTheLock() {
    kit.open();
    kit.vote("x", "a");
    kit.vote("x", "b");
    kit.vote("y", "b");
    losePage();
    int epoch = record().epoch();

    await(rebuild.ensure(kit.poll));

    assertThat(record().epoch()).isEqualTo(epoch + 1);
    assertThat(record().validity()).containsKey(epoch);
    assertThat(rebuild.built()).isEqualTo(1);
    assertThat(await(kit.ledger.tally(kit.poll)).orElseThrow().cells()).isEqualTo(Map.of("b", 2L));
    assertThat(await(kit.ledger.lock(kit.poll))).as("the lock is free").isPresent();
  }

  @Test
  void whoeverNeedsALostPageAtOnceSharesOneReading() {
    kit.open();
    losePage();
    Promise<Void> held = Promise.promise();
    kit.store.holdJournals(held.future());
    List<Future<Void>> all =
        List.of(rebuild.ensure(kit.poll), rebuild.ensure(kit.poll), rebuild.ensure(kit.poll));
    held.complete();

    all.forEach(CountingKit::await);

    assertThat(store.calls("readJournal")).hasSize(1);
    assertThat(rebuild.built()).isEqualTo(1);
  }

  @Test
  void aPageThatAnotherInstanceBuildsIsAwaited() {
    kit.open();
    losePage();
    String theirs = await(kit.ledger.lock(kit.poll)).orElseThrow();
    Future<Void> mine = rebuild.ensure(kit.poll);
    kit.awaitThat("found the lock taken", () -> !ledger.calls("lock").isEmpty());
    await(kit.ledger.unlock(kit.poll, theirs));
    await(kit.counting().rebuild().ensure(kit.poll));

    await(mine);

    assertThat(await(kit.ledger.has(kit.poll))).isTrue();
  }

  @Test
  void aRebuildThatIsOvertakenBeginsAgain() {
    kit.open();
    kit.vote("x", "a");
    losePage();
    store.answer(
        "readJournal",
        call -> {
          store.passOn("readJournal");
          return kit.store.raiseEpoch(kit.poll).compose(raised -> read(call));
        });

    await(rebuild.ensure(kit.poll));

    assertThat(store.calls("readJournal")).hasSize(2);
    assertThat(await(kit.ledger.tally(kit.poll)).orElseThrow().cells()).isEqualTo(Map.of("a", 1L));
    assertThat(rebuild.built()).isEqualTo(1);
  }

  @Test
  void aPageThatCouldNotBeInstalledIsNotCounted() {
    kit.open();
    losePage();
    ledger.answer("install", call -> Future.succeededFuture(false));

    await(rebuild.ensure(kit.poll));

    assertThat(rebuild.built()).isZero();
  }

  @Test
  void aFailureIsToldAndTheNextAttemptBeginsAfresh() {
    kit.open();
    losePage();
    Throwable fault = new IllegalStateException("the journal cannot be read");
    store.answer("readJournal", call -> Future.failedFuture(fault));
    assertThatThrownBy(() -> await(rebuild.ensure(kit.poll))).isSameAs(fault);

    store.passOn("readJournal");
    await(rebuild.ensure(kit.poll));

    assertThat(await(kit.ledger.has(kit.poll))).isTrue();
  }

  @Test
  void theMemoryOfAReadingIsGivenBackWhateverItsOutcome() {
    kit.open();
    kit.vote("x", "a");
    losePage();
    ledger.answer("install", call -> Future.failedFuture("the ledger is away"));
    assertThatThrownBy(() -> await(rebuild.ensure(kit.poll))).hasMessageContaining("away");

    assertThat(kit.memory.standing().used()).isZero();
  }

  @Test
  void onlyPollsThatAreOpenOrClosingHaveAPage() {
    refuses(ErrorCode.NOT_OPEN);
    kit.open();
    await(
        kit.store.updatePoll(
            kit.poll,
            each -> each.withPoll(each.poll().withState(PollState.CLOSING, each.poll().times()))));
    losePage();
    await(rebuild.ensure(kit.poll));
    assertThat(await(kit.ledger.has(kit.poll))).isTrue();
    await(kit.polls.close(ROOM, kit.poll));
    refuses(ErrorCode.NOT_OPEN);
    kit.poll = "no-such-poll";
    refuses(ErrorCode.UNKNOWN_POLL);
  }

  private void refuses(ErrorCode code) {
    assertThatThrownBy(() -> await(rebuild.ensure(kit.poll)))
        .isInstanceOfSatisfying(Refusal.class, why -> assertThat(why.code()).isEqualTo(code));
  }
}
