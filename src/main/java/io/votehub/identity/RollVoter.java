package io.votehub.identity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
  private static final Pattern ID = Pattern.compile("m(\\d{1,7})~([\\w-]+)~([\\w-]+)");

  /** The voter's id. */
  public String id() {
    return MARK + Integer.toString(weight) + '~' + roll + '~' + member;
  }

  /** Reads a voter's id; empty for a voter who is no member. */
  public static Optional<RollVoter> read(String voter) {
    // Random ids have no '~'; nearly all end here.
    if (voter.isEmpty() || voter.charAt(0) != MARK || voter.indexOf('~') < 0) {
      return Optional.empty();
    }
    Matcher id = ID.matcher(voter);
    return id.matches()
        ? Optional.of(new RollVoter(id.group(2), id.group(3), Integer.parseInt(id.group(1))))
        : Optional.empty();
  }
}
