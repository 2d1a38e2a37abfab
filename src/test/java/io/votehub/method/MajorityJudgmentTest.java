package io.votehub.method;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MajorityJudgmentTest {
  private static final List<String> SIX =
      List.of("excellent", "very-good", "good", "passable", "poor", "reject");

  private static Map<String, ?> grades(String... idsAndGrades) {
    Map<String, String> grades = new HashMap<>();
    for (int i = 0; i < idsAndGrades.length; i += 2) {
      grades.put(idsAndGrades[i], idsAndGrades[i + 1]);
    }
    return Map.of("grades", grades);
  }

  /** A tally in which each option (a, b, c, …) has these counts of grades, best first. */
  private static Tally tally(long[]... counts) {
    Map<String, Long> cells = new HashMap<>();
    long ballots = 0;
    for (int option = 0; option < counts.length; option++) {
      ballots = 0;
      for (int grade = 0; grade < counts[option].length; grade++) {
        ballots += counts[option][grade];
        if (grade < counts[option].length - 1) {
          cells.put((char) ('a' + option) + "=" + grade, counts[option][grade]);
        }
      }
    }
    return new Tally(1, ballots, false, cells);
  }

  /**
   * The experiment of Orsay in the French presidential election of 2007, per thousand ballots as
   * published: M. Balinski and R. Laraki, "Election by Majority Judgement: Experimental Evidence"
   * (Cahier 2007-28, École polytechnique), table of results; also in their book of 2011, chapter 6.
   * Bayrou is Good+ (44.3 % above, 30.6 % below), Royal Good- (39.4, 41.5), Sarkozy Good- (38.9,
   * 46.9).
   */
  @Test
  void orsayRanksBayrouThenRoyalThenSarkozy() {
    SamplePoll trial = SamplePoll.of("grades", Map.of(), "a", "b", "c");

    Map<String, Object> result =
        trial.result(
            tally(
                new long[] {191, 198, 143, 115, 71, 282},
                new long[] {167, 227, 191, 168, 122, 125},
                new long[] {136, 307, 251, 148, 84, 74}));

    assertThat(SamplePoll.byOption(result, "grade"))
        .containsOnly(entry("a", "good"), entry("b", "good"), entry("c", "good"));
    assertThat(result.get("ranking")).isEqualTo(List.of(List.of("c"), List.of("b"), List.of("a")));
    assertThat(result.get("winners")).isEqualTo(List.of("c"));
  }

  /** The reference cases of MieuxVoter's library for majority judgment in Java (MIT licence). */
  @Test
  void referenceCasesAreRankedAsByTheReferenceImplementation() {
    SamplePoll few =
        SamplePoll.of("grades", Map.of("grades", List.of("+", "0", "-")), "a", "b", "c", "d", "e");
    assertThat(
            few.result(
                    tally(
                        new long[] {1, 1, 1},
                        new long[] {2, 0, 1},
                        new long[] {0, 0, 3},
                        new long[] {1, 0, 2},
                        new long[] {0, 3, 0}))
                .get("ranking"))
        .isEqualTo(List.of(List.of("b"), List.of("e"), List.of("a"), List.of("d"), List.of("c")));

    SamplePoll thousands = SamplePoll.of("grades", Map.of(), "a", "b", "c");
    assertThat(
            thousands
                .result(
                    tally(
                        new long[] {2992, 9888, 1968, 4040, 6970, 11142},
                        new long[] {2996, 8884, 1965, 4043, 8971, 10141},
                        new long[] {2996, 7884, 1965, 1043, 8971, 14141}))
                .get("ranking"))
        .isEqualTo(List.of(List.of("a"), List.of("b"), List.of("c")));
  }

  /**
   * The worked ties of the French encyclopaedia's page on the method, whose majority values are
   * given there: the odd one is 2 2 3 1 3 against 2 2 3 2 3, the even one 2 3 2 3 0 4 against 2 3 2
   * 3 1 3.
   */
  @Test
  void tiesAreBrokenByRemovingOneMedianGradeOfEachAtATime() {
    SamplePoll trial =
        SamplePoll.of("grades", Map.of("grades", List.of("4", "3", "2", "1", "0")), "a", "b");

    Map<String, Object> odd =
        trial.result(tally(new long[] {0, 2, 2, 1, 0}, new long[] {0, 2, 3, 0, 0}));
    Map<String, Object> even =
        trial.result(tally(new long[] {1, 2, 2, 0, 1}, new long[] {0, 3, 2, 1, 0}));

    assertThat(odd.get("winners")).isEqualTo(List.of("b"));
    assertThat(even.get("winners")).isEqualTo(List.of("b"));
    assertThat(SamplePoll.byOption(even, "grade")).containsOnly(entry("a", "2"), entry("b", "2"));
  }

  @Test
  void theLowerMedianCountsAndOmittedOptionsGetTheLastGrade() {
    SamplePoll trial = SamplePoll.of("grades", Map.of(), "a", "b");

    Map<String, Object> result =
        trial.result(List.of(grades("a", "excellent"), grades("a", "poor", "b", "good")));

    assertThat(SamplePoll.byOption(result, "grade"))
        .containsOnly(entry("a", "poor"), entry("b", "reject"));
    assertThat(SamplePoll.byOption(result, "histogram"))
        .containsEntry(
            "b",
            Map.of(
                "excellent",
                0L,
                "very-good",
                0L,
                "good",
                1L,
                "passable",
                0L,
                "poor",
                0L,
                "reject",
                1L));
    assertThat(trial.read(grades("a", "good")))
        .isEqualTo(trial.read(grades("b", "reject", "a", "good")));
    assertThat(trial.read(grades("a", "good", "b", "reject")).cells()).containsExactly("a=2");
  }

  @Test
  void optionsWithTheSameGradesTieInThePollsOrder() {
    SamplePoll trial = SamplePoll.of("grades", Map.of(), "a", "b", "c");

    Map<String, Object> result =
        trial.result(
            List.of(
                grades("a", "good", "b", "poor", "c", "good"),
                grades("c", "poor", "b", "good", "a", "poor")));

    assertThat(result.get("ranking")).isEqualTo(List.of(List.of("a", "b", "c")));
    assertThat(result.get("winners")).isEqualTo(List.of("a", "b", "c"));
    Map<String, Object> none = trial.result(Tally.empty(1));
    assertThat(none.get("ranking")).isEqualTo(List.of());
    assertThat(none.get("winners")).isEqualTo(List.of());
    assertThat(SamplePoll.byOption(none, "grade")).containsEntry("a", null);
  }

  /**
   * The no-show paradox, from which no rule by medians is free (Balinski and Laraki 2011, chapter
   * 16): a ballot that puts an option above the other takes the victory from it.
   */
  @Test
  void aBallotThatGradesAnOptionBestMayMakeItLose() {
    SamplePoll trial = SamplePoll.of("grades", Map.of(), "a", "b");
    Map<String, ?> one = grades("a", "good", "b", "excellent");
    Map<String, ?> other = grades("a", "good", "b", "passable");
    Map<String, ?> forA = grades("a", "excellent", "b", "very-good");

    assertThat(trial.result(List.of(one, other)).get("winners")).isEqualTo(List.of("a"));
    assertThat(trial.result(List.of(one, other, forA)).get("winners")).isEqualTo(List.of("b"));
  }

  @Property
  void theOrderEqualsThatOfRemovingOneGradeAtATime(
      @ForAll @Size(min = 1, max = 30) List<@IntRange(max = 4) Integer> one,
      @ForAll @Size(30) List<@IntRange(max = 4) Integer> pool) {
    List<Integer> other = pool.subList(0, one.size());

    assertThat(Integer.signum(MajorityValue.compare(counts(one), counts(other))))
        .isEqualTo(Integer.signum(compareStepByStep(one, other)));
    assertThat(MajorityValue.median(counts(one))).isEqualTo(lowerMedian(one));
  }

  /** Monotone: raising an option's grade does not harm it. */
  @Property
  void aBetterGradeNeverLowersARank(
      @ForAll @Size(min = 3, max = 20) List<@IntRange(max = 5) Integer> one,
      @ForAll @Size(20) List<@IntRange(max = 5) Integer> pool,
      @ForAll @IntRange(max = 2) int lifted) {
    List<Integer> other = pool.subList(0, one.size());
    List<Integer> better = new ArrayList<>(one);
    better.set(lifted, Math.max(0, one.get(lifted) - 1));

    assertThat(MajorityValue.compare(counts(better), counts(other)))
        .isLessThanOrEqualTo(MajorityValue.compare(counts(one), counts(other)));
  }

  private static long[] counts(List<Integer> grades) {
    long[] counts = new long[6];
    grades.forEach(grade -> counts[grade]++);
    return counts;
  }

  private static int lowerMedian(List<Integer> grades) {
    List<Integer> sorted = new ArrayList<>(grades);
    Collections.sort(sorted);
    return sorted.get(sorted.size() / 2);
  }

  /** As defined in the book; smaller is better. */
  private static int compareStepByStep(List<Integer> one, List<Integer> other) {
    List<Integer> ones = new ArrayList<>(one);
    List<Integer> others = new ArrayList<>(other);
    while (!ones.isEmpty()) {
      Integer oneMedian = lowerMedian(ones);
      Integer otherMedian = lowerMedian(others);
      if (!oneMedian.equals(otherMedian)) {
        return oneMedian.compareTo(otherMedian);
      }
      ones.remove(oneMedian);
      others.remove(otherMedian);
    }
    return 0;
  }

  @Test
  void invalidGradesAreRefusedWithAReason() {
    SamplePoll trial = SamplePoll.of("grades", Map.of(), "a", "b");
    trial.refuses(Map.of("grade", "good"), "needs the field 'grades'");
    trial.refuses(Map.of("grades", "good"), "must be an object");
    trial.refuses(grades("z", "good"), "option that is not in the poll");
    trial.refuses(grades("a", "Good"), "must be one of 'excellent', 'very-good'");
    trial.refuses(Map.of("grades", Map.of("a", 1)), "must be one of");
    trial.refuses(Map.of("grades", Map.of("a", List.of("good"))), "must be one of");
    trial.refuses(Map.of("grades", Collections.singletonMap("a", null)), "must be one of");
  }

  @Test
  void aScaleHasTwoToTwentyDistinctGrades() {
    assertThat(SamplePoll.of("grades", Map.of(), "a").poll().settings().own())
        .isEqualTo(Map.of("grades", SIX));
    assertThat(SamplePoll.of("grades", Map.of("grades", List.of(" A\u202E", "B")), "a").poll())
        .extracting(poll -> poll.settings().own().get("grades"))
        .isEqualTo(List.of("A", "B"));
    SamplePoll.refusesSettings("grades", Map.of("grades", List.of("A")), "/settings/grades");
    SamplePoll.refusesSettings("grades", Map.of("grades", "AB"), "/settings/grades");
    SamplePoll.refusesSettings(
        "grades", Map.of("grades", Collections.nCopies(21, "A")), "/settings/grades");
    SamplePoll.refusesSettings(
        "grades", Map.of("grades", List.of("A", " A")), "/settings/grades/1");
    SamplePoll.refusesSettings("grades", Map.of("grades", List.of("A", "")), "/settings/grades/1");
    SamplePoll.refusesSettings("grades", Map.of("grades", List.of(1, "A")), "/settings/grades/0");
    SamplePoll.refusesSettings(
        "grades", Map.of("grades", List.of("A", "x".repeat(41))), "/settings/grades/1");
    SamplePoll.refusesSettings("grades", Map.of("scale", 5), "/settings/scale");
  }

  @Test
  void theTableHasRankGradeAndAColumnPerGrade() {
    SamplePoll trial =
        SamplePoll.of("grades", Map.of("grades", List.of("yes", "no")), "a", "b", "c");
    VotingMethod.Table table =
        trial.method().table(trial.poll(), trial.tally(List.of(grades("b", "yes"))));

    assertThat(table.head()).containsExactly("id", "label", "rank", "grade", "yes", "no");
    assertThat(table.rows())
        .containsExactly(
            List.of("a", "A", 2, "no", 0L, 1L),
            List.of("b", "B", 1, "yes", 1L, 0L),
            List.of("c", "C", 2, "no", 0L, 1L));
    assertThat(trial.method().row(trial.poll(), grades("b", "yes")))
        .containsExactly("no", "yes", "no");
  }
}
