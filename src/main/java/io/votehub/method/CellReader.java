package io.votehub.method;

import java.util.List;
import java.util.Optional;

/**
 * Reads the cells of ballots of one poll from their canonical texts, without reading JSON: at a
 * close there are very many, and all of them were valid when they were cast. Safe from any thread.
 */
@FunctionalInterface
public interface CellReader {
  /** Reads none. */
  CellReader NONE = text -> Optional.empty();

  /**
   * The cells of a ballot; empty where the text is none that this reader knows.
   *
   * @param text the ballot's canonical form as compact JSON
   */
  Optional<List<String>> of(String text);
}
