package io.votehub.store;

/**
 * A revision of the journal belongs to another ballot: some ledger handed it out twice, as an older
 * copy of it would. The ledger page is not to be trusted and is rebuilt.
 */
public final class JournalConflictException extends Exception {
  private static final long serialVersionUID = 1L;

  public JournalConflictException(String poll, long rev) {
    super("Poll " + poll + " has another ballot under revision " + rev);
  }
}
