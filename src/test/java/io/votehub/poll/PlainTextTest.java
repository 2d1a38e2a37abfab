package io.votehub.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Đặng Thị Ngọc, được không? Nguyễn Ễ",
        "בְּרֵאשִׁ֖ית בָּרָ֣א אֱלֹהִ֑ים",
        "بِسْمِ ٱللَّهِ ٱلرَّحْمَٰنِ",
        "ที่นี่น้ำใสปั๊มกี่ครั้ง",
        "क्षेत्रीय स्त्रियों का राष्ट्र",
        "བསྒྲུབས ཧཱུྃ ཨོཾ་མ་ཎི་པདྨེ་ཧཱུྃ",
        "Z\u0351\u0343\u0344a\u0315\u0316 x\u0302\u0323\u0304",
        "👨‍👩‍👧‍👦 🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F"
      })
  void whatScriptsAndPicturesPileUpIsLeftAsItIs(String text) {
    String apart = Normalizer.normalize(text, Normalizer.Form.NFD);

    assertThat(PlainText.isOverloaded(apart)).isFalse();
    assertThat(PlainText.of(apart)).isEqualTo(Normalizer.normalize(text, Normalizer.Form.NFC));
  }

  @Test
  void moreMarksThanAnyScriptHasOnOneCharacterAreTooMany() {
    assertThat(PlainText.isOverloaded("a" + "\u0316".repeat(16) + "b")).isFalse();
    assertThat(PlainText.isOverloaded("a" + "\u0316".repeat(17))).isTrue();
    assertThat(PlainText.isOverloaded("a" + "\u0316\u200D".repeat(17)))
        .as("what cannot be seen does not end a pile")
        .isTrue();
    assertThat(PlainText.of("a" + "\u0316".repeat(1000) + "b"))
        .isEqualTo("a" + "\u0316".repeat(16) + "b");
  }

  @Property
  void plainTextIsPlain(@ForAll String raw) {
    String plain = PlainText.of(raw);
    assertThat(plain.codePoints()).noneMatch(c -> Character.getType(c) == Character.CONTROL);
    assertThat(PlainText.of(plain)).isEqualTo(plain);
  }
}
