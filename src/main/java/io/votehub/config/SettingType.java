package io.votehub.config;

import io.votehub.identity.WebOrigin;
import io.votehub.limit.LimitRule;
import io.votehub.limit.Network;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The type of a setting's value.
 *
 * @param expected completes the error message "expected …"
 * @param list whether the file may give the value as a list
 * @param secret whether the value must never be quoted, not even an invalid one
 * @param reader parses the text; empty if it is invalid
 */
record SettingType<T>(
    String expected, boolean list, boolean secret, Function<String, Optional<T>> reader) {
  private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");
  private static final Pattern FRACTION = Pattern.compile("[01](\\.[0-9]{1,12})?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,63}");

  private static final Pattern HOSTS =
      Pattern.compile("(\\*\\.)?([A-Za-z0-9-]{1,63}\\.)+[A-Za-z][A-Za-z0-9-]{0,62}");

  /** Goes into JSON as it is. */
  private static final Pattern CONTACT =
      Pattern.compile(
          "mailto:[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+|https://[A-Za-z0-9.:/_~-]+");

  private static <T> SettingType<T> plain(String expected, Function<String, Optional<T>> reader) {
    return new SettingType<>(expected, false, false, reader);
  }

  static SettingType<Integer> whole(int min, int max) {
    return plain(
        "a whole number from " + min + " to " + max,
        text ->
            Optional.of(text)
                .filter(WHOLE.asMatchPredicate())
                .map(Long::valueOf)
                .filter(number -> number >= min && number <= max)
                .map(Long::intValue));
  }

  /** A share: 0 for none, 1 for all. */
  static SettingType<Double> fraction() {
    return plain(
        "a number from 0 to 1",
        text ->
            Optional.of(text)
                .filter(FRACTION.asMatchPredicate())
                .map(Double::valueOf)
                .filter(number -> number <= 1));
  }

  static SettingType<Boolean> flag() {
    return plain(
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true" -> Optional.of(true);
              case "false" -> Optional.of(false);
              default -> Optional.empty();
            });
  }

  /** Limits of a class, by who is held to them. */
  static SettingType<LimitRule> rates() {
    return plain("limits such as 'person 10 in 1h; address 480 in 1h'", LimitRule::parse);
  }

  /** Text that is not blank. */
  static SettingType<String> text(String expected) {
    return plain(expected, text -> Optional.of(text).filter(given -> !given.isBlank()));
  }

  /** A name that needs no escaping anywhere. */
  static SettingType<String> name() {
    return plain(
        "1 to 64 letters, digits, '.', '_' or '-'",
        text -> Optional.of(text).filter(NAME.asMatchPredicate()));
  }

  static <E extends Enum<E>> SettingType<E> oneOf(Class<E> type) {
    List<E> values = Arrays.asList(type.getEnumConstants());
    return plain(
        "one of " + values.stream().map(SettingType::lower).collect(Collectors.joining(", ")),
        text -> values.stream().filter(value -> lower(value).equals(lower(text))).findFirst());
  }

  /** A value as an operator would write it; secrets are masked. */
  static String display(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().map(SettingType::display).collect(Collectors.joining(", "));
    }
    if (value instanceof Network network) {
      return network.text();
    }
    return value instanceof Enum<?> ? lower(value) : value.toString();
  }

  static String lower(Object value) {
    return value.toString().toLowerCase(Locale.ROOT);
  }

  static SettingType<Secret> secret(int minLength) {
    return new SettingType<>(
        "at least " + minLength + " characters",
        false,
        true,
        text -> Optional.of(text).filter(given -> given.length() >= minLength).map(Secret::new));
  }

  /** An address that may hold a password; what comes after its scheme is read by who uses it. */
  static SettingType<Secret> address(String... schemes) {
    Predicate<String> known =
        text -> Arrays.stream(schemes).anyMatch(scheme -> text.startsWith(scheme + "://"));
    return new SettingType<>(
        "an address that begins with " + String.join(":// or ", schemes) + "://",
        false,
        true,
        text -> Optional.of(text).filter(known).map(Secret::new));
  }

  /**
   * The address of a web site's root; a slash at its end is taken off. The pages and calls are not
   * served below a path, so links to one would lead nowhere.
   */
  static SettingType<String> webAddress() {
    return plain(
        "an http or https address without a path, such as https://vote.example.org",
        text ->
            uri(text)
                .filter(SettingType::isWeb)
                .filter(SettingType::isRoot)
                .map(uri -> text.replaceAll("/+$", "")));
  }

  /** The address by which an issuer of OpenID Connect calls itself, compared as it is. */
  static SettingType<String> issuer() {
    return plain(
        "an https address without a query, such as https://login.example.org/realms/staff",
        text ->
            uri(text)
                .filter(SettingType::isWeb)
                .filter(uri -> uri.getRawQuery() == null && uri.getRawFragment() == null)
                .map(uri -> text));
  }

  /** What stands between commas, without blanks and empty parts. */
  private static Stream<String> parts(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(part -> !part.isEmpty());
  }

  static SettingType<List<String>> origins() {
    return new SettingType<>(
        "origins such as https://slides.example.org, or * for any",
        true,
        false,
        text -> {
          List<String> parts = parts(text).toList();
          return Optional.of(parts).filter(all -> all.stream().allMatch(SettingType::isOrigin));
        });
  }

  /** Origins that are each named, in the form in which browsers write them. */
  static SettingType<List<String>> namedOrigins() {
    return new SettingType<>(
        "origins such as https://slides.example.org",
        true,
        false,
        text -> {
          List<Optional<String>> parts = parts(text).map(WebOrigin::parse).toList();
          return Optional.of(parts)
              .filter(all -> all.stream().allMatch(Optional::isPresent))
              .map(all -> all.stream().flatMap(Optional::stream).distinct().toList());
        });
  }

  static SettingType<List<Network>> networks() {
    return new SettingType<>(
        "addresses or networks such as 10.0.0.0/8",
        true,
        false,
        text -> {
          List<Optional<Network>> parts = parts(text).map(Network::parse).toList();
          return Optional.of(parts)
              .filter(all -> all.stream().allMatch(Optional::isPresent))
              .map(all -> all.stream().flatMap(Optional::stream).toList());
        });
  }

  /** Names of hosts; of those that begin with {@code *.} all below. */
  static SettingType<List<String>> hosts() {
    return new SettingType<>(
        "names of hosts such as fcm.googleapis.com or *.example.org",
        true,
        false,
        text -> {
          List<String> parts = parts(text).toList();
          return Optional.of(parts)
              .filter(all -> !all.isEmpty() && all.stream().allMatch(HOSTS.asMatchPredicate()));
        });
  }

  /** Where somebody can be reached. */
  static SettingType<String> contact() {
    return plain(
        "an address such as mailto:votes@example.org or https://example.org/contact",
        text -> Optional.of(text).filter(CONTACT.asMatchPredicate()));
  }

  private static boolean isOrigin(String text) {
    return text.equals("*")
        || uri(text).filter(SettingType::isWeb).filter(SettingType::isRoot).isPresent();
  }

  private static boolean isRoot(URI uri) {
    return uri.getRawQuery() == null
        && uri.getRawFragment() == null
        && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"));
  }

  private static boolean isWeb(URI uri) {
    return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        && uri.getHost() != null
        && uri.getRawUserInfo() == null;
  }

  private static Optional<URI> uri(String text) {
    try {
      return Optional.of(new URI(text));
    } catch (URISyntaxException fault) {
      return Optional.empty();
    }
  }
}
