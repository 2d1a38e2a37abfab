package io.votehub.poll;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Fields of plain JSON values that this version or an earlier one has written. */
final class JsonFields {
  private JsonFields() {}

  static String text(Map<String, ?> json, String name) {
    return (String) json.get(name);
  }

  static List<String> texts(Map<String, ?> json, String name) {
    return ((List<?>) json.get(name)).stream().map(String.class::cast).toList();
  }

  static long number(Map<String, ?> json, String name) {
    return ((Number) json.get(name)).longValue();
  }

  static OptionalLong at(Map<String, ?> json, String name) {
    return json.containsKey(name) ? OptionalLong.of(number(json, name)) : OptionalLong.empty();
  }

  @SuppressWarnings("unchecked")
  static Map<String, ?> object(Map<String, ?> json, String name) {
    return (Map<String, ?>) json.get(name);
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, ?>> list(Map<String, ?> json, String name) {
    return (List<Map<String, ?>>) json.get(name);
  }
}
