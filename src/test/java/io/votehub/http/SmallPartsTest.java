package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Method;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmallPartsTest {
  @Test
  void textsThatWouldBeFormulasAreDefusedAndNumbersAreNot() {
    List<List<Object>> rows =
        List.of(
            Arrays.asList("=1+1", "-x", "+x", "@x", "\tx", -5),
            Arrays.asList("a,b", "say \"hi\"", "two\nlines", null, new BigDecimal("1E+3"), 0.25));

    assertThat(Csv.table(new Method.Table(List.of("a", "b", "c", "d", "e", "f"), rows)).toString())
        .isEqualTo(
            "a,b,c,d,e,f\r\n"
                + "'=1+1,'-x,'+x,'@x,'\tx,-5\r\n"
                + "\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,1000,0.25\r\n");
  }

  @ParameterizedTest(name = "Accept: {0} gives CSV: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "''|false",
        "*/*|false",
        "text/csv|true",
        "TEXT/CSV; q=1|true",
        "text/*|true",
        "text/csv, */*|true",
        "text/csv;q=0.4, application/json;q=0.5|false",
        "application/json, text/csv|false",
        "text/csv;q=0, */*|false",
        "text/csv;q=x|false",
        ",;,;q=|false",
      })
  void aClientGetsTheTypeItWouldRatherHave(String header, boolean csv) {
    assertThat(new Accept(header).prefers("text/csv", "application/json")).isEqualTo(csv);
  }

  @Test
  void aQrCodeHasItsQuietZone() {
    String svg = QrPicture.svg("http://localhost:8080/r/ABC234").toString();

    // Version 3 has 29 squares a side, and the finder in the corner is seven wide.
    assertThat(svg).contains("viewBox=\"0 0 37 37\"").contains("d=\"M4 4h7v1h-7z");
  }
}
