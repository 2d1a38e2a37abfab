package io.votehub.poll;

import java.util.Optional;

/**
 * The seal of a poll's result.
 *
 * @param number how many seals the poll had in all its runs, which numbers them
 * @param root the root of the present one's tree, in base64url; empty while there is none
 * @param epoch the poll's epoch in which the present one was made
 */
public record PollSeal(int number, Optional<String> root, int epoch) {
  /** Of a poll that was never sealed. */
  public static final PollSeal NONE = new PollSeal(0, Optional.empty(), 0);

  /**
   * The same after a change of what was sealed: there is none now, and its number is not reused.
   */
  public PollSeal broken() {
    return new PollSeal(number, Optional.empty(), epoch);
  }
}
