package io.votehub.poll;

import java.util.List;

/**
 * A ballot in a voter's hand, ready to be counted.
 *
 * @param voter who casts it
 * @param run the run of the poll for which it was made; it counts for no other
 * @param ballot its canonical form as JSON text
 * @param cells the cells to which it adds one each
 * @param at when the hub read it, UTC milliseconds since the epoch
 */
public record Cast(String voter, int run, String ballot, List<String> cells, long at) {
  private static final int BARE = 256;
  private static final int CELL = 64;

  /** About how much memory it takes while it waits to be counted; rather too much. */
  public int bytes() {
    int bytes = BARE + 2 * ballot.length() + CELL * cells.size();
    for (String cell : cells) {
      bytes += 2 * cell.length();
    }
    return bytes;
  }
}
