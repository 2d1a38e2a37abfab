package io.votehub.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers take the plural forms that browsers give them. */
class PluralFormTest {
  @ParameterizedTest
  @CsvSource({
    "en, 1, one",
    "en, 0, other",
    "de, 1, one",
    "fr, 0, one",
    "fr, 2, other",
    "pt, 0, one",
    "pl, 1, one",
    "pl, 3, few",
    "pl, 13, many",
    "pl, 21, many",
    "pl, 22, few",
    "pl, 0, many",
    "uk, 1, one",
    "uk, 21, one",
    "uk, 11, many",
    "uk, 24, few",
    "uk, 25, many",
    "ar, 0, zero",
    "ar, 1, one",
    "ar, 2, two",
    "ar, 7, few",
    "ar, 103, few",
    "ar, 11, many",
    "ar, 199, many",
    "ar, 100, other",
    "ja, 1, other",
    "zh, 5, other",
    "tr, 1, one",
    "nl, 2, other"
  })
  void aNumberTakesTheFormOfItsLanguage(String language, long number, String form) {
    assertThat(PluralForm.of(language, number)).isEqualTo(form);
  }
}
