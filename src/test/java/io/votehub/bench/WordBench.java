package io.votehub.bench;

import io.votehub.poll.WordRules;
import io.votehub.wording.WordMatcher;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What it takes to look for unwanted words in a text of 280 characters, the most that a text may
 * have: with all 27 lists and a room's own words and exceptions, as many as it may have.
 */
public final class WordBench {
  private static final int LENGTH = 280;
  private static final int WARM_UPS = 200;
  private static final int RUNS = 1000;

  /** Texts a run, because the clock of a thread is coarse. */
  private static final int TEXTS = 100;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private WordBench() {}

  /** Prints a table. */
  public static void main(String[] args) {
    WordMatcher matcher = new WordMatcher(rules());
    System.out.println("| text | median µs | 99th percentile µs |");
    System.out.println("|---|---|---|");
    texts().forEach((name, text) -> report(name, time(matcher, text, false)));
    report("masked", time(matcher, filled("What a load of bullshit this is. "), true));
  }

  private static WordRules rules() {
    List<String> own = IntStream.range(0, 100).mapToObj(i -> "unwanted phrase " + i).toList();
    List<String> exceptions = IntStream.range(0, 100).mapToObj(i -> "wanted phrase " + i).toList();
    return new WordRules(
        WordRules.Mode.MASK,
        WordRules.DEFAULT.languages(),
        own,
        exceptions,
        WordRules.DEFAULT.rev());
  }

  private static Map<String, String> texts() {
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("English", filled("The committee would like to hear what you make of it. "));
    texts.put("German", filled("Was würden Sie am Stadtgarten zuerst ändern wollen? "));
    texts.put("Japanese", filled("公園について最初に変えたいことは何ですか。"));
    texts.put("with an unwanted word at its end", filled("It is all right. ", " Sh1t"));
    texts.put("one letter and a dot, in turns", filled("s."));
    texts.put("one letter", filled("a"));
    texts.put("signs that stand for letters", filled("$h!7 @55 "));
    return texts;
  }

  private static String filled(String part) {
    return filled(part, "");
  }

  private static String filled(String part, String end) {
    return part.repeat(LENGTH).substring(0, LENGTH - end.length()) + end;
  }

  /** CPU time a text in nanoseconds, ascending. */
  private static long[] time(WordMatcher matcher, String text, boolean masks) {
    long[] nanos = new long[RUNS];
    long found = 0;
    for (int run = -WARM_UPS; run < RUNS; run++) {
      long from = THREADS.getCurrentThreadCpuTime();
      for (int i = 0; i < TEXTS; i++) {
        found += masks ? matcher.masked(text).length() : matcher.first(text).hashCode();
      }
      if (run >= 0) {
        nanos[run] = (THREADS.getCurrentThreadCpuTime() - from) / TEXTS;
      }
    }
    if (masks && found == 0) {
      throw new IllegalStateException("No text");
    }
    Arrays.sort(nanos);
    return nanos;
  }

  private static void report(String name, long[] nanos) {
    System.out.printf(
        "| %s | %.1f | %.1f |%n", name, nanos[RUNS / 2] / 1e3, nanos[RUNS * 99 / 100] / 1e3);
  }
}
