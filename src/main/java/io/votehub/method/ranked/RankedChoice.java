package io.votehub.method.ranked;

import io.votehub.method.CellReader;
import io.votehub.method.Choices;
import io.votehub.method.VotingMethod;
import io.votehub.method.WholeNumbers;
import io.votehub.poll.Ballot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * {@code ranked}: each ballot ranks options, best first. The setting {@code count} selects the
 * count: {@code irv}, {@code stv} for several {@code seats}, {@code borda}, {@code schulze} or
 * {@code rankedpairs}.
 */
public final class RankedChoice implements VotingMethod {
  static final String RANKING = "ranking";
  static final String COUNT = "count";

  private final Map<String, RankedCount> counts =
      List.of(
              new InstantRunoff(),
              new SingleTransferableVote(),
              new Borda(),
              new Schulze(),
              new RankedPairs())
          .stream()
          .collect(
              Collectors.toMap(
                  RankedCount::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));

  @Override
  public String name() {
    return "ranked";
  }

  @Override
  public int minOptions() {
    return 2;
  }

  @Override
  public int maxOptions() {
    return OptionLetters.MAX;
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    String seats = SingleTransferableVote.SEATS;
    WholeNumbers.rejectUnknownFields(given, List.of(COUNT, seats));
    Object count = given.containsKey(COUNT) ? given.get(COUNT) : InstantRunoff.NAME;
    if (!(count instanceof String name) || !counts.containsKey(name)) {
      throw Refusal.field(
          "/settings/" + COUNT, "Must be one of " + String.join(", ", counts.keySet()));
    }
    Map<String, Object> own = new LinkedHashMap<>();
    own.put(COUNT, name);
    if (name.equals(SingleTransferableVote.NAME)) {
      own.put(seats, WholeNumbers.setting(given, seats, 1, 1, options));
    } else if (given.containsKey(seats)) {
      throw Refusal.field("/settings/" + seats, "Only the count 'stv' has seats");
    }
    return own;
  }

  private RankedCount count(Poll poll) {
    return counts.get((String) poll.settings().own().get(COUNT));
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    RankedCount count = count(poll);
    int options = poll.options().size();
    Ranking read = Ranking.read(poll, Choices.onlyField(ballot, RANKING), count.allowsTies());
    Ranking ranking = count.allowsTies() ? read.unrankedLast(options) : read;
    return new Ballot(Map.of(RANKING, ranking.json(poll)), count.cells(ranking, options));
  }

  @Override
  public CellReader cellReader(Poll poll) {
    return new RankingReader(poll, count(poll));
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    return count(poll).result(poll, tally);
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    return count(poll).table(poll, tally);
  }

  @Override
  public List<String> columns(Poll poll) {
    return poll.options().stream().map(Option::id).toList();
  }

  /** The one-based place of each option, the same for tied ones; empty if unranked. */
  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    Object[] row = new Object[poll.options().size()];
    Arrays.fill(row, "");
    List<List<Integer>> places = Ranking.read(poll, ballot.get(RANKING), true).places();
    for (int place = 0; place < places.size(); place++) {
      for (int option : places.get(place)) {
        row[option] = place + 1;
      }
    }
    return new ArrayList<>(Arrays.asList(row));
  }
}
