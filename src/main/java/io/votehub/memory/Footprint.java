package io.votehub.memory;

import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import io.votehub.poll.Option;
import io.votehub.poll.Picture;
import io.votehub.poll.Poll;

/**
 * Estimates the heap size of objects in bytes, for a 64-bit JVM with compressed references.
 * Estimates are rather too high: a budget that is too small refuses requests, one that is too large
 * ends the process.
 */
public final class Footprint {
  /** The String object, its byte array and their padding. */
  private static final int STRING = 48;

  private static final int LIST = 40;
  private static final int REFERENCE = 4;

  /** The ballot, its revision and its map entry. */
  private static final int BALLOT = 96;

  /** The poll, its settings and times, and its map entries. */
  private static final int POLL = 1024;

  private static final int OPTION = 48;

  /** An empty page, its id and entry, its empty maps, and the tally that is read of it. */
  private static final int PAGE = 1024;

  /** A mark with its map entry and, of a visible entry, its text. */
  private static final int MARK = 256;

  /** What a client made up for a ballot: an object with two long numbers. */
  private static final int BALLOT_MARK = 32;

  private static final int MAX_LATIN1 = 0xFF;

  private Footprint() {}

  /** A string: one byte per character, or two if it contains a character beyond ISO 8859-1. */
  public static long of(String text) {
    int length = text.length();
    for (int i = 0; i < length; i++) {
      if (text.charAt(i) > MAX_LATIN1) {
        return STRING + 2L * length;
      }
    }
    return (long) STRING + length;
  }

  /** A list of references, without the objects referred to. */
  public static long ofReferences(int size) {
    return LIST + (long) REFERENCE * size;
  }

  /** A poll with its map entry. */
  public static long of(Poll poll) {
    long bytes = POLL + of(poll.id()) + of(poll.question()) + ofReferences(poll.options().size());
    for (Option option : poll.options()) {
      bytes += OPTION + of(option.id()) + of(option.label());
      bytes += option.image().map(Footprint::ofPicture).orElse(0L);
    }
    bytes += poll.image().map(Footprint::ofPicture).orElse(0L);
    for (String entry : poll.marks().byEntry().keySet()) {
      bytes += MARK + of(entry);
    }
    return bytes;
  }

  private static long ofPicture(Picture picture) {
    return OPTION + of(picture.id()) + of(picture.alt());
  }

  /** A mark; null takes nothing. */
  public static long of(Mark mark) {
    return mark == null ? 0 : BALLOT_MARK;
  }

  /** A ledger page without ballots, with its entry in a map by poll. */
  public static long ofPage() {
    return PAGE;
  }

  /**
   * A standing ballot with its entry in a map by voter and its list of cells, without the names of
   * the cells, which are shared.
   */
  public static long ofStanding(CastBallot cast) {
    return ofStanding(cast.voter(), cast.ballot(), cast.cells().size()) + of(cast.mark());
  }

  /**
   * The same from its parts.
   *
   * @param cells number of cells
   */
  public static long ofStanding(String voter, String ballot, int cells) {
    return BALLOT + of(voter) + of(ballot) + ofReferences(cells);
  }
}
