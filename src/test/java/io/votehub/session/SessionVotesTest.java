package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.Json;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.proof.TagHash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The votes of one connection: each is answered once, and their number in flight is bounded. */
class SessionVotesTest {
  /** As {@link RoomKit} sets it. */
  private static final int MAX_IN_FLIGHT = 10;

  private static final long REV = Revision.of(1, 7);

  private final RoomKit kit = new RoomKit();
  private final FakeRoom room = new FakeRoom();
  private final Poll poll = room.open(room.make());
  private RoomKit.Client voter;

  @BeforeEach
  void join() {
    voter = kit.joining();
    kit.answer(room.view());
  }

  @AfterEach
  void stop() {
    kit.everybodyLeaves();
    assertThat(kit.memory.votes().used()).as("memory of votes still taken").isZero();
    kit.close();
  }

  private void votes(int from, int to) {
    IntStream.range(from, to).forEach(i -> voter.votes("v" + i, poll.id(), "a"));
  }

  /** The one in flight longest is answered. */
  private void isCounted() {
    kit.receipts(new Receipt.Counted(REV));
  }

  private List<CastBallot> ballots(int batch) {
    return kit.voteBatches.get(batch).body().casts();
  }

  private double metered(String outcome) {
    return kit.registry.get("votehub.votes").tag("outcome", outcome).counter().count();
  }

  @Test
  void aVoteIsAcknowledgedOnceItIsCountedAndNotBefore() {
    voter.votes("7", poll.id(), "a");
    assertThat(ballots(0)).extracting(CastBallot::ballot).containsExactly("{\"choice\":\"a\"}");
    assertThat(voter.types()).doesNotContain("ack");
    assertThat(voter.session().votesInFlight()).isEqualTo(1);
    assertThat(kit.memory.votes().used()).isEqualTo(ballots(0).get(0).bytes());

    isCounted();

    assertThat(voter.last()).containsEntry("type", "ack").containsEntry("id", "7");
    assertThat(voter.last()).containsEntry("poll", poll.id());
    assertThat(((Number) voter.last().get("rev")).longValue()).isEqualTo(Revision.begin(REV));
    assertThat((String) voter.last().get("receipt")).isNotEmpty();
    assertThat(voter.session().votesInFlight()).isZero();
    assertThat(kit.memory.votes().used()).isZero();
    assertThat(kit.registry.get("votehub.ack").timer().count()).isEqualTo(1);
    assertThat(kit.registry.get("votehub.ack").timer().max(TimeUnit.SECONDS)).isBetween(0.0, 60.0);
  }

  @Test
  void everyOutcomeIsAnsweredUnderTheIdOfItsVote() {
    kit.turn(
        () -> {
          for (String id : List.of("1", "2", "3", "4")) {
            voter.session().text(RoomKit.vote(id, poll.id(), "a"));
          }
        });

    kit.receipts(
        new Receipt.Counted(REV),
        new Receipt.Repeated(REV),
        new Receipt.Refused(Refusal.of(ErrorCode.NOT_OPEN)),
        new Receipt.Superseded(REV + 1, "{\"choice\":\"b\"}"));

    List<Map<String, Object>> answers = voter.heard.subList(1, 5);
    assertThat(answers).extracting(each -> each.get("id")).containsExactly("1", "2", "3", "4");
    assertThat(answers)
        .extracting(each -> each.get("type"))
        .containsExactly("ack", "ack", "error", "ack");
    assertThat(answers.get(2)).containsEntry("code", "not-open");
    assertThat(answers.get(0).get("receipt")).isEqualTo(answers.get(1).get("receipt"));
  }

  private static final Mark ONE = new Mark(1, 2);
  private static final Mark OTHER = new Mark(3, 4);

  private void votesWithMark(String id, Mark mark) {
    String vote = RoomKit.vote(id, poll.id(), "a");
    voter.says(vote.replace("\"ballot\"", "\"mark\":\"" + mark.text() + "\",\"ballot\""));
  }

  private String tag(Mark mark) {
    return new TagHash().text(poll.id(), mark, (String) voter.last().get("receipt"));
  }

  @Test
  void aVoteWithAMarkIsCastWithItAndAcknowledgedWithItsTag() {
    votesWithMark("1", ONE);
    assertThat(ballots(0)).extracting(CastBallot::mark).containsExactly(ONE);

    isCounted();

    assertThat(voter.last()).containsEntry("tag", tag(ONE)).doesNotContainKey("mark");
  }

  @Test
  void aVoteWithoutAMarkIsAcknowledgedWithoutATag() {
    voter.votes("1", poll.id(), "a");
    isCounted();

    assertThat(voter.last()).containsEntry("type", "ack").doesNotContainKeys("tag", "mark");
  }

