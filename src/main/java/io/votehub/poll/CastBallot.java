package io.votehub.poll;

import java.util.List;

/**
 * A ballot in a voter's hand, ready to be counted; or that the voter takes back the one that
 * stands.
 *
 * @param voter who casts it
 * @param run the run of the poll for which it was made; it counts for no other
 * @param ballot its canonical form as JSON text; {@link #TAKEN_BACK} where it is taken back
 * @param cells the cells to which it adds one each
 * @param at when the hub read it, UTC milliseconds since the epoch
 */
public record CastBallot(String voter, int run, String ballot, List<String> cells, long at) {
  /** In the place of a ballot, here and in the journal: from now on none of the voter's stands. */
  public static final String TAKEN_BACK = "";

  private static final int BARE = 256;
  private static final int CELL = 64;

  /** That a voter takes the ballot back. */
  public static CastBallot takenBack(String voter, int run, long at) {
    return new CastBallot(voter, run, TAKEN_BACK, List.of(), at);
  }

  /** Whether it takes back what stands, and nothing stands after it. */
  public boolean takesBack() {
    return ballot.equals(TAKEN_BACK);
  }

  /** About how much memory it takes while it waits to be counted; rather too much. */
  public int bytes() {
    int bytes = BARE + 2 * ballot.length() + CELL * cells.size();
    for (String cell : cells) {
      bytes += 2 * cell.length();
    }
    return bytes;
  }
}
