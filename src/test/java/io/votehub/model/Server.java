package io.votehub.model;

/**
 * A Redis server, reduced to the poll.
 *
 * @param page the poll's page; {@link Page#NONE} if there is none
 * @param lock token of the holder of the poll's lock; zero if it is free
 */
record Server(Page page, int lock) {
  static final Server EMPTY = new Server(Page.NONE, 0);

  /** The token of a lock copied from another server: nobody can use it. */
  static final int FOREIGN = 7;

  /** The token under which an instance installs the page. */
  static int builder(int instance) {
    return 2 + instance;
  }

  /** The token under which an instance computes the result. */
  static int closer(int instance) {
    return 4 + instance;
  }

  Server withPage(Page newPage) {
    return new Server(newPage, lock);
  }

  Server withLock(int newLock) {
    return new Server(page, newLock);
  }

  Server without(int epoch) {
    return page.epoch() <= epoch ? withPage(Page.NONE) : this;
  }

  long bits(boolean swapped) {
    int holder = swapped && lock != 0 && lock != FOREIGN ? lock ^ 1 : lock;
    return page.bits() << 3 | holder;
  }
}
