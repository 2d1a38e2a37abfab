package io.votehub.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.VoterId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PseudonymsTest {
  private static final HubKey KEY = HubKey.of("0123456789abcdef0123456789abcdef");
  private static final RollVoter ANA = new RollVoter("roll-1", "ana_", 3);

  private final Pseudonyms pseudonyms = new Pseudonyms(KEY);

  private static Poll poll(String id, String roll) {
    return Poll.draft(id, "ABC234", "Which?", "single", List.of(), PollSettings.DEFAULT, 1)
        .withElectorate(Optional.ofNullable(roll));
  }

  @Test
  void theAudienceIsCountedUnderItsOwnIds() {
    assertThat(pseudonyms.countedAs(poll("p", null), "m4bCdEf")).isEqualTo("m4bCdEf");
    assertThat(pseudonyms.countedAs(poll("p", null), "")).isEmpty();
  }

  @Test
  void aMemberHasOnePseudonymAPollWhichCarriesTheWeightAndNotTheName() {
    String counted = pseudonyms.countedAs(poll("p", "roll-1"), ANA.id());

    assertThat(VoterId.weight(counted)).isEqualTo(3);
    assertThat(counted).doesNotContain("ana_", "roll-1");
    assertThat(new Pseudonyms(KEY).countedAs(poll("p", "roll-1"), ANA.id())).isEqualTo(counted);
    assertThat(pseudonyms.countedAs(poll("q", "roll-1"), ANA.id())).isNotEqualTo(counted);
    String asAudience = pseudonyms.countedAs(poll("p", null), ANA.id());
    assertThat(asAudience).doesNotContain("ana_");
    assertThat(VoterId.weight(asAudience)).isEqualTo(1);
  }

  @Test
  void whoIsNotOnTheRollIsNotEligible() {
    for (String voter : List.of("random", "m3~roll-2~ana_", "m3~roll-1", "")) {
      assertThatThrownBy(() -> pseudonyms.countedAs(poll("p", "roll-1"), voter))
          .isInstanceOfSatisfying(
              Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.NOT_ELIGIBLE));
    }
  }

  @Test
  void aMembersIdIsReadAsItWasWritten() {
    assertThat(RollVoter.read(ANA.id())).contains(ANA);
  }
}
