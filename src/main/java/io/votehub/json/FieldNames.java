package io.votehub.json;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** The names of one object. Messages have few, which are compared one by one without a table. */
final class FieldNames {
  private static final int FEW = 8;

  private final String[] few = new String[FEW];
  private int size;

  /** Null while there are few. */
  private Set<String> many;

  /** Adds a name; false if it was there. */
  boolean add(String name) {
    if (many != null) {
      return many.add(name);
    }
    for (int i = 0; i < size; i++) {
      if (few[i].equals(name)) {
        return false;
      }
    }
    if (size < FEW) {
      few[size++] = name;
    } else {
      many = new HashSet<>(Arrays.asList(few));
      many.add(name);
    }
    return true;
  }
}
