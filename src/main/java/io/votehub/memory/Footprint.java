package io.votehub.memory;

import io.votehub.poll.CastBallot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;

/**
 * How many bytes of the heap things take, on a 64-bit machine with compressed references: rather
 * too many than too few, for a budget that is too small refuses and one that is too large ends the
 * process.
 */
public final class Footprint {
  /** A string's two objects and their padding. */
  private static final int STRING = 48;

  private static final int LIST = 40;
  private static final int REFERENCE = 4;

  /** The ballot's own object, that of its revision, and its place in a map. */
  private static final int BALLOT = 96;

  /** The poll's own object, those of its settings and times, and its places in maps. */
  private static final int POLL = 1024;

  private static final int OPTION = 48;

  /** A mark with its place in a map; an entry that is shown is kept with its words. */
  private static final int MARK = 256;

  private static final int LAST_OF_ONE_BYTE = 0xFF;

  private Footprint() {}

  /** A text: a byte for each character, or two if one of them is beyond ISO 8859-1. */
  public static long of(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) > LAST_OF_ONE_BYTE) {
        return STRING + 2L * length;
      }
    }
    return (long) STRING + length;
  }

  /** A list that refers to things which are counted elsewhere. */
  public static long ofReferences(int size) {
    return LIST + (long) REFERENCE * size;
  }

  /** A poll as a room keeps it, with its place in a map. */
  public static long of(Poll poll) {
    long bytes = POLL + of(poll.id()) + of(poll.question()) + ofReferences(poll.options().size());
    for (Option option : poll.options()) {
      bytes += OPTION + of(option.id()) + of(option.label());
      bytes += option.image().map(Footprint::of).orElse(0L);
    }
    for (String entry : poll.marks().byEntry().keySet()) {
      bytes += MARK + of(entry);
    }
    return bytes;
  }

  /** A ballot with its place in a map by voter, and a list of cells, but without their names. */
  public static long ofStanding(CastBallot cast) {
    return ofStanding(cast.voter(), cast.ballot(), cast.cells().size());
  }

  /**
   * The same from its parts.
   *
   * @param cells how many
   */
  public static long ofStanding(String voter, String ballot, int cells) {
    return BALLOT + of(voter) + of(ballot) + ofReferences(cells);
  }
}
