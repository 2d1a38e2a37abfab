package io.votehub.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.Cast;
import io.votehub.poll.Methods;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecentBallotsTest {
  private final RecentBallots ballots = new RecentBallots(Methods.standard());

  private static Poll poll(String method, Settings settings, String... options) {
    List<Option> all =
        List.of(options).stream().map(id -> new Option(id, id, Optional.empty())).toList();
    return Poll.draft("p", "R", "?", method, all, settings, 0);
  }

  private Cast cast(Poll poll, Map<String, ?> fields) {
    return ballots.cast(poll, "v", fields, 7);
  }

  @Test
  void ballotsThatAreAlikeShareOneText() {
    Poll poll = poll("single", Settings.DEFAULT, "a", "b");

    Cast first = ballots.cast(poll, "v", Map.of("choice", "a"), 7);
    Cast second = ballots.cast(poll, "w", Map.of("choice", new String("a")), 8);

    assertThat(first).isEqualTo(new Cast("v", 1, "{\"choice\":\"a\"}", List.of("a"), 7));
    assertThat(second).isEqualTo(new Cast("w", 1, "{\"choice\":\"a\"}", List.of("a"), 8));
    assertThat(second.ballot()).isSameAs(first.ballot());
    assertThat(cast(poll, Map.of("choice", "b")).cells()).containsExactly("b");
  }

  @Test
  void aBallotIsReadAnewOnceThePollAsksSomethingElse() {
    Poll three = poll("single", Settings.DEFAULT, "a", "b", "c");
    cast(three, Map.of("choice", "c"));

    Poll two = poll("single", Settings.DEFAULT, "a", "b");
    assertThatThrownBy(() -> cast(two, Map.of("choice", "c"))).isInstanceOf(Refusal.class);
    assertThat(cast(three.withRev(9), Map.of("choice", "c")).cells()).containsExactly("c");

    Map<String, List<String>> both = Map.of("choices", List.of("a", "b"));
    cast(poll("multiple", Settings.DEFAULT.withOwn(Map.of("min", 0, "max", 2)), "a", "b"), both);
    Poll one = poll("multiple", Settings.DEFAULT.withOwn(Map.of("min", 0, "max", 1)), "a", "b");
    assertThatThrownBy(() -> cast(one, both)).isInstanceOf(Refusal.class);
  }

  @Test
  void whatABallotCountsForMayDependOnItsVoterAndItsMoment() {
    Poll poll = poll("text", Settings.DEFAULT.withOwn(Map.of("maxLength", 280)));
    Map<String, String> fields = Map.of("text", "More tea");

    Cast early = ballots.cast(poll, "v", fields, 7);
    Cast late = ballots.cast(poll, "w", fields, 9);

    assertThat(late.ballot()).isSameAs(early.ballot());
    assertThat(late.cells()).isNotEqualTo(early.cells());
  }

  @Test
  void moreDifferentBallotsThanItRemembersAreReadAsWell() {
    Poll poll = poll("number", Settings.DEFAULT.withOwn(Map.of("unit", "")));

    for (int round = 0; round < 2; round++) {
      for (int number = 0; number < 1_000; number++) {
        assertThat(cast(poll, Map.of("number", number)).ballot())
            .isEqualTo("{\"number\":" + number + "}");
      }
    }
  }
}
