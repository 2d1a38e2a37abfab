package io.votehub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VoterPreferenceTest {
  private static final List<Map<String, String>> OPTIONS =
      List.of(Map.of("id", "a"), Map.of("id", "b"), Map.of("id", "c"), Map.of("id", "d"));
  private final SplittableRandom random = new SplittableRandom(7);

  private Map<String, Object> ballot(String method, Map<String, Object> settings, double seconds) {
    Map<String, Object> poll = Map.of("id", "p", "options", OPTIONS, "settings", settings);
    return new VoterPreference(poll, random, seconds).ballot(method).orElseThrow();
  }

  @Test
  void everyOptionIsChosenBySomeoneAndTheFavouriteChanges() {
    Set<Object> favourites = new HashSet<>();
    Set<Object> chosen = new HashSet<>();
    for (int time = 0; time < 120; time += 10) {
      int[] votes = new int[4];
      for (int i = 0; i < 400; i++) {
        String choice = (String) ballot("single", Map.of(), time).get("choice");
        chosen.add(choice);
        votes[choice.charAt(0) - 'a']++;
      }
      int best = 0;
      for (int i = 1; i < 4; i++) {
        best = votes[i] > votes[best] ? i : best;
      }
      favourites.add(best);
    }

    assertThat(chosen).hasSize(4);
    assertThat(favourites).hasSizeGreaterThan(1);
  }

  @Test
  void ballotsRespectTheSettingsOfTheirMethod() {
    for (int i = 0; i < 200; i++) {
      assertThat((List<?>) ballot("multiple", Map.of("min", 2, "max", 3), i).get("choices"))
          .hasSizeBetween(2, 3)
          .doesNotHaveDuplicates();
      assertThat((List<?>) ballot("ranked", Map.of(), i).get("ranking")).hasSize(4);
      assertThat(
              ((Map<?, ?>) ballot("score", Map.of("min", 0, "max", 5), i).get("scores")).values())
          .allSatisfy(score -> assertThat((Integer) score).isBetween(0, 5));
      assertThat(((Map<?, ?>) ballot("points", Map.of("total", 7), i).get("points")).values())
          .extracting(points -> (Integer) points)
          .satisfies(all -> assertThat(all.stream().mapToInt(n -> n).sum()).isEqualTo(7));
      assertThat(
              ((Map<?, ?>)
                      ballot("grades", Map.of("grades", List.of("good", "bad")), i).get("grades"))
                  .values())
          .allSatisfy(grade -> assertThat(grade).isIn("good", "bad"));
      assertThat(
              ballot("number", Map.of("min", 10, "max", 20, "step", 5), i).get("number").toString())
          .isIn("10", "15", "20");
    }
  }

  @Test
  void methodsThatNeedFreeTextAreSkipped() {
    Map<String, Object> poll = Map.of("id", "p", "options", List.of(), "settings", Map.of());

    assertThat(new VoterPreference(poll, random, 0).ballot("text")).isEmpty();
    assertThat(new VoterPreference(poll, random, 0).ballot("single")).isEmpty();
  }
}
