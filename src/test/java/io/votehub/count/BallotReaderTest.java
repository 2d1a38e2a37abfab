package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.method.VotingMethods;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.store.JournalEntry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BallotReaderTest {
  private static final PollSettings ONE_WORD = PollSettings.DEFAULT.withOwn(Map.of("max", 1));

  private static BallotReader reader(String method, List<Option> options, PollSettings settings) {
    Poll poll = Poll.draft("p", "ABC234", "Which?", method, options, settings, 0);
    return new BallotReader(poll, VotingMethods.standard().of(poll));
  }

  private final BallotReader single =
      reader("single", List.of(new Option("a", "A", Optional.empty())), PollSettings.DEFAULT);

  private static JournalEntry entry(String voter, String ballot) {
    return new JournalEntry(1, voter, ballot, 77);
  }

  @Test
  void anEntryBecomesTheBallotThatWasCast() {
    CastBallot cast = single.cast(entry("x", "{\"choice\":\"a\"}"));

    assertThat(cast).isEqualTo(new CastBallot("x", 1, "{\"choice\":\"a\"}", List.of("a"), 77));
    assertThat(single.cast(new CastBallot("x", 0, "{\"choice\":\"a\"}", List.of(), 77)))
        .isEqualTo(cast);
  }

  @Test
  void equalBallotsShareOneText() {
    String one = new String("{\"choice\":\"a\"}");
    String same = new String("{\"choice\":\"a\"}");

    assertThat(single.cast(entry("y", same)).ballot())
        .isNotSameAs(one)
        .isSameAs(single.cast(entry("z", new String(one))).ballot());
  }

  @Test
  void manyDifferentBallotsAreReadWithoutKeepingThemAll() {
    BallotReader words = reader("words", List.of(), ONE_WORD);
    String first = word(0);
    words.cast(entry("x", first));
    assertThat(words.cast(entry("x", word(0))).ballot()).isSameAs(first);

    for (int i = 1; i <= 300; i++) {
      assertThat(words.cast(entry("x", word(i))).cells()).containsExactly("word" + i);
    }

    assertThat(words.cast(entry("x", word(0))).ballot()).as("forgotten").isNotSameAs(first);
  }

  private static String word(int number) {
    return "{\"words\":[\"word" + number + "\"]}";
  }

  @Test
  void aBallotThatCannotBeReadNamesItsPoll() {
    assertThatThrownBy(() -> single.cast(entry("x", "not a ballot")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("p");
  }
}
