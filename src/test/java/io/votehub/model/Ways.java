package io.votehub.model;

/** Receives possible next steps. */
interface Ways {
  /**
   * @param instance who does it; -1 if nobody in particular
   */
  void to(State next, int instance, String what);
}
