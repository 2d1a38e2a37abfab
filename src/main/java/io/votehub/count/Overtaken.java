package io.votehub.count;

/**
 * Another has raised the poll's epoch since, or taken ballots away: what was read before is not
 * written down.
 */
final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Overtaken() {
    super("Another has raised the epoch", null, false, false);
  }
}
