package io.votehub.backup;

import java.util.ArrayList;
import java.util.List;

/** What is not known of an earlier moment, a sentence each, of which not all are kept. */
final class Gaps {
  private static final int MOST = 50;

  private final List<String> first = new ArrayList<>();
  private long more;

  void add(String sentence) {
    if (first.size() < MOST) {
      first.add(sentence);
    } else {
      more++;
    }
  }

  List<String> sentences() {
    List<String> all = new ArrayList<>(first);
    if (more > 0) {
      all.add("And " + more + " more like these.");
    }
    return List.copyOf(all);
  }
}
