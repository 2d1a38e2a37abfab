package io.votehub.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Breadth-first search through all reachable states until a guarantee is violated. States are kept
 * only until their successors have been generated; afterwards only a fingerprint remains, with the
 * step by which the state was first reached.
 */
final class Search {
  /**
   * @param states number of states visited
   * @param closed in how many of them the poll was closed
   * @param broken the guarantee violated at the end of the path, or {@link Promise#KEPT}
   * @param way the shortest path to it, one step per line
   */
  record Outcome(int states, int closed, Promise broken, List<String> way) {
    @Override
    public String toString() {
      String head = states + " states, " + closed + " of them closed: " + broken;
      return way.isEmpty() ? head : head + "\n  " + String.join("\n  ", way);
    }
  }

  private final State start;
  private final Promises promises;
  private final Steps steps;
  private final Visited visited = new Visited();
  private List<State> nextStates = new ArrayList<>();
  private int closed;
  private int brokenAt = -1;
  private Promise broken = Promise.KEPT;

  private Search(Bounds bounds, Rules rules, Set<Promise> watched) {
    this.promises = new Promises(rules, watched);
    this.start = State.start(bounds);
    this.steps = new Steps(bounds, rules);
  }

  static Outcome of(Bounds bounds, Rules rules) {
    return new Search(bounds, rules, EnumSet.allOf(Promise.class)).run();
  }

  /** Continues past violations of guarantees other than these. */
  static Outcome of(Bounds bounds, Rules rules, Set<Promise> watched) {
    return new Search(bounds, rules, watched).run();
  }

  private Outcome run() {
    visit(start, -1, 0);
    int number = 0;
    while (!nextStates.isEmpty() && brokenAt < 0) {
      List<State> states = nextStates;
      nextStates = new ArrayList<>();
      for (int at = 0; at < states.size() && brokenAt < 0; at++) {
        expand(states.get(at), number++);
      }
    }
    return new Outcome(visited.size(), closed, broken, brokenAt < 0 ? List.of() : way());
  }

  private void expand(State state, int number) {
    int[] step = {0};
    steps.next(state, (next, instance, what) -> visit(next, number, step[0]++));
  }

  private void visit(State state, int from, int step) {
    if (brokenAt >= 0 || !visited.add(state.fingerprint(), from, step)) {
      return;
    }
    nextStates.add(state);
    closed += state.store().isClosed() ? 1 : 0;
    broken = promises.broken(state);
    if (broken != Promise.KEPT) {
      brokenAt = visited.size() - 1;
    }
  }

  private List<String> way() {
    Trace trace = new Trace(start, steps);
    for (int step : visited.wayTo(brokenAt)) {
      trace.take(step);
    }
    return trace.lines();
  }
}
