package io.votehub.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Mutates valid messages and requests. */
final class Mutations {
  private final RandomGenerator random;

  Mutations(RandomGenerator random) {
    this.random = random;
  }

  <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /** The value with some of its parts removed, duplicated, renamed or swapped. */
  Object json(Object value) {
    if (chance(0.1)) {
      return oddValue();
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> copy = new LinkedHashMap<>();
      map.forEach(
          (name, each) -> {
            if (!chance(0.08)) {
              copy.put(chance(0.03) ? oddText(200) : (String) name, json(each));
            }
          });
      if (chance(0.05)) {
        copy.put(oddText(20), oddValue());
      }
      return copy;
    }
    if (value instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(each -> copy.addAll(Collections.nCopies(chance(0.05) ? 50 : 1, json(each))));
      return copy;
    }
    return value;
  }

  private Object oddValue() {
    return switch (random.nextInt(9)) {
      case 0 -> null;
      case 1 -> random.nextLong();
      case 2 -> -1;
      case 3 -> random.nextBoolean();
      case 4 -> List.of();
      case 5 -> Map.of();
      case 6 -> Collections.nCopies(random.nextInt(200), "a");
      case 7 -> nested(random.nextInt(40));
      default -> oddText(random.nextInt(5000));
    };
  }

  private static Object nested(int depth) {
    Object value = 1;
    for (int i = 0; i < depth; i++) {
      value = List.of(value);
    }
    return value;
  }

  String oddText(int length) {
    String piece =
        any(
            List.of(
                "a",
                "\u0301\u0316",
                "e\u0301",
                "\u0130",
                "\u03A3.",
                "\u200D",
                "\n",
                "\u0000",
                "\uD83D\uDC68\u200D",
                "\u202E",
                "'",
                "<b>",
                "../",
                "%00",
                "{{",
                "9",
                " "));
    return "x" + piece.repeat(length / piece.length());
  }

  /** Some bytes of a text changed, removed or duplicated. */
  byte[] bytes(byte[] of) {
    byte[] copy = of.clone();
    if (copy.length > 0 && chance(0.15)) {
      for (int i = random.nextInt(5); i >= 0; i--) {
        copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
      }
    }
    return copy.length > 0 && chance(0.05)
        ? java.util.Arrays.copyOf(copy, random.nextInt(copy.length))
        : copy;
  }
}
