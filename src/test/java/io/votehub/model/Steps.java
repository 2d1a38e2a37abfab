package io.votehub.model;

/** All possible next steps. */
final class Steps {
  private final Bounds bounds;
  private final VoteSteps votes;
  private final RebuildSteps rebuilds;
  private final ClosingSteps closings;
  private final FaultSteps faults;

  Steps(Bounds bounds, Rules rules) {
    this.bounds = bounds;
    votes = new VoteSteps(rules);
    rebuilds = new RebuildSteps(rules, bounds.epochs());
    closings = new ClosingSteps(rules, bounds.epochs());
    faults = new FaultSteps(bounds, rules);
  }

  void next(State state, NextSteps ways) {
    for (int i = 0; i < 2; i++) {
      if (state.vote(i).isNone()) {
        send(state, i, ways);
      } else {
        votes.next(state, i, ways);
        rebuilds.next(state, i, ways);
      }
      closings.next(state, i, ways);
    }
    faults.next(state, ways);
  }

  /**
   * Voters that have sent nothing are interchangeable, so the first of them comes first; and a
   * voter's first choice is called the first.
   */
  private void send(State state, int i, NextSteps ways) {
    RemainingEvents left = state.left();
    boolean over = state.store().isClosed() && left.reopens() == 0;
    if (left.sends() == 0 || over) {
      return;
    }
    for (int voter = 0; voter < Math.min(bounds.voters(), left.voters() + 1); voter++) {
      int choices = voter < left.voters() ? 2 : 1;
      for (int choice = 0; choice < choices; choice++) {
        Vote sent = Vote.sent(voter, choice, Rev.castOf(state.told().acked(), voter));
        State next = state.with(left.sent(voter)).with(state.told().sent(voter, choice));
        ways.to(next.with(i, sent), i, "is sent a ballot");
      }
    }
  }
}
