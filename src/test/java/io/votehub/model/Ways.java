package io.votehub.model;

/** Takes what can come next. */
interface Ways {
  /**
   * @param instance who does it; -1 if nobody in particular
   */
  void to(State next, int instance, String what);
}
