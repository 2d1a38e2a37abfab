package io.votehub.ledger;

import static io.votehub.ledger.LedgerUnderTest.await;
import static io.votehub.ledger.LedgerUnderTest.cast;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.CastBallot;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.poll.VoterId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * The contract of every ledger about its pages: who may install them, and what a rebuilt one has.
 */
interface PagesContract extends LedgerUnderTest {
  @Test
  default void withoutALedgerPageNothingIsRecorded() {
    assertThat(await(ledger().record(POLL, List.of(cast("x", "a")))))
        .isEqualTo(new RecordResult.Missing());
    assertThat(await(ledger().tally(POLL))).isEmpty();
  }

  @Test
  default void onlyTheLockHolderInstallsAPageAndOnlyIfThereIsNone() {
    String token = await(ledger().lock(POLL)).orElseThrow();
    Page page =
        new Page(
            1,
            PollState.OPEN,
            new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE),
            Map.of());

    assertThat(await(ledger().lock(POLL))).isEmpty();
    assertThat(await(ledger().install(POLL, "another", page))).isFalse();
    assertThat(await(ledger().install(POLL, token, page))).isTrue();

    Optional<String> next = await(ledger().lock(POLL));
    assertThat(next).isPresent();
    assertThat(await(ledger().install(POLL, next.get(), page))).isFalse();
  }

  @Test
  default void onlyTheHolderOfALockReleasesOrRenewsIt() {
    String token = await(ledger().lock(POLL)).orElseThrow();

    assertThat(await(ledger().renew(POLL, "another"))).isFalse();
    await(ledger().unlock(POLL, "another"));
    assertThat(await(ledger().lock(POLL))).isEmpty();
    assertThat(await(ledger().renew(POLL, token))).isTrue();

    await(ledger().unlock(POLL, token));
    assertThat(await(ledger().renew(POLL, token))).isFalse();
    assertThat(await(ledger().lock(POLL))).isPresent();
  }

  @Test
  default void aRebuiltPageHasTheStandingBallots() {
    CastBallot standing = cast("x", "a");
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    Page.Standing old = new Page.Standing(Revision.of(1, 7), standing);
    install(new Page(2, PollState.OPEN, terms, Map.of("x", old)));

    assertThat(recordAndConfirm(standing)).isEqualTo(new Receipt.Repeated(Revision.of(1, 7)));
    assertThat(standing("x")).contains("a");
    assertThat(standing("y")).isEmpty();
    assertThat(recordAndConfirm(cast("x", "b"))).isEqualTo(new Receipt.Counted(Revision.of(2, 1)));
    assertThat(tally().cells()).isEqualTo(Map.of("b", 1L));
  }

  @Test
  default void aRebuiltPageKeepsTheWeights() {
    CastBallot of = cast(VoterId.ofMember(3, "ana"), "a", Tally.WEIGHT);
    install(
        new Page(
            2,
            PollState.OPEN,
            new Page.Terms(1, true, OptionalLong.empty(), 0, 1),
            Map.of(of.voter(), new Page.Standing(Revision.of(1, 1), of))));
    recordAndConfirm(cast("audience", "b"));

    assertThat(tally().cells()).isEqualTo(Map.of("a", 3L, Tally.WEIGHT, 3L));
    assertThat(tally().more()).isEqualTo(1);
    recordAndConfirm(cast(of.voter(), "b", Tally.WEIGHT));
    assertThat(tally().cells()).isEqualTo(Map.of("b", 4L, Tally.WEIGHT, 3L));
  }

  @Test
  default void aLargeBatchIsCountedAndRebuiltCompletely() {
    open();
    CastBallot[] casts = new CastBallot[4096];
    Map<String, Page.Standing> standing = new HashMap<>();
    for (int i = 0; i < casts.length; i++) {
      casts[i] = cast("voter-" + i, "option-" + i % 3, "every");
      standing.put(casts[i].voter(), new Page.Standing(Revision.of(1, i + 1), casts[i]));
    }

    RecordResult.Recorded recorded = record(casts);
    Tally counted = tally();
    await(ledger().drop(POLL, 1));
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    install(new Page(2, PollState.OPEN, terms, standing));

    assertThat(recorded.receipts()).hasSize(casts.length);
    assertThat(counted.at("every")).isEqualTo(casts.length);
    assertThat(tally().cells()).isEqualTo(counted.cells());
    assertThat(record(casts).receipts()).allMatch(Receipt.Repeated.class::isInstance);
  }

  @Test
  default void droppingSparesPagesOfLaterEpochs() {
    open(5, true, OptionalLong.empty(), 0);

    await(ledger().drop(POLL, 4));
    assertThat(await(ledger().tally(POLL))).isPresent();

    await(ledger().drop(POLL, 5));
    assertThat(await(ledger().tally(POLL))).isEmpty();
  }
}
