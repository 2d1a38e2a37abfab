package io.votehub.quiz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The sum of the scores of a room's questions, in the order in which they were asked: the standings
 * of all who answered any, the best first. Immutable.
 */
public final class Leaderboard {
  public static final Leaderboard EMPTY = new Builder(Optional.empty()).build();

  private static final int STREAK_BONUS = 100;
  private static final int MOST_BONUSES = 5;

  private final List<Standing> standings;
  private final Map<String, Standing> byVoter;
  private final Optional<String> poll;

  private Leaderboard(List<Standing> standings, Optional<String> poll) {
    this.standings = List.copyOf(standings);
    this.byVoter = new HashMap<>(standings.size() * 2);
    standings.forEach(each -> byVoter.put(each.voter(), each));
    this.poll = poll;
  }

  /**
   * A team.
   *
   * @param points the mean of the totals of those of its members who answered, rounded; 0 without
   * @param rank from 1 on; equal points share one
   * @param players how many of its members answered
   */
  public record Team(String id, long points, int rank, int players) {}

  /** Adds up questions one by one; used by one thread at a time. */
  public static final class Builder {
    private final Map<String, Sum> sums = new HashMap<>();
    private boolean timeBreaksTies;
    private final Optional<String> poll;
    private int polls;

    /**
     * @param poll the question of which is told what came of it
     */
    public Builder(Optional<String> poll) {
      this.poll = poll;
    }

    /** Adds a question, which was asked after those added before. */
    public Builder add(PollScores scores) {
      timeBreaksTies = scores.timeBreaksTies();
      if (!scores.scores().isEmpty()) {
        polls++;
      }
      boolean told = poll.equals(Optional.of(scores.poll()));
      scores.scores().forEach(each -> add(each, scores.streak(), told));
      return this;
    }

    private void add(Score score, boolean bonus, boolean told) {
      Sum sum = sums.computeIfAbsent(score.voter(), first -> new Sum());
      sum.streak = !score.right() ? 0 : sum.lastPoll == polls - 1 ? sum.streak + 1 : 1;
      int extra = bonus && score.right() ? bonus(sum.streak) : 0;
      int before = sum.total;
      sum.total =
          (int) Math.max(0, Math.min(Integer.MAX_VALUE, (long) before + score.points() + extra));
      sum.answered++;
      sum.right += score.right() ? 1 : 0;
      sum.ms += score.some() ? score.ms() : 0;
      if (told) {
        sum.last = Optional.of(new Standing.Last(score.right(), sum.total - before));
      }
      sum.lastPoll = polls;
    }

    private static int bonus(int streak) {
      return STREAK_BONUS * Math.min(streak - 1, MOST_BONUSES);
    }

    public Leaderboard build() {
      Comparator<Map.Entry<String, Sum>> better =
          Comparator.comparingInt((Map.Entry<String, Sum> each) -> -each.getValue().total);
      if (timeBreaksTies) {
        better = better.thenComparingLong(each -> each.getValue().ms);
      }
      List<Map.Entry<String, Sum>> order = new ArrayList<>(sums.entrySet());
      order.sort(better.thenComparing(Map.Entry.comparingByKey()));
      List<Standing> standings = new ArrayList<>(order.size());
      int rank = 0;
      for (int i = 0; i < order.size(); i++) {
        if (i == 0 || better.compare(order.get(i - 1), order.get(i)) != 0) {
          rank = i + 1;
        }
        standings.add(order.get(i).getValue().standing(order.get(i).getKey(), rank, polls));
      }
      return new Leaderboard(standings, poll);
    }
  }

  /** What is added up for one voter. */
  private static final class Sum {
    private int total;
    private int streak;
    private int right;
    private int answered;
    private long ms;
    private Optional<Standing.Last> last = Optional.empty();

    /** The number of the latest question that was answered, from 1 on. */
    private int lastPoll;

    Standing standing(String voter, int rank, int polls) {
      return new Standing(
          voter, total, rank, lastPoll == polls ? streak : 0, right, answered, ms, last);
    }
  }

  /** All who answered any question, the best first. */
  public List<Standing> standings() {
    return standings;
  }

  public Optional<Standing> of(String voter) {
    return Optional.ofNullable(byVoter.get(voter));
  }

  /** The number of voters who answered any question. */
  public int players() {
    return standings.size();
  }

  /** The question of which the standings tell what came of it. */
  public Optional<String> poll() {
    return poll;
  }

  /**
   * The teams, the best first.
   *
   * @param ids all teams, also those of which nobody answered
   * @param teamOf the team of a voter, if any
   */
  public List<Team> teams(List<String> ids, Function<String, Optional<String>> teamOf) {
    Map<String, long[]> sums = new HashMap<>();
    ids.forEach(id -> sums.put(id, new long[2]));
    for (Standing each : standings) {
      long[] sum = teamOf.apply(each.voter()).map(sums::get).orElse(null);
      if (sum != null) {
        sum[0] += each.total();
        sum[1]++;
      }
    }
    Map<String, Long> means = new HashMap<>();
    sums.forEach((id, sum) -> means.put(id, sum[1] == 0 ? 0 : (sum[0] + sum[1] / 2) / sum[1]));
    List<String> order = new ArrayList<>(ids);
    order.sort(Comparator.comparingLong((String id) -> -means.get(id)));
    List<Team> teams = new ArrayList<>();
    for (String id : order) {
      long points = means.get(id);
      int better = (int) means.values().stream().filter(other -> other > points).count();
      teams.add(new Team(id, points, better + 1, (int) sums.get(id)[1]));
    }
    return teams;
  }
}
