package io.votehub.quiz;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The scores of one run of a poll, as its result was made.
 *
 * @param run the run of the poll, which a reset raises
 * @param epoch that of the result, which every sealing raises
 * @param openedAt when the run began, UTC milliseconds since the epoch; questions follow one
 *     another in that order
 * @param streak whether right answers in a row get more
 * @param timeBreaksTies whether the time of answers ranks equal totals
 * @param scores one for each voter who answered
 */
public record PollScores(
    String poll,
    int run,
    int epoch,
    long openedAt,
    boolean streak,
    boolean timeBreaksTies,
    List<Score> scores) {
  /** So many scores are kept in one record, which is far below the size that a store takes. */
  static final int PER_TEXT = 4_000;

  public PollScores {
    scores = List.copyOf(scores);
  }

  /** As texts to be kept, each of bounded size: the first tells how many there are. */
  public List<String> texts() {
    List<String> texts = new ArrayList<>();
    int count = Math.max(1, (scores.size() + PER_TEXT - 1) / PER_TEXT);
    for (int i = 0; i < count; i++) {
      List<Score> some = scores.subList(i * PER_TEXT, Math.min(scores.size(), (i + 1) * PER_TEXT));
      Map<String, Object> json = i == 0 ? head(count) : new LinkedHashMap<>();
      json.put("voters", some.stream().map(Score::voter).toList());
      json.put("points", some.stream().map(Score::points).toList());
      json.put("right", some.stream().map(each -> each.right() ? 2 : each.some() ? 1 : 0).toList());
      json.put("ms", some.stream().map(Score::ms).toList());
      texts.add(Json.write(json));
    }
    return texts;
  }

  private Map<String, Object> head(int texts) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("poll", poll);
    json.put("run", run);
    json.put("epoch", epoch);
    json.put("openedAt", openedAt);
    json.put("streak", streak);
    json.put("time", timeBreaksTies);
    json.put("texts", texts);
    return json;
  }

  /**
   * What the first of several texts tells.
   *
   * @param texts how many there are
   */
  public record Head(int epoch, int texts, long openedAt) {}

  /** Reads what is told of the others by the first of several texts. */
  public static Head head(String first) {
    Map<String, Object> json = object(first);
    return new Head(
        whole(json, "epoch"), whole(json, "texts"), ((Number) json.get("openedAt")).longValue());
  }

  /** Restores what {@link #texts} made. */
  public static PollScores of(List<String> texts) {
    List<Score> scores = new ArrayList<>();
    for (String text : texts) {
      Map<String, Object> json = object(text);
      List<?> voters = (List<?>) json.get("voters");
      List<?> points = (List<?>) json.get("points");
      List<?> right = (List<?>) json.get("right");
      List<?> ms = (List<?>) json.get("ms");
      IntStream.range(0, voters.size())
          .forEach(
              i ->
                  scores.add(
                      new Score(
                          (String) voters.get(i),
                          (Integer) points.get(i),
                          (Integer) right.get(i) == 2,
                          (Integer) right.get(i) > 0,
                          (Integer) ms.get(i))));
    }
    Map<String, Object> head = object(texts.get(0));
    return new PollScores(
        (String) head.get("poll"),
        whole(head, "run"),
        whole(head, "epoch"),
        ((Number) head.get("openedAt")).longValue(),
        (Boolean) head.get("streak"),
        (Boolean) head.get("time"),
        scores);
  }

  private static int whole(Map<String, Object> json, String name) {
    return ((Number) json.get(name)).intValue();
  }

  private static Map<String, Object> object(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A record of scores is unreadable", fault);
    }
  }
}
