package io.votehub.method.ranked;

import io.votehub.method.WithAbstention;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What every rule of counting makes of the same rankings: plurality of first preferences, {@code
 * irv}, {@code stv}, {@code borda}, {@code schulze}, {@code rankedpairs}, and whether an option
 * beats each other one. Stateless; takes time that grows with the number of distinct rankings.
 */
public final class RuleComparison {
  private static final String WINNERS = "winners";
  private static final String TIES = "ties";
  private static final String REMOVED = "ballots-removed";

  private final Poll poll;
  private final PairwiseMatrix matrix;
  private final long ballots;

  /** Empty where no rankings are left, only who is ranked above whom. */
  private final Optional<RankingSums> rankings;

  private RuleComparison(
      Poll poll, PairwiseMatrix matrix, long ballots, Optional<RankingSums> rankings) {
    this.poll = poll;
    this.matrix = matrix;
    this.ballots = ballots;
    this.rankings = rankings;
  }

  private static RuleComparison of(Poll poll, RankingSums sums) {
    return new RuleComparison(poll, sums.matrix(), sums.ballots(), Optional.of(sums));
  }

  /**
   * The comparison as far as a final tally alone tells it: whole where its cells are rankings
   * ({@code irv}, {@code stv}), without the rules that need rankings where they are comparisons in
   * pairs; empty for {@code borda}, whose points tell about no other rule.
   *
   * @param total how many ballots the cells are made of, by weight and without abstentions
   */
  public static Optional<RuleComparison> ofTally(Poll poll, Tally tally, long total) {
    int options = poll.options().size();
    return switch (count(poll)) {
      case InstantRunoff.NAME, SingleTransferableVote.NAME ->
          Optional.of(of(poll, RankingSums.ofRankings(options, tally)));
      case Borda.NAME -> Optional.empty();
      default ->
          Optional.of(
              new RuleComparison(poll, PairwiseMatrix.of(options, tally), total, Optional.empty()));
    };
  }

  /** Whether the final tally of a poll tells all that its ballots do. */
  public static boolean isWholeInTally(Poll poll) {
    String count = count(poll);
    return count.equals(InstantRunoff.NAME) || count.equals(SingleTransferableVote.NAME);
  }

  /**
   * The comparison of ballots, of which each distinct one is read once.
   *
   * @param texts canonical ballots with their weight; abstentions are passed over
   * @param read reads such a text as JSON
   */
  public static RuleComparison ofBallots(
      Poll poll, Map<String, Long> texts, Function<String, Map<String, Object>> read) {
    RankingSums sums = new RankingSums(poll.options().size());
    texts.forEach(
        (text, weight) -> {
          Map<String, Object> ballot = read.apply(text);
          if (!WithAbstention.isAbstention(ballot)) {
            sums.add(Ranking.read(poll, ballot.get(RankedChoice.RANKING), true), weight);
          }
        });
    return of(poll, sums);
  }

  private static String count(Poll poll) {
    return (String) poll.settings().own().get(RankedChoice.COUNT);
  }

  /**
   * The comparison as specified by the contract: {@code seats}, {@code agree}, {@code rules} and
   * {@code condorcet}.
   */
  public Map<String, Object> json() {
    int seats = seats();
    Map<String, Map<String, Object>> rules = new LinkedHashMap<>();
    rules.put("plurality", rankings.map(this::plurality).orElseGet(() -> notApplicable(REMOVED)));
    rules.put(
        InstantRunoff.NAME, inRounds(known -> new InstantRunoff().result(poll, known.rankings())));
    rules.put(
        SingleTransferableVote.NAME,
        inRounds(known -> SingleTransferableVote.result(poll, known.rankings(), seats)));
    rules.put(Borda.NAME, applicable(Borda.result(poll, halves(), ballots)));
    for (PairwiseCount count : List.of(new Schulze(), new RankedPairs())) {
      rules.put(count.name(), applicable(count.result(poll, matrix, ballots)));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("seats", seats);
    json.put("agree", agree(rules, seats));
    json.put("rules", rules);
    json.put("condorcet", condorcet());
    return json;
  }

  private int seats() {
    return count(poll).equals(SingleTransferableVote.NAME)
        ? poll.settings().whole(SingleTransferableVote.SEATS)
        : 1;
  }

  /** A rule that reads rankings, none of which may tie options. */
  private Map<String, Object> inRounds(Function<RankingSums, Map<String, Object>> rule) {
    return rankings
        .map(known -> known.ties() ? notApplicable(TIES) : applicable(rule.apply(known)))
        .orElseGet(() -> notApplicable(REMOVED));
  }

  private static Map<String, Object> applicable(Map<String, Object> result) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("applicable", true);
    rule.putAll(result);
    return rule;
  }

