package io.votehub.model;

/** Receives possible next steps. */
interface Ways {
  /**
   * @param instance the acting instance; -1 if there is none
   */
  void to(State next, int instance, String what);
}
