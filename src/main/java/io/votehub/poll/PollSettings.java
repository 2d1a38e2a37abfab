package io.votehub.poll;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of a poll: those common to all methods and the method's own, validated and with
 * defaults filled in.
 *
 * @param change whether voters may change their ballot; otherwise the first one stands
 * @param results when voters see the result
 * @param peek whether the pages show voters a live result before they have voted
 * @param graceMs milliseconds after {@code closesAt} during which arriving votes still count
 * @param marks whether pages and CSV files declare winners
 * @param abstain whether voters may formally abstain, which is counted separately
 * @param secret whether no choice is ever given back, shown before the close or kept after it
 * @param proof what is sealed and published of the poll when it is closed
 * @param quiz of a question of a quiz, how answers are scored
 * @param own the method's own settings by name
 */
public record PollSettings(
    boolean change,
    Results results,
    boolean peek,
    int graceMs,
    boolean marks,
    boolean abstain,
    boolean secret,
    Proof proof,
    Optional<QuizSettings> quiz,
    Map<String, Object> own) {
  public static final int MAX_GRACE_MS = 5000;
  public static final PollSettings DEFAULT = new PollSettings(true, Results.LIVE, 0, Map.of());

  /** Those of a question of a quiz as far as they differ from {@link #DEFAULT}. */
  public static final PollSettings QUIZ_DEFAULT =
      new PollSettings(false, Results.CLOSED, 0, Map.of());

  /** When voters see the result. */
  public enum Results {
    LIVE("live"),
    CLOSED("closed"),
    HIDDEN("hidden");

    private final String wire;

    Results(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  /** What anybody can check of a poll once it is closed. */
  public enum Proof {
    /** There is no seal. */
    NONE("none"),
    /** Voters can check that their ballots are in the sealed result. */
    RECEIPTS("receipts"),
    /** The ballots are published as well, without their voters, and can be counted anew. */
    BALLOTS("ballots");

    private final String wire;

    Proof(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }

    /** The proof of that name in the contract. */
    public static Optional<Proof> of(Object wire) {
      return Arrays.stream(values()).filter(each -> each.wire.equals(wire)).findAny();
    }
  }

  public PollSettings {
    own = Collections.unmodifiableMap(new LinkedHashMap<>(own));
  }

  /** Settings with declared winners, results only after voting, and no abstention. */
  public PollSettings(boolean change, Results results, int graceMs, Map<String, Object> own) {
    this(
        change, results, false, graceMs, true, false, false, Proof.RECEIPTS, Optional.empty(), own);
  }

  /** Settings of a poll of which receipts are sealed. */
  public PollSettings(
      boolean change,
      Results results,
      boolean peek,
      int graceMs,
      boolean marks,
      boolean abstain,
      boolean secret,
      Optional<QuizSettings> quiz,
      Map<String, Object> own) {
    this(change, results, peek, graceMs, marks, abstain, secret, Proof.RECEIPTS, quiz, own);
  }

  public PollSettings withOwn(Map<String, Object> newOwn) {
    return new PollSettings(
        change, results, peek, graceMs, marks, abstain, secret, proof, quiz, newOwn);
  }

  /** The same of a poll that is not secret. */
  public PollSettings withoutSecrecy() {
    return new PollSettings(
        change, results, peek, graceMs, marks, abstain, false, proof, quiz, own);
  }

  public PollSettings withQuiz(Optional<QuizSettings> newQuiz) {
    return new PollSettings(
        change, results, peek, graceMs, marks, abstain, secret, proof, newQuiz, own);
  }

  public PollSettings withProof(Proof newProof) {
    return new PollSettings(
        change, results, peek, graceMs, marks, abstain, secret, newProof, quiz, own);
  }

  /** A whole number among the method's own settings, which must be present. */
  public int whole(String name) {
    return ((Number) own.get(name)).intValue();
  }
}
