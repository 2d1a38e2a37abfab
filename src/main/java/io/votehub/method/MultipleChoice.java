package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code multiple} (approval voting): each ballot names from {@code min} to {@code max} options,
 * and the option with the most votes wins. One cell per option.
 */
final class MultipleChoice implements VotingMethod {
  @Override
  public String name() {
    return "multiple";
  }

  @Override
  public Map<String, Object> settings(Map<String, ?> given, int options) {
    WholeNumbers.rejectUnknownFields(given, List.of("min", "max"));
    int max = WholeNumbers.setting(given, "max", options, 1, options);
    Map<String, Object> own = new LinkedHashMap<>();
    own.put("min", WholeNumbers.setting(given, "min", 1, 0, max));
    own.put("max", max);
    return own;
  }

  @Override
  public Ballot read(Poll poll, Map<String, ?> ballot) {
    if (!(Choices.onlyField(ballot, "choices") instanceof List<?> given)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "'choices' must be a list of option ids");
    }
    int min = poll.settings().whole("min");
    int max = poll.settings().whole("max");
    if (given.size() < min || given.size() > max) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "Choose from " + min + " to " + max + " options");
    }
    Set<String> chosen = new HashSet<>();
    for (Object each : given) {
      if (!chosen.add(Choices.option(poll, each))) {
        throw Refusal.of(ErrorCode.BAD_BALLOT, "An option is chosen twice");
      }
    }
    // In the poll's order, so that equal choices are equal ballots.
    List<String> choices =
        poll.options().stream().map(Option::id).filter(chosen::contains).toList();
    return new Ballot(Map.of("choices", choices), choices);
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
    return poll.options().stream().map(Option::id).toList();
  }

  @Override
  public List<Object> row(Poll poll, Map<String, ?> ballot) {
    List<?> choices = (List<?>) ballot.get("choices");
    List<Object> row = new ArrayList<>();
    for (Option option : poll.options()) {
      row.add(choices.contains(option.id()) ? 1 : 0);
    }
    return row;
  }
}
