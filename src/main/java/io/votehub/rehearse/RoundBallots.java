package io.votehub.rehearse;

import io.votehub.demo.VoterPreference;
import io.votehub.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The ballots that phones cast on a poll: a few, shared by all, so that a phone remembers only a
 * number.
 */
final class RoundBallots {
  private static final int SAMPLES = 16;
  private static final Map<String, Object> TEXT = Map.of("text", "We are ready");

  private final String poll;
  private final boolean exact;
  private final List<String> texts;

  private RoundBallots(String poll, boolean exact, List<String> texts) {
    this.poll = poll;
    this.exact = exact;
    this.texts = List.copyOf(texts);
  }

  /**
   * @param poll the poll as the hub describes it
   */
  static RoundBallots of(Map<String, Object> poll, RandomGenerator random) {
    String method = String.valueOf(poll.get("method"));
    String id = String.valueOf(poll.get("id"));
    List<String> texts = new ArrayList<>();
    if ("single".equals(method)) {
      for (Object option : (List<?>) poll.get("options")) {
        texts.add(Json.write(Map.of("choice", ((Map<?, ?>) option).get("id"))));
      }
      return new RoundBallots(id, true, texts);
    }
    for (int i = 0; i < SAMPLES; i++) {
      texts.add(Json.write(new VoterPreference(poll, random, 7.0 * i).ballot(method).orElse(TEXT)));
    }
    return new RoundBallots(id, false, texts);
  }

  String poll() {
    return poll;
  }

  /** Whether the result says how often each of the ballots was cast. */
  boolean isExact() {
    return exact;
  }

  int size() {
    return texts.size();
  }

  String text(int ballot) {
    return texts.get(ballot);
  }

  /** The number of a ballot as the hub writes it; -1 if it is none of these. */
  int indexOf(Object ballot) {
    return texts.indexOf(Json.write(ballot));
  }

  /**
   * Whether the hub keeps that ballot. Other methods than {@code single} write ballots in a form of
   * their own, so there any ballot will do.
   */
  boolean isKept(int ballot, Object found) {
    return found != null && (!exact || indexOf(found) == ballot);
  }
}
