package io.votehub.poll;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a poll belongs to another one that asks the same question (peer instruction): a first round,
 * after which people talk to their neighbours, and a second one.
 *
 * @param previous of a second round, the id of the first
 * @param next of a first round, the id of the second
 * @param withheld of a first round whose result voters do not see, because the second is a draft or
 *     takes votes: the epoch that the second round had at that time
 */
public record Rounds(Optional<String> previous, Optional<String> next, OptionalInt withheld) {
  /** Of a poll that is asked once. */
  public static final Rounds NONE =
      new Rounds(Optional.empty(), Optional.empty(), OptionalInt.empty());

  /** Of the second round of a poll. */
  public static Rounds after(String previous) {
    return new Rounds(Optional.of(previous), Optional.empty(), OptionalInt.empty());
  }

  /**
   * Of a first round whose second one is going on.
   *
   * @param epoch the epoch of the second round; results of earlier epochs do not end it
   */
  public static Rounds before(String next, int epoch) {
    return new Rounds(Optional.empty(), Optional.of(next), OptionalInt.of(epoch));
  }

  /** The same once the second round has a result. */
  public Rounds ended() {
    return new Rounds(previous, next, OptionalInt.empty());
  }

  /** Whether voters must not see the result. */
  public boolean isWithheld() {
    return withheld.isPresent();
  }
}
