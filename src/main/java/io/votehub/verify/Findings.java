package io.votehub.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a verification has found, in the order in which it was checked. Used by one thread. */
public final class Findings {
  /** Whether what a sentence is about was checked, and if so whether it holds. */
  public enum Kind {
    /** It was checked, and it holds. */
    HOLDS,
    /** It was checked, and it does not. */
    FAULT,
    /** It was not checked. */
    NOTE
  }

  /** One sentence. */
  public record Finding(Kind kind, String sentence) {}

  /** A check: what it found. */
  interface Check<T> {
    T run() throws FaultException;
  }

  private final List<Finding> list = new ArrayList<>();

  /** All sentences. */
  public List<Finding> list() {
    return List.copyOf(list);
  }

  /** Whether everything that was checked holds. */
  public boolean hold() {
    return list.stream().noneMatch(each -> each.kind == Kind.FAULT);
  }

  void holds(String sentence) {
    list.add(new Finding(Kind.HOLDS, sentence));
  }

  void note(String sentence) {
    list.add(new Finding(Kind.NOTE, sentence));
  }

  void fault(String sentence) {
    list.add(new Finding(Kind.FAULT, sentence));
  }

  /** Runs a check and says whether it holds; what it found, or empty. */
  <T> Optional<T> check(String sentence, Check<T> check) {
    try {
      T found = check.run();
      holds(sentence);
      return Optional.of(found);
    } catch (FaultException fault) {
      fault(fault.getMessage());
      return Optional.empty();
    }
  }
}
