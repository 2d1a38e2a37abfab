package io.votehub.model;

/** Receives possible next steps. */
interface NextSteps {
  /**
   * @param instance the acting instance; -1 if there is none
   */
  void to(State next, int instance, String what);
}
