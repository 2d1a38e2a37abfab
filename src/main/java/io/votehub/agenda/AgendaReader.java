package io.votehub.agenda;

import io.votehub.agenda.AgendaStep.BreakStep;
import io.votehub.agenda.AgendaStep.PollStep;
import io.votehub.poll.Break;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Reads and validates the steps of a running order as a presenter writes them. */
public final class AgendaReader {
  /** A day. */
  public static final int MAX_SECONDS = Break.MAX_SECONDS;

  /** An hour. */
  public static final int MAX_SHOW_SECONDS = 3_600;

  private static final int MAX_ID = 64;
  private static final Set<String> POLL_FIELDS =
      Set.of("id", "poll", "seconds", "showSeconds", "early");
  private static final Set<String> BREAK_FIELDS = Set.of("id", "break", "seconds");

  private final ValidationErrors faults = new ValidationErrors();
  private final Set<String> used = new HashSet<>();
  private final Function<Object, Optional<String>> polls;
  private final String pollRule;
  private final Supplier<String> ids;

  private AgendaReader(
      Function<Object, Optional<String>> polls, String pollRule, Supplier<String> ids) {
    this.polls = polls;
    this.pollRule = pollRule;
    this.ids = ids;
  }

  /**
   * The steps of a request.
   *
   * @param json a list of {@code {"id"?, "poll", "seconds"?, "showSeconds"?, "early"?}} and {@code
   *     {"id"?, "break", "seconds"?}}
   * @param polls the ids of the room's polls
   * @param ids generates ids for steps that have none yet
   * @throws Refusal {@code bad-request} with all faults and their locations
   */
  public static List<AgendaStep> read(Object json, Set<String> polls, Supplier<String> ids) {
    return new AgendaReader(
            value ->
                value instanceof String poll && polls.contains(poll)
                    ? Optional.of(poll)
                    : Optional.empty(),
            "Must be the id of a poll of the room",
            ids)
        .steps(json);
  }

  /**
   * The steps of a file, whose polls are given by their places from 0 in that file.
   *
   * @param polls how many polls the file has
   * @throws Refusal {@code bad-request} with all faults and their locations
   */
  static List<AgendaStep> readPlaces(Object json, int polls) {
    Iterator<Integer> numbers = IntStream.iterate(0, each -> each + 1).iterator();
    return new AgendaReader(
            value ->
                value instanceof Integer place && place >= 0 && place < polls
                    ? Optional.of(place.toString())
                    : Optional.empty(),
            "Must be the place of a poll in the file, from 0 to " + (polls - 1),
            () -> numbers.next().toString())
        .steps(json);
  }

  private List<AgendaStep> steps(Object json) {
    if (!(json instanceof List<?> list)) {
      throw Refusal.field("", "Must be a list of steps");
    }
    if (list.size() > Agenda.MAX_STEPS) {
      throw Refusal.field("", "Must have at most " + Agenda.MAX_STEPS + " steps");
    }
    List<AgendaStep> steps = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      step(list.get(i), "/" + i, steps);
    }
    faults.throwIfAny();
    return steps;
  }

  private void step(Object value, String at, List<AgendaStep> steps) {
    if (!(value instanceof Map<?, ?> map)) {
      faults.add(at, "Must be an object");
      return;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    map.forEach((name, each) -> json.put((String) name, each));
    if (json.containsKey("poll") == json.containsKey("break")) {
      faults.add(at, "Must have either 'poll' or 'break'");
      return;
    }
    boolean isBreak = json.containsKey("break");
    faults.rejectUnknownFields(json, at, isBreak ? BREAK_FIELDS : POLL_FIELDS);
    String id = id(json.get("id"), at);
    OptionalInt seconds =
        json.get("seconds") == null
            ? OptionalInt.empty()
            : OptionalInt.of(whole(json.get("seconds"), 1, MAX_SECONDS, at + "/seconds"));
    if (isBreak) {
      String title = faults.text(json.get("break"), at + "/break", Break.MAX_TITLE);
      steps.add(new BreakStep(id, title, seconds));
      return;
    }
    int show =
        whole(
            json.getOrDefault("showSeconds", AgendaStep.DEFAULT_SHOW_SECONDS),
            0,
            MAX_SHOW_SECONDS,
            at + "/showSeconds");
    Object early = json.getOrDefault("early", false);
    if (!(early instanceof Boolean)) {
      faults.add(at + "/early", "Must be true or false");
    }
    steps.add(new PollStep(id, poll(json.get("poll"), at), seconds, show, early.equals(true)));
  }

  private String poll(Object value, String at) {
    Optional<String> poll = polls.apply(value);
    if (poll.isEmpty()) {
      faults.add(at + "/poll", pollRule);
    }
    return poll.orElse("");
  }

  private String id(Object value, String at) {
    if (value == null) {
      return ids.get();
    }
    if (!(value instanceof String id) || id.isEmpty() || id.length() > MAX_ID) {
      faults.add(at + "/id", "Must have from 1 to " + MAX_ID + " characters");
      return "";
    }
    if (!used.add(id)) {
      faults.add(at + "/id", "Must differ from those of the other steps");
    }
    return id;
  }

  private int whole(Object value, int least, int most, String pointer) {
    if (value instanceof Integer number && number >= least && number <= most) {
      return number;
    }
    faults.add(pointer, "Must be a whole number from " + least + " to " + most);
    return least;
  }
}
