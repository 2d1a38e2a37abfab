package io.votehub.ledger;

/** The reply of {@link Ledger#confirm}. */
public enum ConfirmResult {
  /** The ballots are counted and durable; they may be acknowledged. */
  CONFIRMED,
  /** The final result is being computed or exists; the store says whether the ballots are in it. */
  SEALED,
  /** The ledger page was lost or replaced; the ballots are to be recorded again. */
  LOST
}
