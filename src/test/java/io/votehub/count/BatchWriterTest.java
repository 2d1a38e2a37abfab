package io.votehub.count;

import static io.votehub.count.CountingKit.await;
import static io.votehub.count.CountingKit.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.Scripted;
import io.votehub.ledger.ConfirmResult;
import io.votehub.ledger.Ledger;
import io.votehub.ledger.RecordResult;
import io.votehub.ledger.RevisionRange;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.room.Polls;
import io.votehub.store.JournalConflictException;
import io.votehub.store.JournalEntry;
import io.votehub.store.MemoryStore;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The way of a batch through ledger and store, whichever step finds that it has to begin anew. */
class BatchWriterTest {
  private final CountingKit kit = new CountingKit();
  private final Scripted<Ledger> ledger = new Scripted<>(Ledger.class, kit.ledger);
  private final Scripted<Store> store = new Scripted<>(Store.class, kit.store);
  private CountingContext counting;
  private BatchWriter writer;

  @BeforeEach
  void open() {
    kit.open();
    counting = kit.counting(store.proxy(), ledger.proxy(), kit.counting().fanout());
    writer = counting.writer();
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  private List<Receipt> write(CastBallot... casts) {
    return await(writer.write(kit.poll, List.of(casts)));
  }

  private static ErrorCode refused(Receipt receipt) {
    return ((Receipt.Refused) receipt).why().code();
  }

  private List<JournalEntry> journal() {
    List<JournalEntry> journal = new ArrayList<>();
    await(kit.store.readJournal(kit.poll, journal::add));
    return journal;
  }

  @Test
  void aBallotIsRecordedThenStoredThenConfirmed() {
    write(cast("x", "a"));

    assertThat(ledger.names()).containsExactly("record", "confirm");
    assertThat(store.names()).containsExactly("append");
  }

  @Test
  void receiptsComeInTheOrderOfTheBallotsAndOnlyThoseThatCountAreStored() {
    write(cast("x", "a"));

    List<Receipt> receipts =
        write(
            cast("w", "b"),
            new CastBallot("v", 9, "{}", List.of("a"), 0),
            cast("x", "a"),
            cast("y", "c"));

    assertThat(receipts)
        .extracting(Object::getClass)
        .containsExactly(
            Receipt.Counted.class,
            Receipt.Refused.class,
            Receipt.Repeated.class,
            Receipt.Counted.class);
    assertThat(journal()).extracting(JournalEntry::voter).containsExactly("x", "w", "y");
    assertThat(journal())
        .filteredOn(each -> each.voter().equals("y"))
        .extracting(JournalEntry::rev)
        .containsExactly(((Receipt.Counted) receipts.get(3)).rev());
  }

  @Test
  void theMarkOfTheBallotThatStandsIsInTheJournalAndToldToRepeatsWhateverIsLost() {
    Mark one = new Mark(1, 2);
    long rev = ((Receipt.Counted) write(cast("x", "a").withMark(one)).get(0)).rev();
    assertThat(journal()).extracting(JournalEntry::mark).containsExactly(one);

    CastBallot again = cast("x", "a").withMark(new Mark(3, 4));
    assertThat(write(again)).containsExactly(new Receipt.Repeated(rev, one));
    await(kit.ledger.drop(kit.poll, Integer.MAX_VALUE));
    assertThat(write(again)).containsExactly(new Receipt.Repeated(rev, one));
    await(kit.polls.close(CountingKit.ROOM, kit.poll));
    assertThat(write(again)).containsExactly(new Receipt.Repeated(rev, one));
    assertThat(journal()).hasSize(1);
  }

  @Test
  void equalBallotsOfABatchAreOneBallotAndItsRepeat() {
    Mark one = new Mark(1, 2);

    List<Receipt> receipts =
        write(cast("x", "a").withMark(one), cast("x", "a").withMark(new Mark(3, 4)));

    long rev = ((Receipt.Counted) receipts.get(0)).rev();
    assertThat(receipts.get(1)).isEqualTo(new Receipt.Repeated(rev, one));
    assertThat(journal()).hasSize(1);
  }

  @Test
  void aBatchWhosePageIsLostBeforeItIsConfirmedIsRecordedAgainAndCountsOnce() {
    AtomicInteger lost = new AtomicInteger(2);
    ledger.answer(
        "confirm",
        call ->
            lost.getAndDecrement() > 0
                ? kit.ledger.drop(kit.poll, Integer.MAX_VALUE).map(ConfirmResult.LOST)
                : kit.ledger.confirm(kit.poll, (RevisionRange) call[1]));

    Receipt receipt = write(cast("x", "a")).get(0);

    assertThat(receipt).isInstanceOfAny(Receipt.Counted.class, Receipt.Repeated.class);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aPageThatIsLostAgainAndAgainEndsInARefusalThatInvitesToTryAgain() {
    ledger.answer("record", call -> Future.succeededFuture(new RecordResult.Missing()));

    List<Receipt> receipts = write(cast("x", "a"), cast("y", "a"));

    assertThat(receipts).hasSize(2).allMatch(each -> refused(each) == ErrorCode.UNAVAILABLE);
    assertThat(ledger.calls("record")).hasSize(8);
  }

  @Test
  void aFaultOfTheLedgerFailsTheBatch() {
    Throwable fault = new IllegalStateException("nobody expected this");
    ledger.answer("record", call -> Future.failedFuture(fault));

    assertThatThrownBy(() -> write(cast("x", "a"))).isSameAs(fault);
  }

  @Test
  void aRevisionThatAnotherHasWrittenMeansThatThePageIsStaleAndNotThatTheStoreIsAway() {
    store.answer(
        "append",
        call -> {
          store.passOn("append");
          return Future.failedFuture(new JournalConflictException(kit.poll, 1));
        });

    assertThat(write(cast("x", "a")).get(0)).isInstanceOf(Receipt.Counted.class);

    assertThat(ledger.calls("drop")).hasSize(1);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
    write(cast("y", "a"));
    assertThat(store.calls("append").stream().map(call -> ((List<?>) call[1]).size()))
        .as("no append just to see whether the store is there")
        .containsExactly(1, 1, 1);
  }

  @Test
  void afterALostStoreTheLedgerCountsNothingBeforeTheStoreIsBack() {
    kit.store.failNextAppend(MemoryStore.Fault.BEFORE);
    assertThat(refused(write(cast("x", "a")).get(0))).isEqualTo(ErrorCode.UNAVAILABLE);
    int recorded = ledger.calls("record").size();
    int dropped = ledger.calls("drop").size();

    kit.store.failNextAppend(MemoryStore.Fault.BEFORE);
    assertThat(refused(write(cast("y", "a")).get(0))).isEqualTo(ErrorCode.UNAVAILABLE);
    assertThat(ledger.calls("record")).hasSize(recorded);
    assertThat(ledger.calls("drop")).as("pages of others stay").hasSize(dropped);

    assertThat(write(cast("z", "a")).get(0)).isInstanceOf(Receipt.Counted.class);
    int appends = store.calls("append").size();
    write(cast("w", "a"));
    assertThat(store.calls("append")).as("the store is trusted again").hasSize(appends + 1);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 2L));
  }

