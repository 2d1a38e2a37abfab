package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;

/**
 * How ballots become a result. A method turns a ballot into cells, and sums of cells into a result;
 * it keeps no state and knows neither voters nor networks. Whatever counts ballots adds to named
 * cells and knows no method.
 *
 * <p>JSON stands here as plain Java values: {@link Map}, {@link List}, {@link String}, {@link
 * Boolean}, {@link Integer} and {@link Long} for whole numbers, {@link java.math.BigDecimal} or
 * {@link Double} for others.
 *
 * <p>Example: {@code Methods.standard().get("single").read(poll, Map.of("choice", "a")).cells()} is
 * {@code ["a"]}.
 */
public interface VotingMethod {
  /** Its name in the contract. */
  String name();

  /** How many options a poll of this method has at the least. */
  default int minOptions() {
    return 1;
  }

  /** How many options a poll of this method has at the most. */
  default int maxOptions() {
    return Poll.MAX_OPTIONS;
  }

  /**
   * The method's own settings with their defaults filled in.
   *
   * @param given what the presenter gave, without the settings common to all methods
   * @param options the number of the poll's options
   * @throws Refusal {@code bad-request} with a pointer below {@code /settings} for a value that is
   *     not valid or not known
   */
  Map<String, Object> settings(Map<String, ?> given, int options);

  /**
   * Reads a ballot.
   *
   * @throws Refusal {@code bad-ballot}, with a sentence that names the fault
   */
  Ballot read(Poll poll, Map<String, ?> ballot);

  /**
   * The cells of a ballot that this method has read: those that it names itself, unless a result of
   * the method speaks of when ballots were cast.
   *
   * @param voter who casts it
   * @param at when the hub read it, UTC milliseconds since the epoch
   */
  default List<String> cells(Ballot ballot, String voter, long at) {
    return ballot.cells();
  }

  /**
   * How many cells a result needs at the most: those with the greatest sums, and among equals those
   * whose name comes first (by code points). A tally has no more than these, however many there
   * are.
   */
  default int maxCells() {
    return Integer.MAX_VALUE;
  }

  /** The result that the contract names for this method, without its {@code method} field. */
  Map<String, Object> result(Poll poll, Tally tally);

  /** The result as a table for people and spreadsheets. */
  Table table(Poll poll, Tally tally);

  /** The heads of the columns in which {@link #row} shows a ballot. */
  List<String> columns(Poll poll);

  /** One ballot as a row of a table. */
  List<Object> row(Poll poll, Map<String, ?> ballot);

  /** A table: its head and its rows, each as long as the head. */
  record Table(List<String> head, List<List<Object>> rows) {}
}
