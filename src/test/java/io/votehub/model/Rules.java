package io.votehub.model;

import java.util.EnumSet;
import java.util.Set;

/** The enabled rules. */
record Rules(Set<Rule> takenOut) {
  static final Rules ALL = new Rules(EnumSet.noneOf(Rule.class));

  static Rules without(Rule first, Rule... others) {
    return new Rules(EnumSet.of(first, others));
  }

  boolean keep(Rule rule) {
    return !takenOut.contains(rule);
  }
}
