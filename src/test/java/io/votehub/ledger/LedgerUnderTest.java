package io.votehub.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.poll.CastBallot;
import io.votehub.poll.PollState;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.StandingBallot;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A ledger that has to fulfil the contract, and the steps of its tests on one page. */
interface LedgerUnderTest {
  String POLL = "poll-1";

  /** A ledger without pages. */
  Ledger ledger();

  /** Advances the ledger's clock by at least so many milliseconds. */
  void pass(long ms);

  static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException late) {
      throw new AssertionError("No answer within 60 s", late);
    }
  }

  static CastBallot cast(String voter, String... cells) {
    return new CastBallot(voter, 1, String.join("+", cells), List.of(cells), 0);
  }

  static Refusal refusal(Receipt receipt) {
    return ((Receipt.Refused) receipt).why();
  }

  default void open(int epoch, boolean change, OptionalLong closesAt, int graceMs) {
    install(
        new Page(
            epoch,
            PollState.OPEN,
            new Page.Terms(1, change, closesAt, graceMs, Integer.MAX_VALUE),
            Map.of()));
  }

  /** Opens a poll without an end, whose ballots may be changed. */
  default void open() {
    open(1, true, OptionalLong.empty(), 0);
  }

  default void install(Page page) {
    String token = await(ledger().lock(POLL)).orElseThrow();
    assertThat(await(ledger().install(POLL, token, page))).isTrue();
  }

  default RecordResult.Recorded record(CastBallot... casts) {
    return (RecordResult.Recorded) await(ledger().record(POLL, List.of(casts)));
  }

  default Receipt recordAndConfirm(CastBallot cast) {
    RecordResult.Recorded recorded = record(cast);
    if (!recorded.range().isEmpty()) {
      assertThat(await(ledger().confirm(POLL, recorded.range())))
          .isEqualTo(ConfirmResult.CONFIRMED);
    }
    return recorded.receipts().get(0);
  }

  default Tally tally() {
    return await(ledger().tally(POLL)).orElseThrow();
  }

  default Optional<String> standing(String voter) {
    return Optional.ofNullable(await(ledger().standing(List.of(POLL), voter)).ballots().get(POLL))
        .map(StandingBallot::ballot);
  }
}