  private static Map<String, Object> notApplicable(String reason) {
    return Map.of("applicable", false, "reason", reason);
  }

  private Map<String, Object> plurality(RankingSums known) {
    if (known.tiesFirst()) {
      return notApplicable(TIES);
    }
    long[] first = known.first();
    long most = 0;
    for (long votes : first) {
      most = Math.max(most, votes);
    }
    List<String> winners = new ArrayList<>();
    Map<String, Object> votes = new LinkedHashMap<>();
    for (int option = 0; option < first.length; option++) {
      votes.put(id(option), first[option]);
      if (ballots > 0 && first[option] == most) {
        winners.add(id(option));
      }
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put(WINNERS, winners);
    result.put("votes", votes);
    return applicable(result);
  }

  /**
   * Borda points in halves: a ballot gives an option one point for each option below it, and half a
   * point for each that is tied with it.
   */
  private long[] halves() {
    long[] halves = new long[matrix.options()];
    for (int i = 0; i < halves.length; i++) {
      for (int j = 0; j < halves.length; j++) {
        if (i != j) {
          halves[i] += ballots + matrix.above(i, j) - matrix.above(j, i);
        }
      }
    }
    return halves;
  }

  /**
   * Whether the rules that elect one option elect the same, or the same tied ones, and {@code stv}
   * has it among those it elects.
   */
  private static boolean agree(Map<String, Map<String, Object>> rules, int seats) {
    Set<List<?>> different = new HashSet<>();
    rules.forEach(
        (name, rule) -> {
          boolean one = seats == 1 || !name.equals(SingleTransferableVote.NAME);
          if (one && rule.get(WINNERS) instanceof List<?> winners) {
            different.add(winners);
          }
        });
    Object elected = rules.get(SingleTransferableVote.NAME).get(WINNERS);
    return different.size() == 1
        && (!(elected instanceof List<?> all)
            || new HashSet<Object>(all).containsAll(different.iterator().next()));
  }

  private Map<String, Object> condorcet() {
    List<String> smith = ballots == 0 ? List.of() : smith();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("winner", smith.size() == 1 ? smith.get(0) : null);
    json.put("smith", smith);
    json.put("pairwise", matrix.json(poll));
    return json;
  }

  /**
   * The Smith set: the fewest options that each beat every other option. Those are the options from
   * which a way of comparisons that are not lost leads to every other one.
   */
  private List<String> smith() {
    int options = matrix.options();
    boolean[][] reaches = new boolean[options][options];
    for (int i = 0; i < options; i++) {
      for (int j = 0; j < options; j++) {
        reaches[i][j] = matrix.above(i, j) >= matrix.above(j, i);
      }
    }
    for (int by = 0; by < options; by++) {
      for (int i = 0; i < options; i++) {
        for (int j = 0; j < options; j++) {
          reaches[i][j] |= reaches[i][by] && reaches[by][j];
        }
      }
    }
    List<String> smith = new ArrayList<>();
    for (int i = 0; i < options; i++) {
      boolean all = true;
      for (int j = 0; j < options; j++) {
        all &= reaches[i][j];
      }
      if (all) {
        smith.add(id(i));
      }
    }
    return smith;
  }

  private String id(int option) {
    return poll.options().get(option).id();
  }
}
