package io.votehub.method.ranked;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.method.VotingMethod;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BordaTest {
  private static RankedElection borda(String options) {
    return RankedElection.by("borda", options);
  }

  /**
   * Borda's own example (Mémoire sur les élections au scrutin, 1781, 658-661): of 21 voters most
   * put A first, and most put both others above it.
   */
  @Test
  void bordasTwentyOneVotersElectTheOptionMostPrefer() {
    RankedElection election = borda("A B C").cast("1 A B C", "7 A C B", "7 B C A", "6 C B A");

    assertThat(election.field("points")).isEqualTo(Map.of("A", 16, "B", 21, "C", 26));
    assertThat(election.winners()).isEqualTo(List.of("C"));
  }

  @Test
  void nashvilleWouldBeTheCapitalOfTennessee() {
    RankedElection tennessee =
        borda("Memphis Nashville Chattanooga Knoxville")
            .cast(
                "42 Memphis Nashville Chattanooga Knoxville",
                "26 Nashville Chattanooga Knoxville Memphis",
                "15 Chattanooga Knoxville Nashville Memphis",
                "17 Knoxville Chattanooga Nashville Memphis");

    assertThat(tennessee.field("points"))
        .isEqualTo(Map.of("Memphis", 126, "Nashville", 194, "Chattanooga", 173, "Knoxville", 107));
    assertThat(tennessee.winners()).isEqualTo(List.of("Nashville"));
  }

  @Test
  void tiedAndUnrankedOptionsShareTheMeanOfTheirPlaces() {
    assertThat(borda("a b c d").cast("1 a").field("points"))
        .isEqualTo(Map.of("a", 3, "b", 1, "c", 1, "d", 1));
    assertThat(borda("a b c d").cast("1 b=c a").field("points"))
        .isEqualTo(Map.of("a", 1, "b", new BigDecimal("2.5"), "c", new BigDecimal("2.5"), "d", 0));
    assertThat(borda("a b c d").cast("1 a b").field("points"))
        .isEqualTo(Map.of("a", 3, "b", 2, "c", new BigDecimal("0.5"), "d", new BigDecimal("0.5")));
  }

  @Test
  void allOptionsWithTheMostPointsWin() {
    assertThat(borda("a b c").cast("1 a b", "1 b a").winners()).isEqualTo(List.of("a", "b"));
    assertThat(borda("a b c").cast("1 a=b=c").winners()).isEqualTo(List.of("a", "b", "c"));
  }

  @Test
  void nobodyWinsWithoutBallots() {
    assertThat(borda("a b").result())
        .isEqualTo(Map.of("winners", List.of(), "points", Map.of("a", 0, "b", 0)));
  }

  @Test
  void theTableHasThePoints() {
    assertThat(borda("a b").cast("3 a", "2 a=b").table())
        .isEqualTo(
            new VotingMethod.Table(
                List.of("id", "label", "points"),
                List.of(List.of("a", "The a", 4), List.of("b", "The b", 1))));
  }
}
