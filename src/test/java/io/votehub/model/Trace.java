package io.votehub.model;

import java.util.ArrayList;
import java.util.List;

/** Replays a path and describes its steps. */
final class Trace {
  private final Steps steps;
  private final List<String> lines = new ArrayList<>();
  private State state;

  Trace(State start, Steps steps) {
    this.state = start;
    this.steps = steps;
  }

  /**
   * @param wanted the index among the possible next steps
   */
  void take(int wanted) {
    State before = state;
    int[] at = {0};
    steps.next(
        before,
        (next, instance, what) -> {
          if (at[0]++ == wanted) {
            state = next;
            lines.add(line(before, next, instance, what));
          }
        });
  }

  private static String line(State before, State after, int instance, String what) {
    if (instance < 0) {
      return what;
    }
    Vote was = before.vote(instance);
    Vote is = after.vote(instance);
    String who = "instance " + instance + " " + what;
    if (was.equals(is)) {
      return who;
    }
    Vote named = is.isNone() ? was : is;
    String rev = named.rev() == 0 ? "" : " as " + Rev.text(named.rev());
    return who + " [" + "xyz".charAt(named.voter()) + "=" + "ab".charAt(named.choice()) + rev + "]";
  }

  List<String> lines() {
    return lines;
  }
}
