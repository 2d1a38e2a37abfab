package io.votehub.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.method.VotingMethods;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.WordRules;
import io.votehub.wording.AudienceFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CachedBallotReaderTest {
  private final CachedBallotReader ballots =
      new CachedBallotReader(VotingMethods.standard(), AudienceFilter.loaded());

  private static Poll poll(String method, PollSettings settings, String... options) {
    List<Option> all =
        List.of(options).stream().map(id -> new Option(id, id, Optional.empty())).toList();
    return Poll.draft("p", "R", "?", method, all, settings, 0);
  }

  private CastBallot cast(Poll poll, Map<String, ?> fields) {
    return ballots.cast(poll, "v", fields, WordRules.DEFAULT, 7);
  }

  @Test
  void equalBallotsShareOneString() {
    Poll poll = poll("single", PollSettings.DEFAULT, "a", "b");

    CastBallot first = ballots.cast(poll, "v", Map.of("choice", "a"), WordRules.DEFAULT, 7);
    CastBallot second =
        ballots.cast(poll, "w", Map.of("choice", new String("a")), WordRules.DEFAULT, 8);

    assertThat(first).isEqualTo(new CastBallot("v", 1, "{\"choice\":\"a\"}", List.of("a"), 7));
    assertThat(second).isEqualTo(new CastBallot("w", 1, "{\"choice\":\"a\"}", List.of("a"), 8));
    assertThat(second.ballot()).isSameAs(first.ballot());
    assertThat(cast(poll, Map.of("choice", "b")).cells()).containsExactly("b");
  }

  @Test
  void aBallotIsParsedAgainAfterThePollHasChanged() {
    Poll three = poll("single", PollSettings.DEFAULT, "a", "b", "c");
    cast(three, Map.of("choice", "c"));

    Poll two = poll("single", PollSettings.DEFAULT, "a", "b");
    assertThatThrownBy(() -> cast(two, Map.of("choice", "c"))).isInstanceOf(Refusal.class);
    assertThat(cast(three.withRev(9), Map.of("choice", "c")).cells()).containsExactly("c");

    Map<String, List<String>> both = Map.of("choices", List.of("a", "b"));
    cast(
        poll("multiple", PollSettings.DEFAULT.withOwn(Map.of("min", 0, "max", 2)), "a", "b"), both);
    Poll one = poll("multiple", PollSettings.DEFAULT.withOwn(Map.of("min", 0, "max", 1)), "a", "b");
    assertThatThrownBy(() -> cast(one, both)).isInstanceOf(Refusal.class);
  }

  @Test
  void theCellsOfABallotMayDependOnVoterAndTime() {
    Poll poll = poll("text", PollSettings.DEFAULT.withOwn(Map.of("maxLength", 280)));
    Map<String, String> fields = Map.of("text", "More tea");

    CastBallot early = ballots.cast(poll, "v", fields, WordRules.DEFAULT, 7);
    CastBallot late = ballots.cast(poll, "w", fields, WordRules.DEFAULT, 9);

    assertThat(late.ballot()).isSameAs(early.ballot());
    assertThat(late.cells()).isNotEqualTo(early.cells());
  }

  @Test
  void ballotsBeyondTheCacheLimitAreReadToo() {
    Poll poll = poll("number", PollSettings.DEFAULT.withOwn(Map.of("unit", "")));

    for (int round = 0; round < 2; round++) {
      for (int number = 0; number < 1_000; number++) {
        assertThat(cast(poll, Map.of("number", number)).ballot())
            .isEqualTo("{\"number\":" + number + "}");
      }
    }
  }
}
