package io.votehub.bus;

import java.util.Map;

/**
 * A request for a voter's standing ballots in a room, over the event bus of the instance; the reply
 * is a {@link BallotsView}.
 *
 * @param countedAs the ids under which the voter is counted, by poll, if they differ from the
 *     voter's own; polls that it lacks are passed over then. Empty for a voter who is counted under
 *     the own id in every poll
 */
public record BallotsQuery(String room, String voter, Map<String, String> countedAs) {
  public static final String ADDRESS = "votehub.ballots";

  public BallotsQuery {
    countedAs = Map.copyOf(countedAs);
  }

  /** Of a voter who is counted under the own id. */
  public BallotsQuery(String room, String voter) {
    this(room, voter, Map.of());
  }

  /** The id under which the voter is counted in a poll; null if the poll is passed over. */
  public String countedAs(String poll) {
    return countedAs.isEmpty() ? voter : countedAs.get(poll);
  }
}
