package io.votehub.room;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.bus.BallotsQuery;
import io.votehub.count.CountingKit;
import io.votehub.draft.PollSpec;
import io.votehub.ledger.Ledger;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.StandingBallot;
import io.votehub.store.PollRecord;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BallotLookupTest {
  private static final String BALLOT = "{\"choice\":\"a\"}";

  private final CountingKit kit = new CountingKit();
  private String another;

  @BeforeEach
  void twoOpenPollsWithABallot() {
    PollSpec spec = PollSpec.of(await(kit.polls.get(ROOM, kit.poll)));
    Poll second =
        await(
            kit.polls.create(
                ROOM, new PollSpec("And?", "single", spec.options(), PollSettings.DEFAULT)));
    another = second.id();
    kit.open();
    await(kit.polls.open(ROOM, another, OptionalInt.empty()));
    kit.vote("x", "a");
    kit.send(another, CountingKit.cast("x", "a"));
  }

  @AfterEach
  void stop() {
    kit.close();
  }

  @Test
  void theBallotsOfRunningAndOfClosedPollsAreFoundAndDraftsHaveNone() {
    await(kit.polls.duplicate(ROOM, kit.poll));
    await(kit.polls.close(ROOM, another));

    assertThat(ballots("x")).isEqualTo(Map.of(kit.poll, BALLOT, another, BALLOT));
    assertThat(ballots("y")).isEmpty();
  }

  @Test
  void pagesThatWereLostAreRebuiltSoThatNoBallotIsMissing() {
    kit.restart();

    assertThat(ballots("x")).containsOnlyKeys(kit.poll, another);
  }

  @Test
  void onlyThePageThatIsMissingIsRebuilt() {
    await(kit.ledger.drop(kit.poll, Integer.MAX_VALUE));
    int before = epoch(another);

    assertThat(ballots("x")).containsOnlyKeys(kit.poll, another);
    assertThat(epoch(another)).isEqualTo(before);
  }

  @Test
  void pagesThatAreLostAgainAsSoonAsTheyAreBuiltAreRebuiltAgain() {
    kit.lossesBeforeStanding.set(3);

    assertThat(ballots("x")).containsOnlyKeys(kit.poll, another);
  }

  @Test
  void pagesThatNeverLastMakeTheBallotsUnavailable() {
    kit.lossesBeforeStanding.set(Integer.MAX_VALUE);

    assertThatThrownBy(() -> ballots("x"))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.UNAVAILABLE));
  }

  @Test
  void aPollThatIsClosedWhileItsPageIsMissingIsReadFromItsResult() {
    List<PollRecord> whenTheyWereOpen = await(kit.store.polls(ROOM));
    await(kit.polls.close(ROOM, kit.poll));

    assertThat(await(lookup(whenTheyWereOpen))).containsOnlyKeys(kit.poll, another);
  }

  @Test
  void aPollThatIsDeletedWhileItsPageIsMissingIsLeftOut() {
    List<PollRecord> whenItWasThere = await(kit.store.polls(ROOM));
    await(kit.polls.delete(ROOM, kit.poll, OptionalLong.empty()));

    assertThat(await(lookup(whenItWasThere))).containsOnlyKeys(another);
  }

  @Test
  void aPageThatCannotBeRebuiltFailsTheLookupInsteadOfHidingABallot() {
    Refusal away = Refusal.of(ErrorCode.UNAVAILABLE, "away");
    kit.restart();
    BallotLookup lookup = new BallotLookup(kit.counting(withoutPages(away)));

    assertThatThrownBy(() -> await(lookup.find(await(kit.store.polls(ROOM)), "x"))).isSameAs(away);
  }

  /** A ledger without pages on which no page can be rebuilt. */
  private Ledger withoutPages(Throwable fault) {
    return (Ledger)
        Proxy.newProxyInstance(
            Ledger.class.getClassLoader(),
            new Class<?>[] {Ledger.class},
            (proxy, call, arguments) ->
                call.getName().equals("has")
                    ? Future.failedFuture(fault)
                    : call.invoke(kit.ledger, arguments));
  }

  private Future<Map<String, String>> lookup(List<PollRecord> polls) {
    return new BallotLookup(kit.counting()).find(polls, "x").map(BallotLookupTest::texts);
  }

  private Map<String, String> ballots(String voter) {
    return texts(await(kit.rooms.views().ballots(new BallotsQuery(ROOM, voter))));
  }

  private static Map<String, String> texts(Map<String, StandingBallot> ballots) {
    Map<String, String> texts = new HashMap<>();
    ballots.forEach((poll, standing) -> texts.put(poll, standing.ballot()));
    return texts;
  }

  private int epoch(String poll) {
    return await(kit.store.poll(poll)).orElseThrow().epoch();
  }
}
