package io.votehub.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JoinCodeTest {
  @Test
  void aCodeIsReadWithoutRegardToCaseSpacesOrHyphens() {
    assertThat(JoinCode.read(" abc-2 3d ")).contains("ABC23D");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ABC23D",
        "abc\u00A023d",
        "ABC\u201323D",
        "ABC \u2014 23D",
        "ABC\u221223D",
        "ABC\u30FC23D",
        "A B C 2 3 D",
        "\uFF21\uFF22\uFF23\u3000\uFF12\uFF13\uFF24",
        "abc23d.",
        "\u201CABC 23D\u201D!",
        "(ABC-23D)",
        "\u200EABC\u200B23D\uFEFF",
        "https://votes.example/r/ABC23D",
        "http://127.0.0.1:8080/r/abc23d?x=1#y",
        "votes.example/hub/r/ABC23D/",
        "https://votes.example/r/ABC23D.",
        "<https://votes.example/screen/ABC23D>",
        "https://votes.example/present/ABC23D#key=eyJ.a_b.c-d",
        "https://votes.example/moderate/ABC23D#key=eyJ.a_b.c-d",
        "/r/ABC23D",
        "Join us: https://votes.example/r/ABC23D (today)"
      })
  void aCodeIsFoundInPastedText(String pasted) {
    assertThat(JoinCode.read(pasted)).contains("ABC23D");
  }

  @Test
  void lettersThatNoCodeContainsAreNamed() {
    for (String typed :
        List.of("ABC230", "ABC 23O", "ABC23I", "1BC23D", "https://a.example/r/LBC23U")) {
      assertThat(JoinCode.read(typed)).isEmpty();
      assertThat(JoinCode.unreadable(typed)).hasMessageContaining("O, 0, I, 1, L or U");
      assertThat(JoinCode.unreadable(typed).code()).isEqualTo(ErrorCode.UNKNOWN_ROOM);
    }
    assertThat(JoinCode.unreadable("HELLO")).hasMessage(ErrorCode.UNKNOWN_ROOM.title());
    assertThat(JoinCode.unreadable(null)).hasMessage(ErrorCode.UNKNOWN_ROOM.title());
  }

  @Test
  void textThatCannotBeACodeIsRefused() {
    assertThat(JoinCode.read(null)).isEmpty();
    assertThat(JoinCode.read("ABC23")).isEmpty();
    assertThat(JoinCode.read("ABC23DE")).isEmpty();
    assertThat(JoinCode.read("A" + "\u0316\u0301".repeat(1000))).isEmpty();
    assertThat(JoinCode.read("https://votes.example/ABC23D")).isEmpty();
    assertThat(JoinCode.read("ABC230")).as("0 is not in the alphabet").isEmpty();
    assertThat(JoinCode.read("ABC23I")).as("I is not in the alphabet").isEmpty();
    assertThat(JoinCode.read("-".repeat(10_000) + "ABC23D")).isEmpty();
  }

  @Property
  void everyGeneratedCodeIsReadUnchanged(@ForAll long seed) {
    String code = JoinCode.random(new Random(seed));
    assertThat(JoinCode.read(code)).contains(code);
  }

  @Test
  void nobodyCanNameAHiddenRoom() {
    SecureRandom random = new SecureRandom();
    for (int i = 0; i < 100; i++) {
      String code = JoinCode.hidden(random);

      assertThat(JoinCode.isHidden(code)).isTrue();
      assertThat(JoinCode.read(code)).isEmpty();
      assertThat(JoinCode.read("https://vote.example.org/r/" + code)).isEmpty();
      assertThat(JoinCode.isHidden(JoinCode.random(random))).isFalse();
    }
  }
}
