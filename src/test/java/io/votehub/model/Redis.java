package io.votehub.model;

/**
 * Redis: one server, and after a fail-over a second one that begins with an older copy of the
 * first, while an instance may go on with the first until it connects anew.
 *
 * @param second the second server; before it is up, what it will begin with
 * @param copied whether the second server has taken its copy
 * @param failedOver whether the second server is up
 * @param views which instances are connected to the second server, a bit each
 */
record Redis(Server first, Server second, boolean copied, boolean failedOver, int views) {
  int serverOf(int instance) {
    return views >> instance & 1;
  }

  Server server(int number) {
    return number == 0 ? first : second;
  }

  Redis with(int number, Server server) {
    return number == 0
        ? new Redis(server, second, copied, failedOver, views)
        : new Redis(first, server, copied, failedOver, views);
  }

  Redis copy() {
    return new Redis(first, first, true, false, views);
  }

  /** Whether a lock is invalid on any server but the one that granted it. */
  Redis failOver(boolean tied) {
    boolean foreign = tied && second.lock() != 0;
    Server begins = foreign ? second.withLock(Server.FOREIGN) : second;
    return new Redis(first, begins, copied, true, views);
  }

  /** A server that no instance is connected to counts as empty. */
  Redis reconnected(int instance) {
    int newViews = views | (1 << instance);
    Server stillSeen = newViews == 3 ? Server.EMPTY : first;
    return new Redis(stillSeen, second, copied, failedOver, newViews);
  }

  void mix(Fingerprint print, boolean swapped) {
    int seen = swapped ? ((views & 1) << 1) | (views >> 1) : views;
    int flags = (copied ? 2 : 0) | (failedOver ? 1 : 0);
    print.add(first.bits(swapped) << 4 | seen << 2 | flags);
    print.add(second.bits(swapped));
  }
}
