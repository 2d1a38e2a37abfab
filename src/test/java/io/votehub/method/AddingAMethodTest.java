package io.votehub.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.draft.PollSpec;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The example in {@code docs/adding-a-method.md} is a working method. */
class AddingAMethodTest {
  private static final Path PAGE = Path.of("docs/adding-a-method.md");
  private static final Path EXAMPLE = Path.of("src/test/java/io/votehub/method/Veto.java");

  @Test
  void theDocumentedExampleIsTheTestedOne() throws IOException {
    String example = Files.readString(EXAMPLE);
    String code = example.substring(example.indexOf("/** {@code veto}"));

    assertThat(Files.readString(PAGE)).contains("```java\n" + code + "```\n");
  }

  @Test
  void theExampleNeedsNoOtherChange() {
    VotingMethods methods = new VotingMethods(List.of(new Veto()));
    VotingMethod veto = methods.get("veto");
    List<Option> options = List.of(new Option("a", "A"), new Option("b", "B"));
    PollSpec spec =
        PollSpec.read(
            Map.of("question", "?", "method", "veto", "options", List.of("A", "B")), methods);
    Poll poll = Poll.draft("p", "R", "?", "veto", options, spec.settings(), 0);

    assertThat(veto.read(poll, Map.of("drop", "b")).cells()).containsExactly("b");
    assertThat(veto.result(poll, new Tally(1, 3, false, Map.of("a", 1L, "b", 2L))))
        .isEqualTo(Map.of("vetoes", Map.of("a", 1L, "b", 2L), "winners", List.of("a")));
  }
}
