package io.votehub.store;

import static io.votehub.store.StoreContract.await;

import java.util.ArrayList;
import java.util.List;

/** A store that has to fulfil the contract. */
public interface StoreUnderTest {
  /** A store without rooms. */
  Store store();

  default List<JournalEntry> journal(String poll) {
    List<JournalEntry> entries = new ArrayList<>();
    await(store().readJournal(poll, entries::add));
    return entries;
  }
}
