package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSpec;
import io.votehub.poll.Tally;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The life of polls. Futures fail with a {@link io.votehub.poll.Refusal}, of {@code unknown-poll}
 * where the room has no such poll; every call is safe from any thread.
 */
public final class Polls {
  /** A poll and its tally at one moment. */
  public record Standings(Poll poll, Tally tally) {}

  public Future<Poll> create(String room, PollSpec spec) {
    throw new UnsupportedOperationException();
  }

  public Future<Poll> get(String room, String id) {
    throw new UnsupportedOperationException();
  }

  /**
   * Changes a draft; {@code bad-request} once it was opened. What {@code change} throws is the
   * answer.
   */
  public Future<Poll> patch(String room, String id, UnaryOperator<PollSpec> change) {
    throw new UnsupportedOperationException();
  }

  public Future<Void> delete(String room, String id) {
    throw new UnsupportedOperationException();
  }

  public Future<Poll> open(String room, String id, OptionalInt seconds) {
    throw new UnsupportedOperationException();
  }

  public Future<Poll> extend(String room, String id, int seconds) {
    throw new UnsupportedOperationException();
  }

  public Future<Poll> close(String room, String id) {
    throw new UnsupportedOperationException();
  }

  public Future<Poll> reopen(String room, String id, OptionalInt seconds) {
    throw new UnsupportedOperationException();
  }

  /** Reveals the result to voters, or hides it from them. */
  public Future<Poll> show(String room, String id, boolean visible) {
    throw new UnsupportedOperationException();
  }

  public Future<Poll> reset(String room, String id) {
    throw new UnsupportedOperationException();
  }

  public Future<Standings> standings(String room, String id) {
    throw new UnsupportedOperationException();
  }

  /** Reads every standing ballot, as canonical JSON text, in an order that tells nothing. */
  public Future<Void> ballots(String room, String id, Consumer<String> reader) {
    throw new UnsupportedOperationException();
  }
}
