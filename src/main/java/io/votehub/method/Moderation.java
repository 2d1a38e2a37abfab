package io.votehub.method;

import io.votehub.poll.ModerationMarks;
import io.votehub.poll.Poll;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The results of moderated polls, whose entries voters see only after a presenter has approved
 * them. Works on the {@code entries} of the method's result, each with an {@code id}; neither
 * methods nor counting know about it.
 *
 * <p>A voter who changes a text withdraws the approved one. If the result does not list all
 * entries, this cannot be detected for older ones: they stay visible until a presenter hides them.
 */
public final class Moderation {
  private static final String SETTING = "moderated";
  private static final String ENTRIES = "entries";
  private static final String STATE = "state";

  private Moderation() {}

  /**
   * Whether voters see entries of the poll's result only once these are approved. Questions from
   * the floor are no part of the result, and have states of their own.
   */
  public static boolean isOn(Poll poll) {
    return Boolean.TRUE.equals(poll.settings().own().get(SETTING)) && !Questions.isMethodOf(poll);
  }

  /**
   * The result for one audience: approved entries for voters, all entries with their state for
   * presenters. Returned unchanged if the poll is not moderated.
   *
   * @param result the result of the method
   */
  public static Map<String, Object> forAudience(
      Poll poll, Map<String, Object> result, boolean presenter) {
    if (!isOn(poll)) {
      return result;
    }
    Map<String, Object> visible = new LinkedHashMap<>(result);
    List<Map<String, Object>> entries = approved(poll.marks(), result);
    if (presenter) {
      listed(result).forEach(each -> addIfMissing(entries, each, stateOf(poll.marks(), each)));
    } else {
      visible.put("more", 0);
    }
    entries.sort(Comparator.comparingLong(Moderation::at).reversed());
    visible.put(ENTRIES, entries);
    return visible;
  }

  /** Finds an entry by id, among those listed in the result and those approved before. */
  public static Optional<ModerationMarks.Mark> find(
      Poll poll, Map<String, Object> result, String entry, ModerationMarks.State state) {
    return listed(result).stream()
        .filter(each -> entry.equals(each.get("id")))
        .findFirst()
        .map(each -> new ModerationMarks.Mark(state, (String) each.get("text"), at(each)))
        .or(
            () ->
                poll.marks()
                    .of(entry)
                    .filter(ModerationMarks.Mark::isShown)
                    .map(known -> new ModerationMarks.Mark(state, known.text(), known.at())));
  }

  /** The result as a table; without states for voters, who see approved entries only. */
  public static VotingMethod.Table table(Map<String, Object> visible, boolean presenter) {
    List<List<Object>> rows = new ArrayList<>();
    for (Map<String, Object> each : listed(visible)) {
      rows.add(
          presenter
              ? List.of(when(each), each.get("text"), each.get(STATE))
              : List.of(when(each), each.get("text")));
    }
    return new VotingMethod.Table(
        presenter ? List.of("at", "text", STATE) : List.of("at", "text"), rows);
  }

  /** The approved entries that still count, as far as the result tells. */
  private static List<Map<String, Object>> approved(
      ModerationMarks marks, Map<String, Object> result) {
    List<Map<String, Object>> listed = listed(result);
    Set<Object> ids = new HashSet<>();
    listed.forEach(each -> ids.add(each.get("id")));
    boolean all = ((Number) result.get("more")).longValue() == 0;
    long oldest = listed.isEmpty() ? Long.MAX_VALUE : at(listed.get(listed.size() - 1));
    List<Map<String, Object>> entries = new ArrayList<>();
    marks
        .byEntry()
        .forEach(
            (id, mark) -> {
              boolean beyond = !all && mark.at() <= oldest;
              if (mark.isShown() && (ids.contains(id) || beyond)) {
                entries.add(entry(id, mark.text(), mark.at(), mark.state().wire()));
              }
            });
    return entries;
  }

  private static void addIfMissing(
      List<Map<String, Object>> entries, Map<String, Object> listed, String state) {
    if (entries.stream().noneMatch(each -> each.get("id").equals(listed.get("id")))) {
      Map<String, Object> shown =
          entry((String) listed.get("id"), (String) listed.get("text"), at(listed), state);
      if (listed.containsKey(OpenText.HELD)) {
        shown.put(OpenText.HELD, listed.get(OpenText.HELD));
      }
      entries.add(shown);
    }
  }

  private static String stateOf(ModerationMarks marks, Map<String, Object> entry) {
    return marks.of((String) entry.get("id")).map(mark -> mark.state().wire()).orElse("pending");
  }

  private static Map<String, Object> entry(String id, String text, long at, String state) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("text", text);
    entry.put("at", at);
    entry.put("id", id);
    entry.put(STATE, state);
    return entry;
  }

  private static Instant when(Map<String, Object> entry) {
    return Instant.ofEpochMilli(at(entry));
  }

  private static long at(Map<String, Object> entry) {
    return ((Number) entry.get("at")).longValue();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> listed(Map<String, Object> result) {
    return (List<Map<String, Object>>) result.get(ENTRIES);
  }
}
