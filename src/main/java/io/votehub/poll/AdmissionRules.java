package io.votehub.poll;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Whom a room's presenter lets in. The rules are for new voters: those who are in stay, and come
 * back with their tokens, unless they were removed.
 *
 * @param passcode what new voters have to enter; it is shown on the big screen
 * @param locked whether no new voter is let in
 * @param removed the ids of the voters who were removed and may not come back
 * @param rev incremented by every change; 0 if there has never been one
 */
public record AdmissionRules(
    Optional<String> passcode, boolean locked, Set<String> removed, long rev) {
  /** The most voters that can be removed from a room. */
  public static final int MAX_REMOVED = 200;

  /** The length of a passcode, in digits. */
  public static final int PASSCODE_DIGITS = 6;

  /** The rules of a room whose presenter never set any. */
  public static final AdmissionRules OPEN =
      new AdmissionRules(Optional.empty(), false, Set.of(), 0);

  private static final int DIGITS = 10;

  public AdmissionRules {
    removed = Set.copyOf(removed);
  }

  /** A passcode that cannot be guessed from others. */
  public static String newPasscode(RandomGenerator random) {
    return random
        .ints(PASSCODE_DIGITS, 0, DIGITS)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining());
  }

  public AdmissionRules withPasscode(Optional<String> wanted) {
    return wanted.equals(passcode) ? this : new AdmissionRules(wanted, locked, removed, rev + 1);
  }

  public AdmissionRules withLock(boolean wanted) {
    return wanted == locked ? this : new AdmissionRules(passcode, wanted, removed, rev + 1);
  }

  /**
   * The rules with another removed voter.
   *
   * @throws Refusal {@code bad-request} if {@value #MAX_REMOVED} are removed
   */
  public AdmissionRules without(String voter) {
    if (removed.contains(voter)) {
      return this;
    }
    if (removed.size() >= MAX_REMOVED) {
      throw Refusal.field(
          "", "At most " + MAX_REMOVED + " people can be removed from a room; lock it instead");
    }
    Set<String> more = new LinkedHashSet<>(removed);
    more.add(voter);
    return new AdmissionRules(passcode, locked, more, rev + 1);
  }

  /** The rules with nobody removed. */
  public AdmissionRules withNobodyRemoved() {
    return removed.isEmpty() ? this : new AdmissionRules(passcode, locked, Set.of(), rev + 1);
  }

  /** Whether that is the passcode, without regard to spaces and hyphens. */
  public boolean isPasscode(String typed) {
    return passcode.filter(right -> right.equals(typed.replaceAll("[\\s-]", ""))).isPresent();
  }

  /** The later of two by revision. */
  public AdmissionRules orNewer(AdmissionRules other) {
    return other.rev > rev ? other : this;
  }
}
