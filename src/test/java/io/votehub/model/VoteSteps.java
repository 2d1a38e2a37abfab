package io.votehub.model;

import io.votehub.model.Vote.Step;

/** The steps of an instance that writes a ballot: {@code BatchWriter}. */
record VoteSteps(Rules rules) {
  void next(State state, int i, NextSteps ways) {
    switch (state.vote(i).step()) {
      case RECORD -> record(state, i, ways);
      case APPEND -> append(state, i, ways);
      case LOOK -> look(state, i, ways);
      case LOOK_AT_REPEAT -> lookAtRepeat(state, i, ways);
      case LOOK_AT_REFUSAL -> lookAtRefusal(state, i, ways);
      case CONFIRM -> confirm(state, i, ways);
      case DROP -> drop(state, i, ways);
      case AWAIT -> await(state, i, ways);
      default -> {}
    }
  }

  private void record(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    Page page = state.page(i, rules);
    if (!page.isThere()) {
      ways.to(state.with(i, vote.retry(Step.LOCK)), i, "finds no page");
      return;
    }
    int old = Rev.castOf(page.standing(), vote.voter());
    boolean same = old != 0 && Rev.choice(old) == vote.choice();
    boolean pending = page.isPending(Rev.rev(old));
    if (same && !(pending && rules.keep(Rule.REPEAT_PENDING))) {
      Vote repeat = vote.recorded(Step.LOOK_AT_REPEAT, page.epoch(), Rev.rev(old));
      ways.to(state.with(i, repeat), i, "finds a repeat");
    } else if (page.phase() != Phase.OPEN) {
      late(state, i, page, pending && rules.keep(same ? Rule.UNDECIDED : Rule.OTHER_PENDING), ways);
    } else if (page.counter() < Rev.MAX_COUNTER) {
      Page grown = page.recorded(vote.voter(), vote.choice());
      int rev = Rev.of(grown.epoch(), grown.counter());
      State next = state.with(i, grown).with(state.told().recorded(rev));
      ways.to(next.with(i, vote.recorded(Step.APPEND, grown.epoch(), rev)), i, "records");
    }
  }

  private void late(State state, int i, Page page, boolean undecided, NextSteps ways) {
    Vote vote = state.vote(i);
    if (vote.again() || undecided) {
      ways.to(state.with(i, vote.retry(Step.AWAIT)), i, "is late and waits for the seal");
    } else if (rules.keep(Rule.LOOK_AT_REFUSAL)) {
      Vote refused = vote.recorded(Step.LOOK_AT_REFUSAL, page.epoch(), 0);
      ways.to(state.with(i, refused), i, "finds that it is late");
    } else {
      refuse(state, i, ways);
    }
  }

  private static void lookAtRefusal(State state, int i, NextSteps ways) {
    Store store = state.store();
    Vote vote = state.vote(i);
    if (store.epoch() == vote.page()) {
      refuse(state, i, ways);
    } else if (store.phase() == Phase.OPEN) {
      overtaken(state, i, ways);
    } else {
      ways.to(
          state.with(i, vote.retry(Step.AWAIT)), i, "sees a newer epoch and waits for the seal");
    }
  }

  private static void refuse(State state, int i, NextSteps ways) {
    Answers told = state.told().refused(state.vote(i));
    boolean wrong = state.store().phase() == Phase.OPEN && !state.told().closed();
    Answers judged = wrong ? told.breaking(Promise.OPEN_IS_OPEN) : told;
    ways.to(state.with(judged).with(i, Vote.NONE), i, "refuses as late");
  }

  private void append(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    Journal journal = state.store().journal();
    boolean there = journal.has(vote.rev());
    boolean conflict = there && !journal.says(vote.rev(), vote.voter(), vote.choice());
    if (conflict && rules.keep(Rule.CONFLICT)) {
      ways.to(state.with(i, vote.at(Step.DROP)), i, "finds another ballot under its revision");
      return;
    }
    Journal written = there ? journal : journal.with(vote.rev(), vote.voter(), vote.choice());
    Store store = state.store().withJournal(written);
    ways.to(state.with(store).with(i, vote.at(Step.LOOK)), i, "appends");
  }

  private void look(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    if (state.store().epoch() != vote.page() && rules.keep(Rule.LOOK)) {
      overtaken(state, i, ways);
    } else {
      ways.to(state.with(i, vote.at(Step.CONFIRM)), i, "looks at the epoch");
    }
  }

  private void lookAtRepeat(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    if (state.store().epoch() != vote.page() && rules.keep(Rule.LOOK_AT_REPEAT)) {
      overtaken(state, i, ways);
    } else {
      ways.to(acknowledged(state, i, vote.rev()), i, "acknowledges the repeat");
    }
  }

  private static void overtaken(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    int gone = Math.max(vote.page(), state.store().epoch() - 1);
    Vote dropping = vote.recorded(Step.DROP, gone, vote.rev());
    ways.to(state.with(i, dropping), i, "looks and sees a newer epoch");
  }

  private static void drop(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    State next = state.with(i, state.server(i).without(vote.page()));
    ways.to(next.with(i, vote.retry(Step.RECORD)), i, "drops the page if it is old");
  }

  private void confirm(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    Page page = state.page(i, rules);
    if (page.epoch() != Rev.epoch(vote.rev())) {
      ways.to(state.with(i, vote.retry(Step.RECORD)), i, "cannot confirm: another page");
    } else if (page.phase() == Phase.SEALED && rules.keep(Rule.CONFIRM_SEALED)) {
      ways.to(state.with(i, vote.retry(Step.AWAIT)), i, "cannot confirm: sealed");
    } else if (page.isPending(vote.rev())) {
      State confirmed = state.with(i, page.confirmed(vote.rev()));
      ways.to(acknowledged(confirmed, i, vote.rev()), i, "confirms and acknowledges");
    } else {
      ways.to(state.with(i, vote.retry(Step.RECORD)), i, "cannot confirm: not pending");
    }
  }

  /** Once the result is stored, the store decides. */
  private void await(State state, int i, NextSteps ways) {
    Vote vote = state.vote(i);
    Store store = state.store();
    State refused = state.with(state.told().refused(vote)).with(i, Vote.NONE);
    if (!rules.keep(Rule.VERDICT)) {
      ways.to(refused, i, "refuses as late without a look");
    } else if (store.phase() == Phase.OPEN) {
      Vote dropping = vote.recorded(Step.DROP, store.epoch() - 1, 0);
      ways.to(state.with(i, dropping), i, "sees that the poll is open");
    } else if (store.phase() == Phase.CLOSING) {
      State unsure = rules.keep(Rule.PATIENCE) ? state.with(i, Vote.NONE) : refused;
      ways.to(unsure, i, "waits no longer for the seal");
    } else {
      int stands = Rev.castOf(store.recount(rules), vote.voter());
      boolean own = stands != 0 && Rev.choice(stands) == vote.choice();
      State answered = own ? acknowledged(state, i, Rev.rev(stands)) : refused;
      ways.to(answered, i, own ? "sees that its ballot stands" : "sees that it does not stand");
    }
  }

  private static State acknowledged(State state, int i, int rev) {
    return state.with(state.told().acknowledged(state.vote(i), rev)).with(i, Vote.NONE);
  }
}
