package io.votehub.model;

/**
 * The phase of a page in the ledger and of the poll in the store, where the last one means closed.
 */
enum Phase {
  OPEN,
  CLOSING,
  SEALED
}
