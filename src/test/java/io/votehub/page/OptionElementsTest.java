package io.votehub.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OptionElementsTest {
  private final ShadowHtml canvas = new ShadowHtml(css -> css);

  private OptionElements elements(String... labels) {
    List<Option> options =
        IntStream.range(0, labels.length).mapToObj(i -> new Option("o" + i, labels[i])).toList();
    return new OptionElements(
        canvas, Poll.draft("p", "ABC234", "Which?", "single", options, PollSettings.DEFAULT, 1));
  }

  @Test
  void onlyTheOptionsOfTheFirstScreenAreDrawn() {
    List<Integer> drawn = new ArrayList<>();

    elements(IntStream.range(0, 40).mapToObj(i -> "Option " + i).toArray(String[]::new))
        .each((option, index) -> drawn.add(index));

    assertThat(drawn).hasSize(24).startsWith(0, 1).endsWith(23);
  }

  @Test
  void theDirectionIsThatOfTheFirstLetter() {
    assertThat(elements("2 × Yes", "כן").direction()).isEqualTo("ltr");
    assertThat(elements("1. כן", "Yes").direction()).isEqualTo("rtl");
    assertThat(elements("نعم").direction()).isEqualTo("rtl");
    assertThat(elements("1", "2").direction()).isEqualTo("ltr");
  }

  @Test
  void lettersBeginAgainAfterZ() {
    elements("A").letter(25);
    elements("A").letter(26);

    assertThat(canvas.html.toString()).contains(">Z<").contains(">A<");
  }

  @Test
  void labelsAreEscapedAndIsolated() {
    elements("A").label(new Option("a", "<b>"));

    assertThat(canvas.html.toString()).contains("<bdi>&lt;b&gt;</bdi>");
  }
}