  @Test
  void aRepeatIsToldTagAndMarkOfTheBallotThatStands() {
    votesWithMark("1", OTHER);
    kit.receipts(new Receipt.Repeated(REV, ONE));
    assertThat(voter.last()).containsEntry("tag", tag(ONE)).containsEntry("mark", ONE.text());

    votesWithMark("2", ONE);
    kit.receipts(new Receipt.Repeated(REV, ONE));
    assertThat(voter.last()).containsEntry("tag", tag(ONE)).doesNotContainKey("mark");

    voter.votes("3", poll.id(), "a");
    kit.receipts(new Receipt.Repeated(REV, ONE));
    assertThat(voter.last()).containsEntry("tag", tag(ONE)).containsEntry("mark", ONE.text());
  }

  @Test
  void aRepeatOfABallotWithoutAMarkIsToldSo() {
    votesWithMark("1", ONE);
    kit.receipts(new Receipt.Repeated(REV));

    assertThat(voter.last()).containsEntry("tag", tag(null)).containsEntry("mark", "");
  }

  @Test
  void aSupersededVoteIsToldTagAndMarkOfTheOneThatStands() {
    votesWithMark("1", OTHER);
    kit.receipts(new Receipt.Superseded(REV, "{\"choice\":\"b\"}", ONE));

    Map<String, Object> ack = voter.heard("ack").get(0);
    Map<String, Object> ballot = voter.heard("ballot").get(0);
    assertThat(ack).containsEntry("tag", tag(ONE)).containsEntry("mark", ONE.text());
    assertThat(ballot).containsEntry("receipt", ack.get("receipt"));
    assertThat(ballot).containsEntry("tag", ack.get("tag")).containsEntry("mark", ONE.text());
  }

  @Test
  void aWithdrawalHasNoTag() {
    votesWithMark("1", OTHER);
    kit.receipts(new Receipt.Superseded(REV, CastBallot.WITHDRAWN));
    assertThat(voter.heard("ack").get(0)).doesNotContainKeys("tag", "mark");

    String taken = RoomKit.vote("2", poll.id(), "a").replaceFirst("\\{\"choice\":\"a\"\\}", "null");
    voter.says(taken.replace("\"ballot\"", "\"mark\":\"" + ONE.text() + "\",\"ballot\""));
    assertThat(kit.voteBatches.get(kit.voteBatches.size() - 1).body().casts())
        .allSatisfy(cast -> assertThat(cast.isWithdrawal() && cast.mark() == null).isTrue());
    isCounted();
    assertThat(voter.last()).containsEntry("type", "ack").doesNotContainKeys("tag", "mark");
  }

  @Test
  void whatIsNoMarkIsABadMessage() {
    for (String bad : List.of("\"\"", "7", "\"AAAAAAAAAAAAAAAAAAAAAB\"", "{}")) {
      String vote = RoomKit.vote("1", poll.id(), "a");
      voter.says(vote.replace("\"ballot\"", "\"mark\":" + bad + ",\"ballot\""));
      assertThat(voter.last()).containsEntry("id", "1").containsEntry("code", "bad-message");
    }
    assertThat(kit.voteBatches).isEmpty();
  }

  @Test
  void whoHasNotJoinedOrDoesNotVoteIsRefused() {
    RoomKit.Client stranger = kit.connect();
    stranger.votes("1", poll.id(), "a");
    assertThat(stranger.last()).containsEntry("id", "1").containsEntry("code", "not-joined");
    assertThat(metered("not-joined")).isEqualTo(1);

    RoomKit.Client presenter = kit.joining(Optional.of(kit.presenterToken(room.room)));
    presenter.votes("2", poll.id(), "a");
    assertThat(presenter.last()).containsEntry("id", "2").containsEntry("code", "forbidden");

    assertThat(kit.voteBatches).isEmpty();
    assertThat(presenter.session().votesInFlight()).isZero();
  }

  @Test
  void aVoteOnAPollThatIsNotThereOrWasResetIsRefused() {
    voter.votes("1", "elsewhere", "a");
    assertThat(voter.last()).containsEntry("id", "1").containsEntry("code", "unknown-poll");

    String ofRunTwo =
        RoomKit.vote("2", poll.id(), "a").replace("\"ballot\"", "\"run\":2,\"ballot\"");
    voter.says(ofRunTwo);
    assertThat(voter.last()).containsEntry("id", "2").containsEntry("code", "poll-changed");

    voter.votes("3", poll.id(), "no such option");
    assertThat(voter.last()).containsEntry("id", "3").containsEntry("code", "bad-ballot");
    assertThat(kit.voteBatches).isEmpty();
  }

  @Test
  void whereTheMemoryForVotesIsTakenAVoteIsRefusedAsBusyAndTakesNothing() {
    long all = kit.memory.votes().limit();
    kit.memory.votes().take(all);
    voter.votes("1", poll.id(), "a");
    assertThat(voter.last()).containsEntry("id", "1").containsEntry("code", "busy");
    assertThat(kit.memory.votes().used()).isEqualTo(all);
    assertThat(metered("busy")).isEqualTo(1);

    kit.memory.votes().give(all);
    voter.votes("2", poll.id(), "a");
    isCounted();

    assertThat(voter.last()).containsEntry("type", "ack").containsEntry("id", "2");
  }

