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
 * What voters and presenters see of a poll whose entries a presenter approves before voters see
 * them. It reads the {@code entries} that the poll's method lists in its result, each with an
 * {@code id}; neither the method nor what counts ballots knows of it.
 *
 * <p>A voter who changes a text takes the approved one back. Where the result lists not all entries
 * that stand, that cannot be told of those beyond its end: they stay in sight until the presenter
 * hides them.
 */
public final class Moderation {
  private static final String SETTING = "moderated";
  private static final String ENTRIES = "entries";
  private static final String STATE = "state";

  private Moderation() {}

  /** Whether entries of the poll are seen by voters only once they are approved. */
  public static boolean isOn(Poll poll) {
    return Boolean.TRUE.equals(poll.settings().own().get(SETTING));
  }

  /**
   * A result as its audience sees it: for voters what is approved, for the presenter everything,
   * and the state of each entry. One of a poll that is not moderated stays as it is.
   *
   * @param result the result as the method reads it
   */
  public static Map<String, Object> seen(Poll poll, Map<String, Object> result, boolean presenter) {
    if (!isOn(poll)) {
      return result;
    }
    Map<String, Object> seen = new LinkedHashMap<>(result);
    List<Map<String, Object>> entries = standing(poll.marks(), result);
    if (presenter) {
      listed(result).forEach(each -> addIfUnseen(entries, each, stateOf(poll.marks(), each)));
    } else {
      seen.put("more", 0);
    }
    entries.sort(Comparator.comparingLong(Moderation::at).reversed());
    seen.put(ENTRIES, entries);
    return seen;
  }

  /** The entry of that id: one that the result lists, or one that was approved before. */
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

  /** A seen result as a table; without a state for voters, who see one kind of entries only. */
  public static VotingMethod.Table table(Map<String, Object> seen, boolean presenter) {
    List<List<Object>> rows = new ArrayList<>();
    for (Map<String, Object> each : listed(seen)) {
      rows.add(
          presenter
              ? List.of(when(each), each.get("text"), each.get(STATE))
              : List.of(when(each), each.get("text")));
    }
    return new VotingMethod.Table(
        presenter ? List.of("at", "text", STATE) : List.of("at", "text"), rows);
  }

  /** The entries that are approved and, as far as the result tells, still stand. */
  private static List<Map<String, Object>> standing(
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

  private static void addIfUnseen(
      List<Map<String, Object>> entries, Map<String, Object> listed, String state) {
    if (entries.stream().noneMatch(each -> each.get("id").equals(listed.get("id")))) {
      entries.add(entry((String) listed.get("id"), (String) listed.get("text"), at(listed), state));
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
