package io.votehub.protocol;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.votehub.json.Json;
import io.votehub.method.Moderation;
import io.votehub.method.Questions;
import io.votehub.method.VotingMethod;
import io.votehub.poll.BallotProof;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.question.BoardView;
import io.votehub.question.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds the messages that the hub sends and the responses that have the same form: of polls, votes
 * and connections.
 *
 * @see PollJson
 * @see RoomMessages
 * @see QuizMessages
 */
public final class Messages {
  private Messages() {}

  /**
   * A tally with the result that the poll's method computes, as the presenter or voters see it. Of
   * a secret poll it has the number of ballots alone, until it is final.
   */
  public static Map<String, Object> tally(
      Poll poll, VotingMethod method, Tally tally, boolean presenter) {
    return tally(poll, method, tally, presenter, Map.of());
  }

  /**
   * The same for a poll with questions from the floor.
   *
   * @param entries its questions by id; others are not in the result
   */
  public static Map<String, Object> tally(
      Poll poll, VotingMethod method, Tally tally, boolean presenter, Map<String, Entry> entries) {
    Map<String, Object> counted = method.result(poll, shown(poll, tally));
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("method", poll.method());
    result.putAll(
        Questions.isMethodOf(poll)
            ? BoardView.result(entries, counted, presenter)
            : Moderation.forAudience(poll, counted, presenter));
    tally.shift().ifPresent(shift -> result.putAll(ShiftJson.of(poll, shift)));
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "tally");
    json.put("poll", poll.id());
    json.put("rev", tally.rev());
    json.put("ballots", tally.ballots());
    json.put("final", tally.last());
    json.put("result", result);
    return json;
  }

  private static Tally shown(Poll poll, Tally tally) {
    return poll.isSecret() && !tally.last() ? Tally.empty(tally.rev()) : tally;
  }

  /**
   * Acknowledges a question that is durable.
   *
   * @param id the id of the client's message; null over HTTP without one
   * @param existing whether the same question was there before, and may be supported instead
   */
  public static Map<String, Object> asked(String id, String poll, Entry entry, boolean existing) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "asked");
    if (id != null) {
      json.put("id", id);
    }
    json.put("poll", poll);
    json.put("entry", entry.id());
    json.put("state", entry.state().wire());
    if (existing) {
      json.put("existing", true);
    }
    return json;
  }

  /**
   * Tells of questions from the floor that changed.
   *
   * @param changed each as its audience sees it
   * @param removed ids of those that the audience sees no more
   */
  public static Map<String, Object> entries(
      String poll, long rev, List<Map<String, Object>> changed, List<String> removed) {
    Map<String, Object> json = typed("entries", "poll", poll);
    json.put("rev", rev);
    json.put("changed", changed);
    if (!removed.isEmpty()) {
      json.put("removed", removed);
    }
    return json;
  }

  /** Acknowledges a vote that is counted and durable. */
  public static Map<String, Object> ack(String id, String poll, long rev, BallotProof proof) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "ack");
    json.put("id", id);
    json.put("poll", poll);
    json.put("rev", rev);
    putProof(json, proof);
    return json;
  }

  private static void putProof(Map<String, Object> json, BallotProof proof) {
    json.put("receipt", proof.receipt());
    if (proof.tag() != null) {
      json.put("tag", proof.tag());
    }
    if (proof.mark() != null) {
      json.put("mark", proof.mark());
    }
  }

  /** What proves that ballots count, by poll, in {@code joined}. */
  public static Map<String, Object> proof(BallotProof proof) {
    Map<String, Object> json = new LinkedHashMap<>();
    putProof(json, proof);
    return json;
  }

  /** The same as {@link #ack}, as text; built by hand because every vote needs one. */
  public static String ackText(String id, String poll, long rev, BallotProof proof) {
    StringBuilder text = new StringBuilder((proof.tag() == null ? 96 : 152) + id.length());
    text.append("{\"type\":\"ack\",\"id\":\"");
    JsonStringEncoder.getInstance().quoteAsString(id, text);
    text.append("\",\"poll\":\"")
        .append(poll)
        .append("\",\"rev\":")
        .append(rev)
        .append(",\"receipt\":\"")
        .append(proof.receipt());
    if (proof.tag() != null) {
      text.append("\",\"tag\":\"").append(proof.tag());
    }
    if (proof.mark() != null) {
      text.append("\",\"mark\":\"").append(proof.mark());
    }
    return text.append("\"}").toString();
  }

  /**
   * Notifies a voter's connection of a vote by another one.
   *
   * @param ballot the canonical form as JSON text; empty if it was withdrawn
   * @param proof null if the receipt is unknown
   */
  public static Map<String, Object> ballot(String poll, String ballot, BallotProof proof) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "ballot");
    json.put("poll", poll);
    json.put("ballot", ballot.isEmpty() ? null : new Json.Raw(ballot));
    if (proof == null) {
      json.put("receipt", null);
    } else {
      putProof(json, proof);
    }
    return json;
  }

  /** A request was refused; {@code id} is that of the client's message, or null. */
  public static Map<String, Object> error(String id, Refusal why) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "error");
    if (id != null) {
      json.put("id", id);
    }
    json.put("code", why.code().wire());
    json.put("message", why.getMessage());
    json.put("retry", why.code().retry());
    if (why.lateMs() >= 0) {
      json.put("lateMs", why.lateMs());
    }
    if (!why.challenge().isEmpty()) {
      json.put("challenge", why.challenge());
    }
    return json;
  }

  /** A poll was opened, changed, closed, revealed, hidden or reset. */
  public static Map<String, Object> pollChanged(Poll poll, boolean presenter) {
    return typed("poll", "poll", PollJson.of(poll, presenter));
  }

  public static Map<String, Object> pollDeleted(String poll) {
    return typed("poll-deleted", "poll", poll);
  }

  public static Map<String, Object> presence(int present) {
    return typed("presence", "present", present);
  }

  /** The instance is stopping; the client should reconnect after that many milliseconds. */
  public static Map<String, Object> bye(long retryAfterMs) {
    Map<String, Object> json = typed("bye", "reason", "restart");
    json.put("retryAfterMs", retryAfterMs);
    return json;
  }

  /** The answer to a ping; {@code id} may be null. */
  public static Map<String, Object> pong(String id, long now) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "pong");
    if (id != null) {
      json.put("id", id);
    }
    json.put("now", now);
    return json;
  }

  static Map<String, Object> typed(String type, String name, Object value) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", type);
    json.put(name, value);
    return json;
  }
}