  @Test
  void atTheBoundNothingIsReadUntilHalfOfTheVotesAreAnswered() {
    votes(0, MAX_IN_FLIGHT - 1);
    assertThat(voter.isRead()).isTrue();
    votes(MAX_IN_FLIGHT - 1, MAX_IN_FLIGHT);
    assertThat(voter.isRead()).isFalse();

    for (int left = MAX_IN_FLIGHT - 1; left > MAX_IN_FLIGHT / 2; left--) {
      isCounted();
      assertThat(voter.session().votesInFlight()).isEqualTo(left);
      assertThat(voter.isRead()).as("%d in flight", left).isFalse();
    }
    isCounted();

    assertThat(voter.isRead()).isTrue();
    IntStream.range(0, MAX_IN_FLIGHT / 2).forEach(i -> isCounted());
  }

  @Test
  void fewLargeVotesStopTheReadingTooUntilHalfOfTheirBytesAreAnswered() {
    try (RoomKit wide = new RoomKit(1_000)) {
      FakeRoom other = new FakeRoom();
      List<Option> options =
          IntStream.range(0, 100)
              .mapToObj(i -> new Option("option" + i, "Option " + i, Optional.empty()))
              .toList();
      Poll large = other.open(other.make("multiple", options, Map.of("min", 1, "max", 100)));
      RoomKit.Client client = wide.joining();
      wide.answer(other.view());
      List<String> all = options.stream().map(Option::id).toList();
      Map<String, Object> vote =
          Map.of("type", "vote", "id", "1", "poll", large.id(), "ballot", Map.of("choices", all));

      int sent = 0;
      while (client.isRead()) {
        assertThat(sent++).as("votes in flight").isLessThan(200);
        client.says(Json.write(vote));
      }
      long each = wide.memory.votes().used() / sent;
      assertThat(wide.memory.votes().used())
          .isBetween((long) SessionLimits.MAX_VOTE_BYTES, SessionLimits.MAX_VOTE_BYTES + each - 1);

      while (wide.memory.votes().used() - each > SessionLimits.MAX_VOTE_BYTES / 2) {
        wide.receipts(new Receipt.Counted(REV));
        assertThat(client.isRead()).isFalse();
      }
      wide.receipts(new Receipt.Counted(REV));
      assertThat(client.isRead()).isTrue();
    }
  }

  @Test
  void aVoteWhoseVoterIsGoneIsToldToTheVotersOtherConnectionsAndItsMemoryIsGivenBack() {
    voter.votes("1", poll.id(), "a");
    voter.leave();
    int heard = voter.heard.size();

    isCounted();

    assertThat(voter.heard).hasSize(heard);
    assertThat(kit.memory.votes().used()).isZero();
    assertThat(kit.fanout.counted).hasSize(1);
    assertThat(kit.fanout.counted.get(0).by()).isNull();
    assertThat(kit.fanout.counted.get(0).rev()).isEqualTo(REV);
  }

  @Test
  void aVoteOfSomebodyWithOneConnectionIsToldToNobodyElse() {
    voter.votes("1", poll.id(), "a");
    isCounted();
    assertThat(kit.fanout.counted).isEmpty();

    kit.fanout.mayHaveSeveral = true;
    voter.votes("2", poll.id(), "a");
    isCounted();

    assertThat(kit.fanout.counted).hasSize(1);
    assertThat(kit.fanout.counted.get(0).by()).isSameAs(voter.session());
    assertThat(kit.fanout.counted.get(0).ballot()).isEqualTo("{\"choice\":\"a\"}");
  }

  @Test
  void aVoteThatOneOfAnotherConnectionReplacedIsAnsweredWithThatOne() {
    voter.votes("1", poll.id(), "a");

    kit.receipts(new Receipt.Superseded(REV, "{\"choice\":\"b\"}"));

    assertThat(voter.types()).endsWith("ack", "ballot");
    assertThat(voter.last()).containsEntry("ballot", Map.of("choice", "b"));
    assertThat(voter.last().get("receipt")).isEqualTo(voter.heard("ack").get(0).get("receipt"));
  }

  @Test
  void aVoteThatALaterOneOfTheSameConnectionReplacedIsOnlyAcknowledged() {
    voter.votes("1", poll.id(), "a");
    voter.votes("2", poll.id(), "a");

    kit.receipts(new Receipt.Superseded(REV, "{\"choice\":\"a\"}"));

    assertThat(voter.types()).endsWith("ack");
    isCounted();
  }

  @Test
  void aBatchThatCannotBeCountedIsAnsweredVoteByVote() {
    voter.votes("1", poll.id(), "a");

    kit.refuseVotes(Refusal.of(ErrorCode.BUSY));

    assertThat(voter.last()).containsEntry("id", "1").containsEntry("code", "busy");
    assertThat(voter.session().votesInFlight()).isZero();
  }
}
