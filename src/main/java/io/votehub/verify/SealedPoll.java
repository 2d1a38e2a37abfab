package io.votehub.verify;

import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.QuizSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.proof.CanonicalJson;
import io.votehub.proof.Manifest;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Counts the ballots of a sealed poll by the hub's own methods. Used by one thread. */
final class SealedPoll {
  private static final String ABSTAIN = "abstain";
  private static final Set<String> WEIGHED = Set.of("ballot", "weight");
  private static final Set<String> PRIVATE = Set.of("text", "words", "questions");
  private static final int MOST_DIGITS = 40;

  private static final Optional<QuizSettings> NO_QUIZ = Optional.empty();

  private final Poll poll;
  private final VotingMethod method;
  private final Map<String, Long> cells = new HashMap<>();
  private long ballots;
  private long weight;

  private SealedPoll(Poll poll) {
    this.poll = poll;
    this.method = VotingMethods.standard().of(poll);
  }

  /** The poll that a manifest describes. */
  static SealedPoll of(Manifest manifest) throws FaultException {
    try {
      return new SealedPoll(poll(manifest.all()));
    } catch (Refusal | ClassCastException | NullPointerException fault) {
      throw new FaultException("the manifest does not describe a poll that can be counted");
    }
  }

  private static Poll poll(Map<String, Object> manifest) {
    String name = (String) manifest.get("method");
    if (PRIVATE.contains(name)) {
      throw new ClassCastException("Such ballots are never public");
    }
    List<Option> options = options((List<?>) manifest.get("options"));
    Map<String, Object> own = new LinkedHashMap<>();
    ((Map<?, ?>) manifest.get("settings")).forEach((key, value) -> own.put((String) key, value));
    boolean abstain = Boolean.TRUE.equals(own.remove(ABSTAIN));
    own.replaceAll((setting, value) -> decimal(value));
    Map<String, Object> settings = VotingMethods.standard().get(name).settings(own, options.size());
    return Poll.draft(
            (String) manifest.get("poll"),
            (String) manifest.get("room"),
            (String) manifest.get("question"),
            name,
            options,
            new PollSettings(
                true, PollSettings.Results.LIVE, false, 0, true, abstain, false, NO_QUIZ, settings),
            0)
        .withElectorate(
            Boolean.TRUE.equals(manifest.get("weighted")) ? Optional.of("") : Optional.empty());
  }

  private static List<Option> options(List<?> listed) {
    Map<String, Option> options = new LinkedHashMap<>();
    for (Object each : listed) {
      Map<?, ?> option = (Map<?, ?>) each;
      String id = Objects.requireNonNull((String) option.get("id"));
      options.put(id, new Option(id, String.valueOf(option.get("label"))));
    }
    if (options.size() < listed.size() || listed.size() > Poll.MAX_OPTIONS) {
      throw new ClassCastException("Not a list of options");
    }
    return List.copyOf(options.values());
  }

  /**
   * Adds a line.
   *
   * @throws IllegalArgumentException if it is no ballot of this poll
   */
  void add(Map<String, Object> line) {
    long times = 1;
    Map<String, Object> value = line;
    if (line.keySet().equals(WEIGHED)) {
      if (!(line.get("weight") instanceof Integer given)
          || given < 2
          || !(line.get("ballot") instanceof Map<?, ?> weighed)) {
        throw new IllegalArgumentException("Not a weight with a ballot");
      }
      times = given;
      Map<String, Object> copy = new LinkedHashMap<>();
      weighed.forEach((name, each) -> copy.put((String) name, each));
      value = copy;
    }
    if (poll.electorate().isEmpty() && times > 1) {
      throw new IllegalArgumentException("Ballots of this poll have no weights");
    }
    value.computeIfPresent("number", (name, number) -> decimal(number));
    try {
      Ballot ballot = method.read(poll, value);
      for (String cell : method.cells(ballot, "", 0)) {
        cells.merge(cell, times, Long::sum);
      }
    } catch (Refusal refusal) {
      throw new IllegalArgumentException("Not a ballot of this poll", refusal);
    }
    ballots++;
    weight += times;
  }

  /** A number that stands as text, because a double would tell another one. */
  private static Object decimal(Object value) {
    if (!(value instanceof String text) || text.length() > MOST_DIGITS) {
      return value;
    }
    try {
      BigDecimal number = new BigDecimal(text);
      return CanonicalJson.write(number).equals('"' + text + '"') ? number : value;
    } catch (NumberFormatException word) {
      return value;
    }
  }

  long weight() {
    return weight;
  }

  /** The members of the result that follow from the ballots. */
  Map<String, Object> result() throws FaultException {
    Tally tally = new Tally(0, ballots, true, cells).bounded(method.maxCells());
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("method", poll.method());
    try {
      result.putAll(method.result(poll, tally));
    } catch (ArithmeticException overflow) {
      throw new FaultException("the weights of the ballots are too large to be counted");
    }
    return result;
  }
}
