package io.votehub.identity;

import java.util.Optional;

/**
 * A voter who has shown to be a member of a voter roll. The voter's id in tokens holds all of it,
 * so that any instance knows a member without asking; in polls the member is counted under a
 * pseudonym, see {@link Pseudonyms}.
 *
 * @param roll the id of the roll
 * @param member the id of the member in the roll
 * @param weight how many votes each ballot of the member is
 */
public record RollVoter(String roll, String member, int weight) {
  private static final char MARK = 'm';
  private static final char SEPARATOR = '~';
  private static final int MAX_DIGITS = 7;

  /** The voter's id. */
  public String id() {
    return MARK + Integer.toString(weight) + SEPARATOR + roll + SEPARATOR + member;
  }

  /**
   * Reads a voter's id; empty for a voter who is no member. By hand, because every vote needs it.
   */
  public static Optional<RollVoter> read(String voter) {
    // Random ids have no '~'; nearly all end here.
    int afterWeight = voter.indexOf(SEPARATOR);
    if (afterWeight < 2 || afterWeight > MAX_DIGITS + 1 || voter.charAt(0) != MARK) {
      return Optional.empty();
    }
    int afterRoll = voter.indexOf(SEPARATOR, afterWeight + 1);
    if (afterRoll < 0 || !areDigits(voter, afterWeight)) {
      return Optional.empty();
    }
    String roll = voter.substring(afterWeight + 1, afterRoll);
    String member = voter.substring(afterRoll + 1);
    return isId(roll) && isId(member)
        ? Optional.of(new RollVoter(roll, member, Integer.parseInt(voter, 1, afterWeight, 10)))
        : Optional.empty();
  }

  private static boolean areDigits(String voter, int end) {
    for (int i = 1; i < end; i++) {
      if (voter.charAt(i) < '0' || voter.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  /** Ids are base64url, which has neither separators nor line breaks. */
  private static boolean isId(String id) {
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean valid =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
      if (!valid) {
        return false;
      }
    }
    return !id.isEmpty();
  }
}
