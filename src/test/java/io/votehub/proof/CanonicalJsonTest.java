package io.votehub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.json.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
  @ParameterizedTest
  @CsvSource({
    "0000000000000000, 0",
    "8000000000000000, 0",
    "0000000000000001, 5e-324",
    "8000000000000001, -5e-324",
    "7fefffffffffffff, 1.7976931348623157e+308",
    "ffefffffffffffff, -1.7976931348623157e+308",
    "4340000000000000, 9007199254740992",
    "c340000000000000, -9007199254740992",
    "4430000000000000, 295147905179352830000",
    "44b52d02c7e14af5, 9.999999999999997e+22",
    "44b52d02c7e14af6, 1e+23",
    "44b52d02c7e14af7, 1.0000000000000001e+23",
    "444b1ae4d6e2ef4e, 999999999999999700000",
    "444b1ae4d6e2ef4f, 999999999999999900000",
    "444b1ae4d6e2ef50, 1e+21",
    "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d, 0.000001",
    "41b3de4355555553, 333333333.3333332",
    "41b3de4355555554, 333333333.33333325",
    "41b3de4355555555, 333333333.3333333",
    "41b3de4355555556, 333333333.3333334",
    "41b3de4355555557, 333333333.33333343",
    "becbf647612f3696, -0.0000033333333333333333",
    "43143ff3c1cb0959, 1424953923781206.2",
    "3d30000000000000, 5.684341886080802e-14",
  })
  void doublesAreWrittenAsTheSpecificationHasThem(String bits, String written) {
    double number = Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16));

    assertThat(CanonicalJson.write(number)).isEqualTo(written);
  }

  @Property
  void everyDoubleIsReadBackAsItself(@ForAll double number) {
    String written = CanonicalJson.write(number);

    assertThat(Double.parseDouble(written)).isEqualTo(number == 0 ? 0.0 : number);
    assertThat(written.chars().filter(Character::isDigit).count()).isLessThanOrEqualTo(28);
  }

  @Test
  void namesAreSortedByTheirUtf16UnitsAndTextsHaveTheFewestEscapes() {
    assertThat(
            CanonicalJson.write(
                Map.of(
                    "€", "Euro Sign",
                    "\r", "Carriage Return",
                    "\ufb33", "Hebrew Letter Dalet With Dagesh",
                    "1", "One",
                    "😀", "Emoji: Grinning Face",
                    "\u0080", "Control",
                    "ö", "Latin Small Letter O With Diaeresis")))
        .isEqualTo(
            "{\"\\r"
                + "\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"ö\":\"Latin Small"
                + " Letter O With Diaeresis\",\"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning"
                + " Face\",\"\ufb33\":\"Hebrew Letter Dalet With Dagesh\"}");
    assertThat(CanonicalJson.write("€$\u000F\nA'B\"\\\\\"/"))
        .isEqualTo("\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"");
    assertThat(CanonicalJson.write(Arrays.asList(56, null, true, false, List.of(), Map.of())))
        .isEqualTo("[56,null,true,false,[],{}]");
  }

  @Test
  void numbersThatNoDoubleHoldsAreTextsOfTheirDigits() {
    assertThat(CanonicalJson.write(new BigDecimal("0.10"))).isEqualTo("0.1");
    assertThat(CanonicalJson.write(new BigDecimal("1E+3"))).isEqualTo("1000");
    assertThat(CanonicalJson.write(new BigDecimal("123456789012345.123456789")))
        .isEqualTo("\"123456789012345.123456789\"");
    assertThat(CanonicalJson.write(9_007_199_254_740_991L)).isEqualTo("9007199254740991");
    assertThat(CanonicalJson.write(9_007_199_254_740_993L)).isEqualTo("\"9007199254740993\"");
    assertThat(CanonicalJson.write(Long.MIN_VALUE)).isEqualTo("\"-9223372036854775808\"");
  }

  @Test
  void whatIsWrittenIsCanonicalAndOtherFormsAreNot() throws Exception {
    String canonical = "{\"a\":[1,2.5,\"x\"],\"b\":{}}";

    assertThat(CanonicalJson.isCanonical(canonical)).isTrue();
    assertThat(CanonicalJson.write(Json.read(canonical))).isEqualTo(canonical);
    for (String other :
        List.of(
            "{\"b\":{},\"a\":[1,2.5,\"x\"]}",
            canonical + " ",
            "[1.0]",
            "[1e1]",
            "\"\\u0041\"",
            "{\"a\":1,\"a\":1}",
            "",
            "[")) {
      assertThat(CanonicalJson.isCanonical(other)).as(other).isFalse();
    }
  }

  @Test
  void halfASurrogatePairIsRefused() {
    assertThatThrownBy(() -> CanonicalJson.write("\ud83d"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> CanonicalJson.write(Double.NaN))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