  @Test
  void aBusyStoreIsAskedAgainWithTheSameEntriesOnThePageThatIsThere() {
    kit.store.beBusy(2);

    assertThat(write(cast("x", "a")).get(0)).isInstanceOf(Receipt.Counted.class);

    List<Object[]> appends = store.calls("append");
    assertThat(appends).hasSize(3).allMatch(call -> call[1].equals(appends.get(0)[1]));
    assertThat(ledger.calls("drop")).isEmpty();
  }

  @Test
  void aStoreWhoseEpochIsNewerHasTheBatchRecordedAgainOnANewPage() {
    kit.store.beforeNextEpochLook(() -> kit.store.raiseEpoch(kit.poll));
    int before = await(kit.store.poll(kit.poll)).orElseThrow().epoch();

    write(cast("x", "a"));

    assertThat(ledger.calls("drop")).singleElement().isEqualTo(new Object[] {kit.poll, before});
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aLateBallotWhoseVoterHasAnUnconfirmedOneIsDecidedByTheResult() {
    write(cast("x", "b"), cast("y", "c"));
    await(kit.polls.close(CountingKit.ROOM, kit.poll));
    PollRecord record = await(kit.store.poll(kit.poll)).orElseThrow();
    Receipt late = new Receipt.Refused(Refusal.late(1));
    ledger.answer(
        "record",
        call ->
            Future.succeededFuture(
                new RecordResult.Recorded(
                    record.epoch(),
                    new RevisionRange(1, 0),
                    List.of(late, new Receipt.Repeated(5), late, late),
                    Set.of(3, 0),
                    List.of())));
    store.answer("append", call -> Future.succeededFuture(record.epoch()));

    List<Receipt> receipts = write(cast("x", "b"), cast("w", "a"), cast("v", "a"), cast("y", "c"));

    assertThat(receipts.get(0)).isInstanceOf(Receipt.Repeated.class);
    assertThat(receipts.get(1)).isEqualTo(new Receipt.Repeated(5));
    assertThat(receipts.get(2)).as("nothing of this voter was pending").isSameAs(late);
    assertThat(receipts.get(3)).isInstanceOf(Receipt.Repeated.class);
    assertThat(((Receipt.Repeated) receipts.get(3)).rev())
        .isGreaterThan(((Receipt.Repeated) receipts.get(0)).rev());
  }

  @Test
  void ballotsAreStoredInTheOrderOfTheirRevisionsWhicheverPlaceTheyHad() {
    int epoch = await(kit.store.poll(kit.poll)).orElseThrow().epoch();
    List<Long> revs = List.of(Revision.of(epoch, 1), Revision.of(epoch, 2), Revision.of(epoch, 3));
    Receipt already = new Receipt.Refused(Refusal.of(ErrorCode.ALREADY_VOTED));
    ledger.answer(
        "record",
        call ->
            Future.succeededFuture(
                new RecordResult.Recorded(
                    epoch,
                    new RevisionRange(revs.get(0), revs.get(2)),
                    List.of(
                        new Receipt.Counted(revs.get(0)),
                        already,
                        new Receipt.Counted(revs.get(2))),
                    Set.of(),
                    List.of(new RecordResult.First(1, revs.get(1), "{}")))));

    write(cast("x", "a"), cast("w", "b"), cast("y", "c"));

    assertThat((List<?>) store.calls("append").get(0)[1])
        .extracting(each -> ((JournalEntry) each).rev())
        .isEqualTo(revs);
  }

  @Test
  void aPageThatRefusesEverybodyIsCheckedAgainstTheStore() {
    PollRecord now = await(kit.store.poll(kit.poll)).orElseThrow();
    ledger.answer(
        "record",
        call -> {
          ledger.passOn("record");
          return Future.succeededFuture(
              new RecordResult.Recorded(
                  now.epoch() - 1,
                  new RevisionRange(1, 0),
                  List.of(new Receipt.Refused(Refusal.late(9))),
                  Set.of(),
                  List.of()));
        });

    assertThat(write(cast("x", "a")).get(0))
        .as("the page was stale: the poll is open")
        .isInstanceOf(Receipt.Counted.class);
  }

  private void openFor(int seconds) {
    await(kit.polls.reset(CountingKit.ROOM, kit.poll, OptionalLong.empty()));
    await(kit.polls.open(CountingKit.ROOM, kit.poll, OptionalInt.of(seconds)));
  }

  private CastBallot ofThisRun(String voter, String choice) {
    CastBallot first = cast(voter, choice);
    int run = await(kit.store.poll(kit.poll)).orElseThrow().poll().run();
    return new CastBallot(voter, run, first.ballot(), first.cells(), 0);
  }

  @Test
  void aPageOfThePresentEpochMayRefuseEverybodyOnceTheTimeIsOver() {
    openFor(1);
    kit.clock.advance(1_001);

    assertThat(write(ofThisRun("x", "a")))
        .singleElement()
        .satisfies(late -> assertThat(refused(late)).isEqualTo(ErrorCode.NOT_OPEN));
    assertThat(store.calls("append")).isEmpty();
    assertThat(ledger.calls("drop")).isEmpty();
  }

  @Test
  void aPageThatRefusesEverybodyThoughThePollIsOpenIsReplaced() {
    write(cast("x", "a"));
    await(kit.ledger.seal(kit.poll));

    assertThat(write(cast("y", "b")).get(0)).isInstanceOf(Receipt.Counted.class);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L, "b", 1L));
  }

  @Test
  void ballotsCountUntilTheEndOfAnExtensionThatDidNotReachTheLedger() {
    openFor(1);
    ledger.answer("extend", call -> Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE)));
    Polls polls = new Polls(counting, () -> "id");
    assertThatThrownBy(() -> await(polls.extend(CountingKit.ROOM, kit.poll, 10)))
        .isInstanceOf(Refusal.class);
    kit.clock.advance(5_000);

    assertThat(write(ofThisRun("x", "a")).get(0)).isInstanceOf(Receipt.Counted.class);
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aPollThatIsGoneRefusesEachBallotOfTheBatch() {
    store.answer("poll", call -> Future.succeededFuture(Optional.empty()));
    ledger.answer("record", call -> Future.succeededFuture(new RecordResult.Missing()));
    ledger.answer("has", call -> Future.succeededFuture(false));

    assertThat(write(cast("x", "a"), cast("y", "a")))
        .hasSize(2)
        .allMatch(each -> refused(each) == ErrorCode.UNKNOWN_POLL);
  }

  @Test
  void aStoreThatStaysBusyEndsInARefusalAndThePageIsReadAnewLater() {
    writer = new BatchWriter(counting, 1);
    kit.store.beBusy(Integer.MAX_VALUE);

    assertThat(refused(write(cast("x", "a")).get(0))).isEqualTo(ErrorCode.BUSY);

    assertThat(store.calls("append")).hasSize(200);
    assertThat(ledger.calls("drop")).hasSize(1);
    kit.store.beBusy(0);
    assertThat(kit.cells()).isEmpty();
  }

  @Test
  void aStoreWhoseEpochIsNewerEachTimeEndsInARefusal() {
    store.answer("append", call -> Future.succeededFuture(99));

    assertThat(refused(write(cast("x", "a")).get(0))).isEqualTo(ErrorCode.UNAVAILABLE);

    assertThat(ledger.calls("record")).hasSize(8);
    assertThat(ledger.calls("drop")).allMatch(call -> call[1].equals(98));
  }

  @Test
  void aRevisionThatIsTakenAgainAndAgainEndsInARefusal() {
    store.answer("append", call -> Future.failedFuture(new JournalConflictException(kit.poll, 1)));

    assertThat(refused(write(cast("x", "a")).get(0))).isEqualTo(ErrorCode.UNAVAILABLE);

    assertThat(ledger.calls("record")).hasSize(8);
  }

  @Test
  void aPageThatWasSealedThoughThePollIsOpenIsReplacedAndTheNewOneIsNot() {
    int epoch = await(kit.store.poll(kit.poll)).orElseThrow().epoch();
    ledger.answer(
        "confirm",
        call -> {
          ledger.passOn("confirm");
          return Future.succeededFuture(ConfirmResult.SEALED);
        });

    write(cast("x", "a"));

    assertThat(ledger.calls("drop")).singleElement().isEqualTo(new Object[] {kit.poll, epoch - 1});
    assertThat(kit.cells()).isEqualTo(Map.of("a", 1L));
  }

  @Test
  void aBallotThatStandsByAnEarlierAttemptIsAcknowledgedThoughThePageCallsItLate() {
    Receipt.Counted counted = (Receipt.Counted) write(cast("x", "a")).get(0);
    await(kit.polls.close(CountingKit.ROOM, kit.poll));
    int epoch = await(kit.store.poll(kit.poll)).orElseThrow().epoch();
    Receipt late = new Receipt.Refused(Refusal.late(3));
    RecordResult refused =
        new RecordResult.Recorded(
            epoch, new RevisionRange(1, 0), List.of(late), Set.of(), List.of());
    ledger.answer("record", call -> Future.succeededFuture(refused));
    assertThat(write(cast("x", "a"))).as("of a first attempt the page knows").containsExactly(late);

    ledger.answer(
        "record",
        call -> {
          ledger.answer("record", again -> Future.succeededFuture(refused));
          return Future.succeededFuture(new RecordResult.Missing());
        });
    ledger.answer("has", call -> Future.succeededFuture(true));

    assertThat(write(cast("x", "a"))).containsExactly(new Receipt.Repeated(counted.rev()));
  }

  @Test
  void aBallotThatHasJustBeenRefusedOnAnOpenPollIsNotDecidedByTheStore() {
    int epoch = await(kit.store.poll(kit.poll)).orElseThrow().epoch();
    Receipt twice = new Receipt.Refused(Refusal.of(ErrorCode.ALREADY_VOTED));
    RecordResult refused =
        new RecordResult.Recorded(
            epoch, new RevisionRange(1, 0), List.of(twice), Set.of(), List.of());
    ledger.answer(
        "record",
        call -> {
          ledger.answer("record", again -> Future.succeededFuture(refused));
          return Future.succeededFuture(new RecordResult.Missing());
        });

    assertThat(write(cast("x", "a"))).containsExactly(twice);
  }
}
