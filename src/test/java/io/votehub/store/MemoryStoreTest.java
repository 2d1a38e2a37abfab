package io.votehub.store;

/** The store that other tests count on keeps the contract itself. */
class MemoryStoreTest extends StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  protected Store store() {
    return store;
  }
}
