package io.votehub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @Test
  void valuesKeepTheirTypeAndEveryDigit() throws BadJsonException {
    assertThat(Json.readObject("{\"a\":[1,3000000000,0.10,true,null,\"x\"]}"))
        .isEqualTo(
            Map.of("a", Arrays.asList(1, 3_000_000_000L, new BigDecimal("0.10"), true, null, "x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "nul",
        "{",
        "[1",
        "{\"a\":1}x",
        "{\"a\":1,\"a\":2}",
        "{'a':1}",
        "[NaN]",
        "[01]",
        "{\"a\":1}{\"b\":2}",
        "\"unended",
        "[1e9999999999]",
        "// no\n1"
      })
  void textThatIsNotStrictJsonIsRefused(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(BadJsonException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":1,\"b\":2,\"a\":3}",
        "{\"a\":1,\"\\u0061\":1}",
        "{\"a\":null,\"a\":null}",
        "{\"b\":{\"a\":1,\"a\":1}}",
        "{\"b\":[{\"a\":1,\"a\":1}]}",
        "{\"1\":1,\"2\":1,\"3\":1,\"4\":1,\"5\":1,\"6\":1,\"7\":1,\"8\":1,\"9\":1,\"9\":1}",
        "{\"1\":1,\"2\":1,\"3\":1,\"4\":1,\"5\":1,\"6\":1,\"7\":1,\"8\":1,\"9\":1,\"1\":1}"
      })
  void aNameThatStandsTwiceIsRefusedAtAnyDepthInAMapAsFieldByField(String text) {
    assertThatThrownBy(() -> Json.readObject(text))
        .isInstanceOf(BadJsonException.class)
        .hasMessageContaining("at character");
    assertThatThrownBy(() -> Json.readFields(text, (name, value) -> {}))
        .isInstanceOf(BadJsonException.class)
        .hasMessageContaining("at character");
  }

  @Test
  void theSameNameMayStandInSeveralObjects() throws BadJsonException {
    String text = "{\"a\":{\"a\":1},\"b\":{\"a\":1}}";

    assertThat(Json.readObject(text)).isEqualTo(Map.of("a", Map.of("a", 1), "b", Map.of("a", 1)));
  }

  @Test
  void nestingDepthAndNumberLengthAreLimited() {
    assertThatThrownBy(() -> Json.read("[".repeat(5000) + "]".repeat(5000)))
        .isInstanceOf(BadJsonException.class);
    assertThatThrownBy(() -> Json.read("9".repeat(5000))).isInstanceOf(BadJsonException.class);
    assertThatThrownBy(() -> Json.read("1e999999999")).isInstanceOf(BadJsonException.class);
    assertThatThrownBy(() -> Json.read("1e-999999999")).isInstanceOf(BadJsonException.class);
  }

  @Test
  void writtenValuesAreReadUnchanged() throws BadJsonException {
    Map<String, Object> value =
        Map.of("s", "\u2028\"\\\u0001é😀", "n", -5, "l", List.of(1, Map.of("x", false)));
    assertThat(Json.read(Json.write(value))).isEqualTo(value);
  }

  @Test
  void rawTextIsWrittenUnchanged() {
    assertThat(Json.write(List.of(new Json.Raw("{\"a\":1}"), 2))).isEqualTo("[{\"a\":1},2]");
  }

  @Test
  void wholeDoublesAreWrittenWithoutAFraction() {
    assertThat(Json.write(List.of(0.0, 1.0, 0.25))).isEqualTo("[0,1,0.25]");
  }
}
