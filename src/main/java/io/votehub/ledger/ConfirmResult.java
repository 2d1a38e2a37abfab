package io.votehub.ledger;

/** What {@link Ledger#confirm} answers. */
public enum ConfirmResult {
  /** The ballots are counted and durable; they may be acknowledged. */
  CONFIRMED,
  /** The result is being made or was made; the store says whether they are in it. */
  SEALED,
  /** The page is gone or another; the ballots are to be recorded again. */
  LOST
}
