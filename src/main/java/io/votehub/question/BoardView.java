package io.votehub.question;

import io.votehub.method.Questions;
import io.votehub.method.VotingMethod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one audience sees of a board and its votes: all questions for presenters and moderators, for
 * voters those that are live or answered. Nobody sees who asked, and voters no score below -1,
 * which reads "fewer than none".
 */
public final class BoardView {
  /** The number of counts in a result for voters. */
  public static final int MAX_COUNTS = 100;

  private static final String ENTRIES = "entries";
  private static final String SCORE = "score";

  private BoardView() {}

  /** Whether an audience sees a question. */
  public static boolean isSeen(Entry entry, boolean presenter) {
    return presenter || entry.isShown();
  }

  /**
   * The result of the method for one audience: the counts of its questions, the best first.
   *
   * @param entries the poll's questions by id
   * @param result of the method
   */
  public static Map<String, Object> result(
      Map<String, Entry> entries, Map<String, Object> result, boolean presenter) {
    List<Map<String, Object>> seen = new ArrayList<>();
    int all = 0;
    for (Map<String, Object> each : listed(result)) {
      Entry entry = entries.get((String) each.get("id"));
      if (entry != null && isSeen(entry, presenter)) {
        all++;
        if (presenter || all <= MAX_COUNTS) {
          seen.add(presenter ? each : forVoters(each));
        }
      }
    }
    Map<String, Object> visible = new LinkedHashMap<>(result);
    visible.put(ENTRIES, seen);
    visible.put("more", all - seen.size());
    return visible;
  }

  private static Map<String, Object> forVoters(Map<String, Object> counts) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", counts.get("id"));
    shown.put(SCORE, Math.max(-1, score(counts)));
    return shown;
  }

  /** The counts of a result by question. */
  public static Map<String, Map<String, Object>> counts(Map<String, Object> result) {
    Map<String, Map<String, Object>> counts = new HashMap<>();
    listed(result).forEach(each -> counts.put((String) each.get("id"), each));
    return counts;
  }

  /**
   * A question as a client gets it.
   *
   * @param counts of all questions; empty if the audience may not see them
   */
  public static Map<String, Object> entry(
      Entry entry, Map<String, Map<String, Object>> counts, boolean counted, boolean presenter) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", entry.id());
    json.put("text", entry.text());
    json.put("at", entry.at());
    json.put("state", entry.state().wire());
    if (!entry.name().isEmpty()) {
      json.put("name", entry.name());
    }
    if (entry.pinned()) {
      json.put("pinned", true);
    }
    if (!entry.reply().isEmpty()) {
      json.put("reply", entry.reply());
    }
    if (presenter && entry.state() == EntryState.PENDING && !entry.held().isEmpty()) {
      json.put("held", entry.held());
    }
    if (counted) {
      Map<String, Object> votes =
          counts.getOrDefault(entry.id(), Questions.withoutVotes(entry.id()));
      json.putAll(presenter ? votes : forVoters(votes));
    }
    return json;
  }

  /** What a voter asked, for that voter alone. */
  public static Map<String, Object> own(Entry entry) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("slot", entry.slot());
    json.put("entry", entry.id());
    json.put("state", entry.state().wire());
    json.put("text", entry.text());
    return json;
  }

  /** The pinned question first, then by score, then the oldest. */
  public static Comparator<Entry> order(Map<String, Map<String, Object>> counts) {
    return Comparator.comparing((Entry each) -> !each.pinned())
        .thenComparing(each -> -score(counts.get(each.id())))
        .thenComparingLong(Entry::at)
        .thenComparing(Entry::id);
  }

  /** The questions that an audience sees as a table, the best first. */
  public static VotingMethod.Table table(
      Collection<Entry> entries, Map<String, Object> result, boolean presenter) {
    Map<String, Map<String, Object>> counts = counts(result);
    List<List<Object>> rows = new ArrayList<>();
    entries.stream()
        .filter(each -> isSeen(each, presenter))
        .sorted(order(counts))
        .forEach(each -> rows.add(row(each, counts, presenter)));
    List<String> head = new ArrayList<>(List.of("id", "at", "text", "name", "state", SCORE));
    if (presenter) {
      head.addAll(List.of("up", "down"));
    }
    head.add("reply");
    return new VotingMethod.Table(head, rows);
  }

  private static List<Object> row(
      Entry entry, Map<String, Map<String, Object>> counts, boolean presenter) {
    Map<String, Object> votes = counts.getOrDefault(entry.id(), Questions.withoutVotes(entry.id()));
    List<Object> row = new ArrayList<>();
    row.add(entry.id());
    row.add(Instant.ofEpochMilli(entry.at()));
    row.add(entry.text());
    row.add(entry.name());
    row.add(entry.state().wire());
    row.add(presenter ? votes.get(SCORE) : Math.max(-1, score(votes)));
    if (presenter) {
      row.add(votes.get("up"));
      row.add(votes.get("down"));
    }
    row.add(entry.reply());
    return row;
  }

  private static long score(Map<String, Object> counts) {
    return counts == null ? 0 : ((Number) counts.get(SCORE)).longValue();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> listed(Map<String, Object> result) {
    return (List<Map<String, Object>>) result.get(ENTRIES);
  }
}
