package io.votehub.model;

import java.util.Set;

/**
 * Checks the guarantees in a state.
 *
 * @param watched the guarantees to be checked
 */
record Promises(Rules rules, Set<Promise> watched) {
  /** A guarantee violated in the state, or {@link Promise#KEPT}. */
  Promise broken(State state) {
    Promise onTheWay = state.told().broken();
    if (onTheWay != Promise.KEPT && watched.contains(onTheWay)) {
      return onTheWay;
    }
    Promise now = state.store().isClosed() ? closed(state) : running(state);
    return watched.contains(now) ? now : Promise.KEPT;
  }

  private Promise closed(State state) {
    int recount = state.store().recount(rules);
    for (int voter = 0; voter < Rev.VOTERS; voter++) {
      Promise broken = closed(state, voter, Rev.castOf(recount, voter));
      if (broken != Promise.KEPT) {
        return broken;
      }
    }
    return Promise.KEPT;
  }

  private static Promise closed(State state, int voter, int counted) {
    int stands = Rev.castOf(state.store().result(), voter);
    if (!holds(Rev.castOf(state.told().acked(), voter), stands)) {
      return Promise.ACKED_STANDS;
    }
    if ((stands == 0) != (counted == 0) || Rev.choice(stands) != Rev.choice(counted)) {
      return Promise.RECOUNT;
    }
    if (stands != 0 && state.told().wasLate(voter, Rev.choice(stands))) {
      return Promise.LATE_IS_TRUE;
    }
    boolean after = stands != 0 && (state.told().after() & Rev.bit(Rev.rev(stands))) != 0;
    return after ? Promise.NOTHING_AFTER_CLOSE : Promise.KEPT;
  }

  private static boolean holds(int acked, int stands) {
    return acked == stands || Rev.rev(acked) < Rev.rev(stands);
  }

  /** A page of the store's epoch has the same confirmed ballots as the journal. */
  private Promise running(State state) {
    for (int instance = 0; instance < 2; instance++) {
      Page page = state.page(instance, rules);
      if (page.isThere() && page.epoch() == state.store().epoch() && !agrees(page, state)) {
        return Promise.TALLY;
      }
    }
    return Promise.KEPT;
  }

  private boolean agrees(Page page, State state) {
    Store store = state.store();
    int recount = store.journal().fold(store.validity().counting(page.epoch(), rules));
    for (int voter = 0; voter < Rev.VOTERS; voter++) {
      int cast = Rev.castOf(page.standing(), voter);
      if (!page.isPending(Rev.rev(cast)) && cast != Rev.castOf(recount, voter)) {
        return false;
      }
    }
    return true;
  }
}
