package io.votehub.model;

import io.votehub.model.Close.Step;

/**
 * The steps of an instance that closes the poll: {@code Closing} with its lock, but without its
 * wait for pending ballots, which is optional; and reopening a closed poll, {@code Polls.reopen}.
 */
record ClosingSteps(Rules rules, int epochs) {
  void next(State state, int i, NextSteps ways) {
    sweep(state, i, ways);
    switch (state.close(i).step()) {
      case NONE -> begin(state, i, ways);
      case CLOSE -> close(state, i, Step.LOCK, ways);
      case LOCK -> lock(state, i, ways);
      case CLOSE_AGAIN -> close(state, i, Step.SEAL, ways);
      case SEAL -> seal(state, i, ways);
      case RAISE -> raise(state, i, ways);
      case READ -> read(state, i, ways);
      case WRITE -> write(state, i, ways);
      case DROP -> drop(state, i, ways);
    }
  }

  /** The removal of void ballots, which needs no coordination and may happen at any time. */
  private static void sweep(State state, int i, NextSteps ways) {
    Store store = state.store();
    Journal swept = store.journal().without(store.validity().voids());
    if (!swept.equals(store.journal())) {
      ways.to(state.with(store.withJournal(swept)), i, "removes the ballots that do not count");
    }
  }

  private void begin(State state, int i, NextSteps ways) {
    if (state.store().isClosed()) {
      reopen(state, i, ways);
      return;
    }
    if (state.left().closes() == 0) {
      return;
    }
    Phase phase = rules.keep(Rule.STORE_FIRST) ? Phase.CLOSING : state.store().phase();
    State next = state.with(state.store().withPhase(phase)).with(state.left().closing());
    ways.to(next.with(i, Close.NONE.at(Step.CLOSE)), i, "closes in the store");
  }

  private void reopen(State state, int i, NextSteps ways) {
    boolean closing = !state.close(0).isNone() || !state.close(1).isNone();
    if (state.left().reopens() == 0 || closing) {
      return;
    }
    Store open = state.store().withPhase(Phase.OPEN);
    State next = state.with(open).with(state.told().reopened());
    ways.to(next.with(state.left().reopened()), i, "opens the poll again");
  }

  private void close(State state, int i, Step then, NextSteps ways) {
    Page page = state.page(i, rules);
    State next = page.isThere() ? state.with(i, page.in(later(page.phase()))) : state;
    State closed = isCertain(state, page, then) ? next.with(state.told().closing()) : next;
    ways.to(closed.with(i, state.close(i).at(then)), i, "closes in the ledger");
  }

  /**
   * Whether nothing recorded from here on may count: if the page is of the newest epoch; or under
   * the lock, because then nobody can install a page that does not know of the close. Only the
   * seal's epoch fences off another server.
   */
  private static boolean isCertain(State state, Page page, Step then) {
    boolean newest = page.isThere() && page.epoch() == state.store().epoch();
    boolean oneServer = !state.redis().copied() && !state.redis().failedOver();
    return newest || (then == Step.SEAL && oneServer);
  }

  /** One instance computes the result; the others wait for it. */
  private void lock(State state, int i, NextSteps ways) {
    if (!rules.keep(Rule.CLOSE_LOCK)) {
      ways.to(state.with(i, Close.NONE.at(Step.CLOSE_AGAIN)), i, "goes on without the lock");
    } else if (state.server(i).lock() == 0) {
      State locked = state.with(i, state.server(i).withLock(Server.closer(i)));
      ways.to(locked.with(i, Close.NONE.at(Step.CLOSE_AGAIN)), i, "takes the lock to close");
    } else if (state.store().phase() != Phase.CLOSING) {
      ways.to(state.with(i, Close.NONE), i, "sees that another has closed the poll");
    }
  }

  private static Phase later(Phase phase) {
    return phase == Phase.OPEN ? Phase.CLOSING : phase;
  }

  private void seal(State state, int i, NextSteps ways) {
    Page page = state.page(i, rules);
    State next = page.isThere() ? state.with(i, page.in(Phase.SEALED)) : state;
    ways.to(next.with(i, state.close(i).at(Step.RAISE)), i, "seals the ledger");
  }

  private void raise(State state, int i, NextSteps ways) {
    Store store = state.store();
    if (store.epoch() == epochs) {
      return;
    }
    Reading reading = Reading.raised(store.raised());
    boolean raises = rules.keep(Rule.SEAL_RAISES);
    State next = raises ? state.with(store.raised()) : state;
    ways.to(next.with(i, new Close(Step.READ, reading)), i, "raises the epoch for the result");
  }

  private void read(State state, int i, NextSteps ways) {
    Reading read = state.close(i).reading().read(state.store().journal(), rules);
    ways.to(state.with(i, new Close(Step.WRITE, read)), i, "reads the journal for the result");
  }

  private void write(State state, int i, NextSteps ways) {
    boolean raised = rules.keep(Rule.SEAL_RAISES) || state.store().epoch() == epochs;
    Store store = raised ? state.store() : state.store().raised();
    Reading read = state.close(i).reading();
    if (rules.keep(Rule.STORE_FIRST) && store.phase() != Phase.CLOSING) {
      ways.to(state.with(i, dropping(read)), i, "finds the result written");
    } else if (store.epoch() != read.epoch() && rules.keep(Rule.SEAL_OWN_EPOCH)) {
      ways.to(state.with(i, Close.NONE.at(Step.RAISE)), i, "is overtaken at the result");
    } else {
      Validity valid =
          rules.keep(Rule.NARROW)
              ? read.validity().withoutSuperseded(read.standing())
              : read.validity();
      Store written = store.withValidity(valid).withResult(read.standing());
      State next = state.with(written).with(RebuildSteps.judged(state, read));
      ways.to(next.with(i, dropping(read)), i, "writes the result");
    }
  }

  private static Close dropping(Reading read) {
    return new Close(Step.DROP, Reading.NONE.of(read.epoch()));
  }

  private static void drop(State state, int i, NextSteps ways) {
    Server server = state.server(i).without(state.close(i).reading().epoch());
    ways.to(
        state.with(i, server).unlocked(i, Server.closer(i)).with(i, Close.NONE),
        i,
        "drops the sealed page");
  }
}
