package io.votehub.model;

/** A state of the whole system: Redis, the store, two instances, and what the voters were told. */
record State(
    Redis redis, Store store, Instance zero, Instance one, Answers told, RemainingEvents left) {
  /** An open poll with its page in the ledger. */
  static State start(Bounds bounds) {
    Page page = new Page(1, 0, 0, Phase.OPEN, 0, 0);
    return new State(
        new Redis(new Server(page, 0), Server.EMPTY, false, false, 0),
        new Store(1, Phase.OPEN, Journal.EMPTY, Validity.NOTHING, 0),
        Instance.IDLE,
        Instance.IDLE,
        Answers.NOTHING,
        RemainingEvents.all(bounds));
  }

  Instance instance(int number) {
    return number == 0 ? zero : one;
  }

  Vote vote(int number) {
    return instance(number).vote();
  }

  Close close(int number) {
    return instance(number).close();
  }

  State with(Redis newRedis) {
    return new State(newRedis, store, zero, one, told, left);
  }

  State with(Store newStore) {
    return new State(redis, newStore, zero, one, told, left);
  }

  State with(Answers newTold) {
    return new State(redis, store, zero, one, newTold, left);
  }

  State with(RemainingEvents newLeft) {
    return new State(redis, store, zero, one, told, newLeft);
  }

  State with(int number, Instance instance) {
    return number == 0
        ? new State(redis, store, instance, one, told, left)
        : new State(redis, store, zero, instance, told, left);
  }

  State with(int number, Vote vote) {
    return with(number, instance(number).with(vote));
  }

  State with(int number, Close close) {
    return with(number, instance(number).with(close));
  }

  /** The server to which an instance is connected. */
  Server server(int instance) {
    return redis.server(redis.serverOf(instance));
  }

  State with(int instance, Server server) {
    return with(redis.with(redis.serverOf(instance), server));
  }

  /** The page as an instance sees it: none, if it is of another server's run. */
  Page page(int instance, Rules rules) {
    Page page = server(instance).page();
    boolean believed = page.run() == redis.serverOf(instance) || !rules.keep(Rule.RUN_ID);
    return believed ? page : Page.NONE;
  }

  State with(int instance, Page page) {
    return with(instance, server(instance).withPage(page));
  }

  /** Only its holder can release a lock. */
  State unlocked(int instance, int token) {
    Server server = server(instance);
    return server.lock() == token ? with(instance, server.withLock(0)) : this;
  }

  /** Equal for two states that differ only in the names of the instances. */
  long fingerprint() {
    long straight = fingerprint(zero, one, false);
    long swapped = fingerprint(one, zero, true);
    return Math.min(straight, swapped);
  }

  private long fingerprint(Instance first, Instance second, boolean swapped) {
    Fingerprint print = new Fingerprint();
    redis.mix(print, swapped);
    store.mix(print);
    first.mix(print);
    second.mix(print);
    told.mix(print);
    left.mix(print);
    return print.value();
  }
}
