package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;

/**
 * {@code single} (plurality): each ballot names one option, and the option with the most votes
 * wins. One cell per option.
 */
final class SingleChoice implements VotingMethod {
  @Override
  public String name() {
    return "single";
  }

  @Override
  public boolean isOneChoice() {
    return true;
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    WholeNumbers.rejectUnknownFields(given, List.of());
    return Map.of();
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    String choice = Choices.option(poll, Choices.onlyField(ballot, "choice"));
    return new Ballot(Map.of("choice", choice), List.of(choice));
  }

  @Override
  public Map<String, Object> result(Poll poll, Tally tally) {
    return Choices.result(poll, tally);
  }

  @Override
  public Table table(Poll poll, Tally tally) {
    return Choices.table(poll, tally);
  }

  @Override
  public List<String> columns(Poll poll) {
    return List.of("choice");
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    return List.of(ballot.get("choice"));
  }
}
