package io.votehub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.QuizSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.VoterId;
import io.votehub.poll.VoterRoll;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
  private static final HubKey KEY = HubKey.of("0123456789abcdef0123456789abcdef");
  private static final RollVoter ANA = new RollVoter("roll-1", "ana_", 3);

  private static final Room ROOM =
      new Room("ABC234", "A room", 1)
          .withRoll(new VoterRoll("roll-1", "Members", 1))
          .withMembers("roll-1", 1, 3);

  private final Pseudonyms pseudonyms = new Pseudonyms(KEY);

  private static Poll poll(String id, String roll) {
    return Poll.draft(id, "ABC234", "Which?", "single", List.of(), PollSettings.DEFAULT, 1)
        .withElectorate(Optional.ofNullable(roll));
  }

  @Test
  void theAudienceIsCountedUnderItsOwnIds() {
    assertThat(pseudonyms.countedAs(ROOM, poll("p", null), "m4bCdEf")).isEqualTo("m4bCdEf");
    assertThat(pseudonyms.countedAs(ROOM, poll("p", null), "")).isEmpty();
  }

  @Test
  void aMemberHasOnePseudonymAPollWhichCarriesTheWeightAndNotTheName() {
    String counted = pseudonyms.countedAs(ROOM, poll("p", "roll-1"), ANA.id());

    assertThat(VoterId.weight(counted)).isEqualTo(3);
    assertThat(counted).doesNotContain("ana_", "roll-1");
    assertThat(new Pseudonyms(KEY).countedAs(ROOM, poll("p", "roll-1"), ANA.id()))
        .isEqualTo(counted);
    assertThat(pseudonyms.countedAs(ROOM, poll("q", "roll-1"), ANA.id())).isNotEqualTo(counted);
    String asAudience = pseudonyms.countedAs(ROOM, poll("p", null), ANA.id());
    assertThat(asAudience).doesNotContain("ana_");
    assertThat(VoterId.weight(asAudience)).isEqualTo(1);
  }

  private static Poll quiz(String id, String roll) {
    QuizSettings rules =
        new QuizSettings(
            "a",
            1000,
            QuizSettings.DEFAULT_SPEED,
            0,
            QuizSettings.Partial.STRICT,
            Optional.empty(),
            false,
            false);
    PollSettings settings = PollSettings.QUIZ_DEFAULT.withQuiz(Optional.of(rules));
    return Poll.draft(id, "ABC234", "Which?", "single", List.of(), settings, 1)
        .withElectorate(Optional.ofNullable(roll));
  }

  @Test
  void aMemberPlaysTheQuizzesOfARoomUnderOneIdThatIsNotTheMembers() {
    String player = pseudonyms.playerOf(ROOM, ANA.id());

    for (Poll question : List.of(quiz("p", "roll-1"), quiz("q", "roll-1"), quiz("r", null))) {
      String counted = pseudonyms.countedAs(ROOM, question, ANA.id());
      assertThat(VoterId.withoutWeight(counted)).isEqualTo(player);
    }
    assertThat(player).doesNotContain("ana_", "roll-1");
    assertThat(pseudonyms.playerOf(new Room("ABC235", "Another", 1), ANA.id()))
        .isNotEqualTo(player);
    assertThat(pseudonyms.countedAs(ROOM, poll("p", "roll-1"), ANA.id())).doesNotContain(player);
    assertThat(pseudonyms.playerOf(ROOM, "m4bCdEf")).as("of the audience").isEqualTo("m4bCdEf");
  }

  @Test
  void whoIsNotOnTheRollIsNotEligible() {
    for (String voter : List.of("random", "m3~roll-2~ana_", "m3~roll-1", "")) {
      assertThatThrownBy(() -> pseudonyms.countedAs(ROOM, poll("p", "roll-1"), voter))
          .isInstanceOfSatisfying(
              Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.NOT_ELIGIBLE));
    }
  }

  @Test
  void whoWasRemovedFromTheRollIsNotEligibleAnyMore() {
    Room without = ROOM.withoutMember("roll-1", "ana_", 3);

    assertThatThrownBy(() -> pseudonyms.countedAs(without, poll("p", "roll-1"), ANA.id()))
        .isInstanceOf(Refusal.class);
    assertThat(without.roll("roll-1")).map(VoterRoll::members).contains(0);
    assertThat(without.withoutMember("roll-1", "ana_", 3)).isEqualTo(without);
  }

  @Test
  void aMembersIdIsReadAsItWasWritten() {
    assertThat(RollVoter.read(ANA.id())).contains(ANA);
    for (String other :
        List.of(
            "",
            "m",
            "m~",
            "m3~",
            "m3~r",
            "m3~~x",
            "m3~r~",
            "m~r~x",
            "mx~r~x",
            "m12345678~r~x",
            "x3~r~x",
            "m3~r~x~y",
            "m3~r~x\n",
            "m3~r r~x",
            "m-3~r~x")) {
      assertThat(RollVoter.read(other)).as(other).isEmpty();
    }
  }
}
