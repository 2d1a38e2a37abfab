package io.votehub.model;

import io.votehub.model.Vote.Step;

/** The faults that may occur at any moment. */
record FaultSteps(Bounds bounds, Rules rules) {
  void next(State state, NextSteps ways) {
    for (int i = 0; i < 2; i++) {
      if (state.left().crashes() > 0) {
        crash(state, i, ways);
        appendInDoubt(state, i, ways);
      }
    }
    lockRunsOut(state, ways);
    land(state, ways);
    lose(state, ways);
    if (bounds.failOver()) {
      failOver(state, ways);
    }
  }

  /** A crashed instance restarts without memory; its last append may still take effect. */
  private static void crash(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    if (vote.isNone() && state.close(i).isNone()) {
      return;
    }
    State crashed = state.with(state.left().crashed()).with(i, Instance.IDLE);
    ways.to(crashed, i, "crashes");
    if (vote.step() == Step.APPEND && state.left().flight() == 0) {
      ways.to(crashed.with(crashed.left().flying(vote)), i, "crashes with its append under way");
    }
  }

  /** The voter is told to try again. */
  private static void appendInDoubt(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    if (vote.step() == Step.APPEND && state.left().flight() == 0) {
      Server dropped = state.server(i).without(vote.page());
      State next = state.with(i, dropped).with(state.left().crashed().flying(vote));
      ways.to(next.with(i, Vote.NONE), i, "hears nothing of its append and drops the page");
    }
  }

  private static void land(State state, NextSteps ways) {
    int flight = state.left().flight();
    if (flight == 0) {
      return;
    }
    int rev = Rev.rev(flight >> 2);
    Journal journal = state.store().journal();
    Journal landed =
        journal.has(rev) ? journal : journal.with(rev, flight & 3, Rev.choice(flight >> 2));
    State next = state.with(state.store().withJournal(landed)).with(state.left().landed());
    ways.to(next, -1, "the append that was under way lands");
  }

  private static void lose(State state, NextSteps ways) {
    for (int number = 0; number < 2; number++) {
      boolean up = number == 0 || state.redis().failedOver();
      if (up && state.left().losses() > 0 && !state.redis().server(number).equals(Server.EMPTY)) {
        State next = state.with(state.redis().with(number, Server.EMPTY));
        ways.to(next.with(state.left().lost()), -1, "Redis loses everything");
      }
    }
  }

  /** The pending append of a crashed instance takes effect, or that of a slow one. */
  private static void lockRunsOut(State state, NextSteps ways) {
    for (int number = 0; number < 2; number++) {
      Server server = state.redis().server(number);
      boolean up = number == 0 || state.redis().failedOver();
      if (!up || server.lock() == 0) {
        continue;
      }
      State next = state.with(state.redis().with(number, server.withLock(0)));
      if (!isHeld(state, server.lock())) {
        ways.to(next, -1, "the lock of one who is gone runs out");
      } else if (state.left().losses() > 0) {
        ways.to(next.with(state.left().lost()), -1, "the lock of one who is slow runs out");
      }
    }
  }

  private static boolean isHeld(State state, int token) {
    for (int i = 0; i < 2; i++) {
      boolean builds = token == Server.builder(i) && state.vote(i).putsUpPage();
      if (builds || (token == Server.closer(i) && state.close(i).holdsLock())) {
        return true;
      }
    }
    return false;
  }

  private void failOver(State state, NextSteps ways) {
    Redis redis = state.redis();
    if (redis.failedOver()) {
      for (int i = 0; i < 2; i++) {
        if (redis.serverOf(i) == 0) {
          ways.to(state.with(redis.reconnected(i)), i, "connects to the new server");
        }
      }
      return;
    }
    if (!redis.copied()) {
      ways.to(state.with(redis.copy()), -1, "the second server has a copy");
    }
    ways.to(state.with(redis.failOver(rules.keep(Rule.RUN_ID))), -1, "Redis fails over");
  }
}
