package io.votehub.http;

import java.util.List;
import java.util.Map;

/** Names browser and system in words that owners of accounts recognise in a list. */
final class Browsers {
  private static final int MAX_HEADER = 512;

  /** By what stands in the header; the first that does decides, as newer ones name older ones. */
  private static final List<Map.Entry<String, String>> BROWSERS =
      List.of(
          Map.entry("Edg", "Edge"),
          Map.entry("OPR/", "Opera"),
          Map.entry("Firefox/", "Firefox"),
          Map.entry("FxiOS/", "Firefox"),
          Map.entry("Chrome/", "Chrome"),
          Map.entry("CriOS/", "Chrome"),
          Map.entry("Safari/", "Safari"));

  private static final List<Map.Entry<String, String>> SYSTEMS =
      List.of(
          Map.entry("iPhone", "iPhone"),
          Map.entry("iPad", "iPad"),
          Map.entry("Android", "Android"),
          Map.entry("CrOS", "ChromeOS"),
          Map.entry("Windows", "Windows"),
          Map.entry("Mac OS X", "macOS"),
          Map.entry("Linux", "Linux"));

  private Browsers() {}

  /**
   * Such as {@code Firefox, Linux}; empty if it is not known.
   *
   * @param userAgent may be null
   */
  static String name(String userAgent) {
    if (userAgent == null || userAgent.length() > MAX_HEADER) {
      return "";
    }
    String browser = first(BROWSERS, userAgent);
    String system = first(SYSTEMS, userAgent);
    return browser.isEmpty() || system.isEmpty() ? browser + system : browser + ", " + system;
  }

  private static String first(List<Map.Entry<String, String>> names, String header) {
    return names.stream()
        .filter(each -> header.contains(each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("");
  }
}
