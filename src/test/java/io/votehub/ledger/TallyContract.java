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
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** The contract of every ledger about sums, their revisions, and when they are published. */
interface TallyContract extends LedgerUnderTest {
  @Test
  default void aBallotAddsTheWeightOfItsVoterToEachOfItsCells() {
    open();
    String three = VoterId.ofMember(3, "ana");
    recordAndConfirm(cast(three, "a", "b", Tally.WEIGHT));
    recordAndConfirm(cast(VoterId.ofMember(1_000_000, "bo"), "b", Tally.WEIGHT));
    recordAndConfirm(cast("w-alone", "a"));
    assertThat(tally().cells())
        .isEqualTo(Map.of("a", 4L, "b", 1_000_003L, Tally.WEIGHT, 1_000_003L));
    assertThat(tally().ballots()).isEqualTo(3);

    recordAndConfirm(cast(three, "a", "b", Tally.WEIGHT));
    recordAndConfirm(cast(three, "c", Tally.WEIGHT));
    assertThat(tally().cells())
        .isEqualTo(Map.of("a", 1L, "b", 1_000_000L, "c", 3L, Tally.WEIGHT, 1_000_003L));

    recordAndConfirm(CastBallot.withdrawal(three, 1, 0));
    assertThat(tally().cells())
        .isEqualTo(Map.of("a", 1L, "b", 1_000_000L, Tally.WEIGHT, 1_000_000L));
    assertThat(tally().ballots()).isEqualTo(2);
  }

  @Test
  default void aTallyIsImmutable() {
    open();
    record(cast("x", "a"));
    Tally before = tally();

    record(cast("x", "b"));

    assertThat(before.at("a")).isEqualTo(1);
    assertThat(tally().at("a")).isZero();
  }

  @Test
  default void aTallysRevisionDoesNotRevealTheNumberOfChanges() {
    long before = await(ledger().now());
    open();
    for (String choice : List.of("a", "b", "a", "b", "a")) {
      pass(20);
      recordAndConfirm(cast("x", choice));
    }
    pass(200);
    recordAndConfirm(cast("y", "a"));

    long now = await(ledger().now());
    assertThat(Revision.counter(tally().rev())).isBetween(300 / 4L, (now - before) / 4);
  }

  @Test
  default void aTallysRevisionIncreasesOnlyWithTheTally() {
    open();
    long empty = tally().rev();
    recordAndConfirm(cast("x", "a"));
    long first = tally().rev();
    recordAndConfirm(cast("x", "a"));
    pass(50);
    long repeated = tally().rev();
    recordAndConfirm(cast("x", "b"));
    long changed = tally().rev();
    await(ledger().advance(POLL));
    long advanced = tally().rev();

    assertThat(repeated).isEqualTo(first);
    assertThat(List.of(empty, first, changed, advanced)).isSorted().doesNotHaveDuplicates();
  }

  @Test
  default void changesOfStateUseRevisionsToo() {
    open();
    recordAndConfirm(cast("x", "a"));

    assertThat(await(ledger().advance(POLL))).contains(Revision.of(1, 2));
    long later = await(ledger().now()) + 60_000;
    assertThat(await(ledger().extend(POLL, later))).contains(Revision.of(1, 3));
    assertThat(recordAndConfirm(cast("y", "a"))).isEqualTo(new Receipt.Counted(Revision.of(1, 4)));
  }

  @Test
  default void publishingIsPermittedOncePerIntervalAndOnlyAfterAChange() {
    open();
    assertThat(await(ledger().tryAcquirePublish(POLL, 60_000)))
        .isInstanceOf(PublishPermit.Granted.class);
    assertThat(await(ledger().tryAcquirePublish(POLL, 60_000)))
        .isEqualTo(new PublishPermit.Unchanged());

    recordAndConfirm(cast("x", "a"));

    PublishPermit early = await(ledger().tryAcquirePublish(POLL, 60_000));
    assertThat(((PublishPermit.RetryIn) early).ms()).isBetween(1L, 60_000L);
    pass(20);
    assertThat(await(ledger().tryAcquirePublish(POLL, 10)))
        .isEqualTo(new PublishPermit.Granted(tally()));
    assertThat(await(ledger().tryAcquirePublish(POLL, 10)))
        .isEqualTo(new PublishPermit.Unchanged());
    assertThat(await(ledger().tryAcquirePublish("no-such-poll", 10)))
        .isEqualTo(new PublishPermit.Unchanged());
  }

  @Test
  default void aTallyHasTheGreatestSumsAndTheNumberOfOmittedCells() {
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, 2);
    install(new Page(1, PollState.OPEN, terms, Map.of()));

    record(cast("1", "b"), cast("2", "c"), cast("3", "a"), cast("4", "c"), cast("5", "d"));

    assertThat(tally().cells()).isEqualTo(Map.of("c", 2L, "a", 1L));
    assertThat(tally().more()).isEqualTo(2);
  }

  @Test
  default void abstentionsAreNeverOmittedFromATally() {
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, 2);
    install(new Page(1, PollState.OPEN, terms, Map.of()));
    CastBallot abstains =
        new CastBallot("7", 1, "{\"abstain\":true}", List.of(Tally.ABSTENTIONS), 0);

    record(cast("1", "b"), cast("2", "c"), cast("3", "a"), cast("4", "c"), cast("5", "b"));
    record(cast("6", "d"), abstains);

    assertThat(tally().cells()).isEqualTo(Map.of("b", 2L, "c", 2L, Tally.ABSTENTIONS, 1L));
    assertThat(tally().more()).isEqualTo(2);
    assertThat(tally().ballots()).isEqualTo(7);
    for (int i = 0; i < 3; i++) {
      record(new CastBallot("more" + i, 1, abstains.ballot(), abstains.cells(), 0));
    }
    assertThat(tally().cells()).isEqualTo(Map.of("b", 2L, "c", 2L, Tally.ABSTENTIONS, 4L));
    assertThat(tally().more()).isEqualTo(2);
    record(cast("7", "c"));
    assertThat(tally().cells()).isEqualTo(Map.of("b", 2L, "c", 3L, Tally.ABSTENTIONS, 3L));
  }
}
