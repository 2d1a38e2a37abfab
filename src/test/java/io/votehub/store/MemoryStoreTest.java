package io.votehub.store;

/** The in-memory store of the tests fulfils the contract itself. */
class MemoryStoreTest extends StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  public Store store() {
    return store;
  }
}
