package io.votehub.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
  @Property(tries = 100)
  void aMarkIsReadFromItsText(@ForAll long high, @ForAll long low) {
    Mark mark = new Mark(high, low);

    assertThat(Mark.read(mark.text())).contains(mark);
    assertThat(Base64.getUrlDecoder().decode(mark.text())).isEqualTo(mark.bytes()).hasSize(16);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "AAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAB",
        "AAAAAAAAAAAAAAAAAAAA==",
        "AAAAAAAAAAAAAAAAAAAA+A",
        "AAAAAAAAAAAAAAAAAAAA A",
        "ÄAAAAAAAAAAAAAAAAAAAAA"
      })
  void whatIsNoMarkIsNotRead(String text) {
    assertThat(Mark.read(text)).isEmpty();
  }
}
