package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.method.VotingMethod;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {
  @Test
  void textsThatLookLikeFormulasAreEscapedAndNumbersAreNot() {
    List<List<Object>> rows =
        List.of(
            Arrays.asList("=1+1", "-x", "+x", "@x", "\tx", -5),
            Arrays.asList("a,b", "say \"hi\"", "two\nlines", null, new BigDecimal("1E+3"), 0.25));

    assertThat(
            Csv.table(new VotingMethod.Table(List.of("a", "b", "c", "d", "e", "f"), rows))
                .toString())
        .isEqualTo(
            "a,b,c,d,e,f\r\n"
                + "'=1+1,'-x,'+x,'@x,\"'\tx\",-5\r\n"
                + "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,1000,0.25\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello;=1+1", "a\t=1", "a|=1", "a\n=1", "a\r\n+1", "a\r-1", "a;\"=1+1\"", "a; \u00A0=1",
        "\uFF1D1+1", "\uFF0B1", "a;\uFF0D1", "\uFF20SUM(A1)", " =1", "\uFEFF=1", "\u200B=1", "\"=1",
        "\u2028=1", "a;;=1", "\t=1", "\r=1"
      })
  void noFieldIsAFormulaWhateverTheSeparator(String text) {
    String line = Csv.line(List.of("x", text)).toString();

    for (String separator : List.of(",", ";", "\t", "\\|")) {
      for (String field : line.split("[\\r\\n]|" + separator, -1)) {
        String read = field.replaceAll("^[\"\\s\\p{Z}\\p{Cc}\\p{Cf}]+", "");
        assertThat(read)
            .as("%s in %s by %s", field, line, separator)
            .doesNotMatch("(?s)[=+@\uFF1D\uFF0B\uFF0D\uFF20-].*");
      }
    }
  }

  @Test
  void timesAreIso8601AndManySeparatorsAreWrittenInLinearTime() {
    assertThat(Csv.line(List.of(Instant.ofEpochMilli(1_700_000_000_000L))).toString())
        .isEqualTo("2023-11-14T22:13:20.000Z\r\n");
    String blanks = "; ".repeat(500_000);
    long before = System.nanoTime();
    assertThat(Csv.line(List.of(blanks)).toString()).hasSize(1_000_004);
    assertThat(System.nanoTime() - before).isLessThan(60_000_000_000L);
  }

  @Test
  void aQrCodeHasItsQuietZone() {
    String svg = QrSvg.svg("http://localhost:8080/r/ABC234").toString();

    // Version 3 has 29 modules a side, and a finder pattern is seven wide.
    assertThat(svg).contains("viewBox=\"0 0 37 37\"").contains("d=\"M4 4h7v1h-7z");
  }
}
