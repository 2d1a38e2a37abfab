package io.votehub.count;

/**
 * Another has raised the poll's epoch since, or taken ballots away: what was read before is not
 * written down.
 */
public final class StaleEpochException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StaleEpochException() {
    super("Another has raised the epoch", null, false, false);
  }
}
