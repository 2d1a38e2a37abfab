package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code veto}: each ballot names the option to drop, and the fewest vetoes win. */
final class Veto implements VotingMethod {
  @Override
  public String name() {
    return "veto";
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    WholeNumbers.rejectUnknownFields(given, List.of());
    return Map.of();
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    String drop = Choices.option(poll, Choices.onlyField(ballot, "drop"));
    return new Ballot(Map.of("drop", drop), List.of(drop));
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    Map<String, Object> vetoes = new LinkedHashMap<>();
    poll.options().forEach(option -> vetoes.put(option.id(), tally.at(option.id())));
    long least = poll.options().stream().mapToLong(o -> tally.at(o.id())).min().orElse(0);
    List<String> winners =
        poll.options().stream().map(Option::id).filter(id -> tally.at(id) == least).toList();
    return Map.of("vetoes", vetoes, "winners", winners);
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    return new Table(
        List.of("id", "label", "vetoes"),
        poll.options().stream()
            .map(o -> List.<Object>of(o.id(), o.label(), tally.at(o.id())))
            .toList());
  }

  @Override
  public List<String> columns(Poll poll) {
    return List.of("drop");
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    return List.of(ballot.get("drop"));
  }
}
