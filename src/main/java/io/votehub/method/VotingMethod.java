package io.votehub.method;

import io.votehub.poll.Ballot;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.List;
import java.util.Map;

/**
 * A voting method turns ballots into cells, and sums of cells into results. Counting adds to named
 * cells and knows no methods. Methods are stateless and know neither voters nor networks.
 *
 * <p>JSON is represented by plain Java values: {@link Map}, {@link List}, {@link String}, {@link
 * Boolean}, {@link Integer} and {@link Long} for whole numbers, {@link java.math.BigDecimal} or
 * {@link Double} for others.
 *
 * <p>Example: {@code VotingMethods.standard().get("single").read(poll, Map.of("choice",
 * "a")).cells()} is {@code ["a"]}.
 */
public interface VotingMethod {
  /** The name of the method in the contract. */
  String name();

  /** The minimum number of options of a poll. */
  default int minOptions() {
    return 1;
  }

  /** The maximum number of options of a poll. */
  default int maxOptions() {
    return Poll.MAX_OPTIONS;
  }

  /**
   * Validates the method's own settings and fills in defaults.
   *
   * @param given the presenter's settings, without those common to all methods
   * @param options number of options of the poll
   * @throws Refusal {@code bad-request} with a pointer below {@code /settings} for an unknown
   *     setting or an invalid value
   */
  Map<String, Object> settings(Map<String, ?> given, int options);

  /**
   * Reads and validates a ballot.
   *
   * @throws Refusal {@code bad-ballot} with a message that names the fault
   */
  Ballot read(Poll poll, Map<String, ?> ballot);

  /**
   * The cells of a ballot read by this method: the ballot's own cells, unless results depend on
   * when ballots were cast.
   *
   * @param voter id of the voter
   * @param at when the hub read the ballot, UTC milliseconds since the epoch
   */
  default List<String> cells(Ballot ballot, String voter, long at) {
    return ballot.cells();
  }

  /**
   * Whether the cells of a ballot depend on who casts it and when; else {@link #cells} may be asked
   * for once for many equal ballots.
   */
  default boolean hasCellsOfVoters() {
    return false;
  }

  /** A quick reader of the poll's ballots, which must agree with {@link #read}. */
  default CellReader cellReader(Poll poll) {
    return CellReader.NONE;
  }

  /** Whether a cell is the entry of that id in a result; for methods whose results list entries. */
  default boolean isEntry(String cell, String id) {
    return false;
  }

  /**
   * Whether each ballot adds to the cell of exactly one option, which is named by its id; then it
   * can be told how votes moved from one round of a question to another.
   */
  default boolean isOneChoice() {
    return false;
  }

  /**
   * The maximum number of cells needed for a result: those with the greatest sums, among equal sums
   * those whose name comes first by code points. A tally may omit all others.
   */
  default int maxCells() {
    return Integer.MAX_VALUE;
  }

  /**
   * The least time between two tallies of a poll, in milliseconds; 0 if the hub's setting alone
   * decides.
   */
  default long tallyIntervalMs() {
    return 0;
  }

  /** The result as specified by the contract, without its {@code method} field. */
  Map<String, Object> result(Poll poll, Tally tally);

  /** The result as a table, for CSV export. */
  Table table(Poll poll, Tally tally);

  /** The column heads of {@link #row}. */
  List<String> columns(Poll poll);

  /** A single ballot as a table row. */
  List<Object> row(Poll poll, Map<String, ?> ballot);

  /** A table; all rows are as long as the head. */
  record Table(List<String> head, List<List<Object>> rows) {}
}
