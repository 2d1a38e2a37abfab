package io.votehub.model;

import io.votehub.model.Vote.Step;

/** The steps of an instance that rebuilds the poll's page: {@code Rebuild}. */
record RebuildSteps(Rules rules, int epochs) {
  void next(State state, int i, NextSteps ways) {
    switch (state.vote(i).step()) {
      case LOCK -> lock(state, i, ways);
      case RAISE -> raise(state, i, ways);
      case READ -> read(state, i, ways);
      case WRITE -> write(state, i, ways);
      case INSTALL -> install(state, i, ways);
      default -> {}
    }
  }

  private void lock(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    if (state.page(i, rules).isThere()) {
      ways.to(state.with(i, vote.retry(Step.RECORD)), i, "sees a page");
    }
    if (state.server(i).lock() != 0) {
      return;
    }
    if (state.store().isClosed()) {
      ways.to(state.with(i, vote.retry(Step.AWAIT)), i, "sees that the poll is closed");
      return;
    }
    State locked = state.with(i, state.server(i).withLock(Server.builder(i)));
    boolean raiseFirst = rules.keep(Rule.RAISE_FIRST);
    Reading begun = Reading.raised(state.store()).of(state.store().epoch() + 1);
    Vote next = raiseFirst ? vote.with(Step.RAISE, Reading.NONE) : vote.with(Step.READ, begun);
    ways.to(locked.with(i, next), i, "takes the lock");
  }

  private void raise(State state, int i, NextSteps ways) {
    if (state.store().epoch() == epochs) {
      return;
    }
    Vote vote = state.vote(i);
    Store store = state.store().raised();
    State raised = state.with(store);
    if (store.isClosed()) {
      State back = raised.unlocked(i, Server.builder(i)).with(i, vote.retry(Step.AWAIT));
      ways.to(back, i, "raises the epoch of a closed poll and gives up");
      return;
    }
    Vote next =
        rules.keep(Rule.RAISE_FIRST)
            ? vote.with(Step.READ, Reading.raised(store))
            : vote.with(Step.WRITE, vote.reading().of(store.epoch()));
    ways.to(raised.with(i, next), i, "raises the epoch to " + store.epoch());
  }

  private void read(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    Reading read = vote.reading().read(state.store().journal(), rules);
    Step next = rules.keep(Rule.RAISE_FIRST) ? Step.WRITE : Step.RAISE;
    ways.to(state.with(i, vote.with(next, read)), i, "reads the journal");
  }

  private void write(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    Store store = state.store();
    Reading read = vote.reading();
    if (store.epoch() != read.epoch() && rules.keep(Rule.OWN_EPOCH)) {
      ways.to(
          state.unlocked(i, Server.builder(i)).with(i, vote.retry(Step.LOCK)), i, "is overtaken");
      return;
    }
    Store written = store.withValidity(read.validity());
    State next = state.with(written).with(judged(state, read));
    if (store.isClosed()) {
      ways.to(
          next.unlocked(i, Server.builder(i)).with(i, vote.retry(Step.AWAIT)),
          i,
          "writes and finds it closed");
      return;
    }
    Vote installing = vote.with(Step.INSTALL, read.written(store.phase()));
    ways.to(next.with(i, installing), i, "writes down what counts");
  }

  static Answers judged(State state, Reading read) {
    boolean kept = read.validity().keeps(state.store().validity());
    return kept ? state.told() : state.told().breaking(Promise.VALID_FOR_EVER);
  }

  private void install(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    Reading read = vote.reading();
    boolean own = state.server(i).lock() == Server.builder(i) || !rules.keep(Rule.LOCK_TOKEN);
    boolean free = !state.page(i, rules).isThere();
    int run = state.redis().serverOf(i);
    Page page = new Page(read.epoch(), 0, 0, read.phase(), run, read.standing());
    State next = own && free ? state.with(i, page) : state;
    String what = own && free ? "installs epoch " + read.epoch() : "may not install";
    ways.to(next.unlocked(i, Server.builder(i)).with(i, vote.retry(Step.RECORD)), i, what);
  }
}
