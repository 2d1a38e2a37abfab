package io.votehub.agenda;

import io.votehub.agenda.AgendaStep.BreakStep;
import io.votehub.agenda.AgendaStep.PollStep;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** A running order apart from its room: its steps name polls by their places in a list, from 0. */
public final class AgendaPlan {
  /** The plan of a room without a running order. */
  public static final AgendaPlan NONE = new AgendaPlan(List.of());

  private final List<AgendaStep> steps;

  private AgendaPlan(List<AgendaStep> steps) {
    this.steps = List.copyOf(steps);
  }

  /**
   * The plan of a running order, without steps about polls that were deleted.
   *
   * @param polls the ids of the room's polls
   */
  public static AgendaPlan of(Agenda agenda, List<String> polls) {
    List<AgendaStep> steps = new ArrayList<>();
    for (AgendaStep step : agenda.steps()) {
      if (!(step instanceof PollStep about)) {
        steps.add(step);
      } else if (polls.contains(about.poll())) {
        steps.add(about.about(about.id(), Integer.toString(polls.indexOf(about.poll()))));
      }
    }
    return new AgendaPlan(steps);
  }

  /**
   * Reads what {@link #json} wrote.
   *
   * @param polls how many polls the list has
   * @throws Refusal {@code bad-request} with all faults and their locations
   */
  public static AgendaPlan read(Object json, int polls) {
    return new AgendaPlan(AgendaReader.readPlaces(json, polls));
  }

  public int size() {
    return steps.size();
  }

  /** The steps as they are written to a file: those of a running order, but without ids. */
  public List<Map<String, Object>> json() {
    List<Map<String, Object>> all = new ArrayList<>();
    for (AgendaStep step : steps) {
      Map<String, Object> json = new LinkedHashMap<>(step.json());
      json.remove("id");
      json.computeIfPresent("poll", (name, place) -> Integer.valueOf((String) place));
      all.add(json);
    }
    return all;
  }

  /**
   * The steps of a room.
   *
   * @param polls the ids of its polls, in the order of the list
   * @param ids generates those of the steps
   */
  public List<AgendaStep> steps(List<String> polls, Supplier<String> ids) {
    List<AgendaStep> all = new ArrayList<>();
    for (AgendaStep step : steps) {
      if (step instanceof PollStep about) {
        all.add(about.about(ids.get(), polls.get(Integer.parseInt(about.poll()))));
      } else {
        all.add(((BreakStep) step).withId(ids.get()));
      }
    }
    return all;
  }
}
