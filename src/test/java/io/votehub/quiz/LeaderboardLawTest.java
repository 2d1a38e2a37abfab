package io.votehub.quiz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The leaderboard is the sum of the scores. */
class LeaderboardLawTest {
  private static Score right(String voter, int points, int ms) {
    return new Score(voter, points, true, true, ms);
  }

  private static Score wrong(String voter, int points) {
    return new Score(voter, points, false, false, 9);
  }

  private static PollScores poll(String id, boolean streak, boolean time, Score... scores) {
    return new PollScores(id, 1, 2, 0, streak, time, List.of(scores));
  }

  private static Leaderboard sum(PollScores... polls) {
    Leaderboard.Builder sum = new Leaderboard.Builder(Optional.of(polls[polls.length - 1].poll()));
    for (PollScores each : polls) {
      sum.add(each);
    }
    return sum.build();
  }

  private static <T> Map<String, T> each(Leaderboard board, Function<Standing, T> field) {
    return board.standings().stream().collect(Collectors.toMap(Standing::voter, field));
  }

  @Test
  void equalTotalsShareARank() {
    Leaderboard board =
        sum(poll("p", false, false, right("a", 9, 5), right("b", 9, 1), right("c", 8, 1)));
    assertThat(each(board, Standing::rank)).isEqualTo(Map.of("a", 1, "b", 1, "c", 3));
    assertThat(board.players()).isEqualTo(3);
  }

  @Test
  void timeBreaksTiesWhereTheLatestQuestionSaysSo() {
    PollScores first = poll("p", false, false, right("a", 9, 5), right("b", 9, 1), wrong("c", 0));
    PollScores second = poll("q", false, true, right("c", 9, 1));
    assertThat(each(sum(first, second), Standing::rank)).isEqualTo(Map.of("b", 1, "c", 1, "a", 3));
    assertThat(each(sum(second, first), Standing::rank)).containsValue(1).doesNotContainValue(3);
  }

  @Test
  void rightAnswersInARowGetMoreUntilOneIsWrongOrMissing() {
    List<PollScores> polls = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      polls.add(poll("p" + i, true, false, right("a", 10, 1)));
    }
    Leaderboard eight = sum(polls.toArray(PollScores[]::new));
    assertThat(eight.of("a").orElseThrow().total())
        .isEqualTo(80 + 100 + 200 + 300 + 400 + 500 + 500 + 500);
    assertThat(eight.of("a").orElseThrow().streak()).isEqualTo(8);
    assertThat(eight.of("a").orElseThrow().last()).contains(new Standing.Last(true, 510));

    Leaderboard broken =
        sum(
            poll("p", true, false, right("a", 10, 1), right("b", 10, 1)),
            poll("q", true, false, wrong("a", 0)),
            poll("r", true, false, right("a", 10, 1), right("b", 10, 1)));
    assertThat(each(broken, Standing::streak)).isEqualTo(Map.of("a", 1, "b", 1));
    assertThat(each(broken, Standing::total)).isEqualTo(Map.of("a", 20, "b", 20));
  }

  @Test
  void aQuestionThatNobodyAnsweredBreaksNoStreak() {
    Leaderboard board =
        sum(
            poll("p", true, false, right("a", 10, 1)),
            poll("q", true, false),
            poll("r", true, false, right("a", 10, 1)));
    assertThat(board.of("a").orElseThrow().total()).isEqualTo(120);
  }

  @Test
  void whoDidNotAnswerTheQuestionIsToldSo() {
    Leaderboard board =
        sum(
            poll("p", false, false, right("a", 10, 1), right("b", 10, 1)),
            poll("q", false, false, right("a", 10, 1)));
    assertThat(board.of("b").orElseThrow().last()).isEmpty();
    assertThat(board.of("b").orElseThrow().streak()).isZero();
    assertThat(board.of("c")).isEmpty();
  }

  @Test
  void aPenaltyNeverBringsATotalBelowZero() {
    Leaderboard board =
        sum(
            poll("p", false, false, wrong("a", -50)),
            poll("q", false, false, right("a", 100, 1)),
            poll("r", false, false, wrong("a", -30)));
    assertThat(board.of("a").orElseThrow().total()).isEqualTo(70);
    assertThat(board.of("a").orElseThrow().last()).contains(new Standing.Last(false, -30));
  }

  @Property(tries = 200)
  void totalsAreSumsAndRanksCountThoseWhoAreBetter(
      @ForAll @Size(min = 1, max = 5)
          List<@Size(max = 12) List<@IntRange(min = -50, max = 50) Integer>> points) {
    Leaderboard.Builder sum = new Leaderboard.Builder(Optional.empty());
    int[] model = new int[12];
    for (List<Integer> each : points) {
      List<Score> scores =
          IntStream.range(0, each.size())
              .mapToObj(i -> new Score("v" + i, each.get(i), each.get(i) > 0, each.get(i) > 0, 1))
              .toList();
      sum.add(new PollScores("p", 1, 1, 0, false, false, scores));
      for (int i = 0; i < each.size(); i++) {
        model[i] = Math.max(0, model[i] + each.get(i));
      }
    }
    Leaderboard board = sum.build();
    for (Standing each : board.standings()) {
      assertThat(each.total())
          .isNotNegative()
          .isEqualTo(model[Integer.parseInt(each.voter().substring(1))]);
      long better = board.standings().stream().filter(o -> o.total() > each.total()).count();
      assertThat(each.rank()).isEqualTo((int) better + 1);
    }
    assertThat(board.standings()).isSortedAccordingTo((a, b) -> b.total() - a.total());
  }

  @Test
  void aTeamHasTheMeanOfThoseWhoAnswered() {
    Leaderboard board =
        sum(
            poll(
                "p",
                false,
                false,
                right("a", 10, 1),
                right("b", 5, 1),
                right("c", 7, 1),
                right("d", 1, 1)));
    Map<String, String> teams = Map.of("a", "red", "b", "red", "c", "blue", "x", "blue", "d", "?");
    assertThat(
            board.teams(
                List.of("red", "green", "blue"), voter -> Optional.ofNullable(teams.get(voter))))
        .containsExactly(
            new Leaderboard.Team("red", 8, 1, 2),
            new Leaderboard.Team("blue", 7, 2, 1),
            new Leaderboard.Team("green", 0, 3, 0));
  }

  @Property(tries = 20)
  void scoresAreKeptAndRestoredUnchanged(@ForAll @IntRange(max = 12_001) int voters) {
    List<Score> scores =
        IntStream.range(0, voters)
            .mapToObj(i -> new Score("voter-" + i, i - 5, i % 2 == 0, i % 3 == 0 || i % 2 == 0, i))
            .toList();
    PollScores before = new PollScores("p", 3, 7, 1_700_000_000_000L, true, false, scores);
    List<String> texts = before.texts();
    assertThat(PollScores.of(texts)).isEqualTo(before);
    assertThat(PollScores.head(texts.get(0)))
        .isEqualTo(new PollScores.Head(7, texts.size(), 1_700_000_000_000L));
    assertThat(texts).allSatisfy(text -> assertThat(text.length()).isLessThan(300_000));
  }
}
