package io.votehub.poll;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class PlainTextTest {
  @Test
  void textIsComposedTrimmedAndOnOneLine() {
    assertThat(PlainText.of(" \u00A0e\u0301\n\u200B ")).isEqualTo("\u00E9");
    assertThat(PlainText.of("a\nb\r\nc\td\u2028e")).isEqualTo("a b  c d e");
  }

  @Test
  void whatCannotBeSeenButDoesHarmIsGone() {
    assertThat(PlainText.of("a\u0000\u001B\u007F\u0085b")).isEqualTo("a b");
    assertThat(PlainText.of("\u202Ea\u202C\u2066b\u2069\u200E\u200F\u061C")).isEqualTo("ab");
    assertThat(PlainText.of("a\uD800b\uDC00c")).isEqualTo("abc");
  }

  @Test
  void picturesMadeOfSeveralCharactersStayWhole() {
    String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67";
    assertThat(PlainText.of(family)).isEqualTo(family);
    assertThat(PlainText.length(family)).isEqualTo(5);
  }

  @Property
  void plainTextIsPlain(@ForAll String raw) {
    String plain = PlainText.of(raw);
    assertThat(plain.codePoints()).noneMatch(c -> Character.getType(c) == Character.CONTROL);
    assertThat(PlainText.of(plain)).isEqualTo(plain);
  }
}
