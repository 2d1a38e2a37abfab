package io.votehub.redis;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of Redis:
 *
 * <ul>
 *   <li>{@code redis://[user:password@]host[:port][/database]}, one server;
 *   <li>{@code redis-sentinel://[user:password@]host[:port],host[:port],…/NAME[/database]}, the
 *       primary that these sentinels know under that name; the login is the primary's;
 *   <li>{@code redis-cluster://[user:password@]host[:port],host[:port],…}, a Redis Cluster by some
 *       of its nodes.
 * </ul>
 *
 * <p>With TLS, the schemes begin with {@code rediss}. {@code toString} omits the login.
 */
public final class RedisUri {
  /** The topology. */
  enum Kind {
    SINGLE,
    SENTINEL,
    CLUSTER
  }

  /**
   * A server's address.
   *
   * @param host a name, an IPv4 address, or an IPv6 address in brackets
   */
  record Host(String host, int port) {
    @Override
    public String toString() {
      return host + ":" + port;
    }
  }

  private static final Pattern FORM =
      Pattern.compile("redis(?<tls>s?)(?:-(?<kind>sentinel|cluster))?://(?<rest>.*)");
  private static final Pattern UNRESERVED =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*");
  private static final Pattern HOST =
      Pattern.compile("(?<host>[A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+])(?::(?<port>[0-9]{1,5}))?");
  private static final Pattern DATABASE = Pattern.compile("[0-9]{1,5}");
  private static final int DEFAULT_PORT = 6379;
  private static final int MAX_PORT = 65_535;

  private final Kind kind;
  private final boolean tls;
  private final Optional<RedisLogin> login;
  private final List<Host> hosts;
  private final String primary;
  private final int database;

  private RedisUri(Matcher form) {
    String rest = form.group("rest");
    int at = rest.lastIndexOf('@');
    String place = rest.substring(at + 1);
    int slash = place.indexOf('/');
    kind = kind(form.group("kind"));
    tls = !form.group("tls").isEmpty();
    login = at < 0 ? Optional.empty() : Optional.of(login(rest.substring(0, at)));
    rejectParameters(place);
    hosts = hosts(slash < 0 ? place : place.substring(0, slash));
    String path = slash < 0 ? "" : place.substring(slash + 1);
    int second = path.indexOf('/');
    boolean named = kind == Kind.SENTINEL;
    primary = named ? primary(second < 0 ? path : path.substring(0, second)) : "";
    database = database(named ? (second < 0 ? "" : path.substring(second + 1)) : path);
    rejectUnsupportedParts();
  }

  /**
   * @throws IllegalArgumentException if the text has none of these forms; the message does not
   *     repeat the text, because it may contain a password
   */
  public static RedisUri parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "it must begin with redis://, redis-sentinel:// or redis-cluster://, or with rediss for"
              + " TLS");
    }
    return new RedisUri(form);
  }

  private static Kind kind(String name) {
    if (name == null) {
      return Kind.SINGLE;
    }
    return name.equals("sentinel") ? Kind.SENTINEL : Kind.CLUSTER;
  }

  private static RedisLogin login(String text) {
    if (!UNRESERVED.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "a character before the last @ must be percent-encoded: in user and password, write %23"
              + " for #, %2F for /, %3F for ?, %40 for @ and %25 for %");
    }
    int colon = text.indexOf(':');
    if (colon < 0 || colon == text.length() - 1) {
      throw new IllegalArgumentException(
          "a login has a password: redis://user:password@host, or redis://:password@host for the"
              + " default user");
    }
    String user = decoded(text.substring(0, colon));
    return new RedisLogin(
        Optional.of(user).filter(name -> !name.isEmpty()), decoded(text.substring(colon + 1)));
  }

  private static String decoded(String text) {
    // URLDecoder decodes forms, where a plus stands for a space.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static void rejectParameters(String place) {
    if (place.indexOf('?') >= 0 || place.indexOf('#') >= 0) {
      throw new IllegalArgumentException(
          "it takes no parameters after ? or #; if the character is of a password, percent-encode"
              + " it and put the login before an @");
    }
  }

  private static List<Host> hosts(String text) {
    List<Host> hosts = new ArrayList<>();
    for (String each : text.split(",", -1)) {
      Matcher form = HOST.matcher(each);
      int port =
          form.matches() && form.group("port") != null
              ? Integer.parseInt(form.group("port"))
              : DEFAULT_PORT;
      if (!form.matches() || port < 1 || port > MAX_PORT) {
        throw new IllegalArgumentException(
            "a host is missing or malformed: it is a name of letters, digits, '-' and '.', or an"
                + " address (IPv6 in brackets), and may have a port from 1 to 65535 after a colon");
      }
      hosts.add(new Host(form.group("host"), port));
    }
    return List.copyOf(hosts);
  }

  private static String primary(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "the name under which the sentinels know the primary is missing:"
              + " redis-sentinel://host:26379,…/NAME");
    }
    return name;
  }

  private static int database(String text) {
    if (!text.isEmpty() && !DATABASE.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "the database after the / must be a number, as in redis://host:6379/2");
    }
    return text.isEmpty() ? 0 : Integer.parseInt(text);
  }

  private void rejectUnsupportedParts() {
    if (kind == Kind.SINGLE && hosts.size() > 1) {
      throw new IllegalArgumentException(
          "more than one host needs redis-sentinel:// or redis-cluster://");
    }
    if (kind == Kind.CLUSTER && database > 0) {
      throw new IllegalArgumentException("a Redis Cluster has the database 0 alone");
    }
  }

  Kind kind() {
    return kind;
  }

  /** Whether TLS is used, for sentinels too. */
  public boolean tls() {
    return tls;
  }

  /** Whether the servers are found by sentinels. */
  public boolean hasSentinels() {
    return kind == Kind.SENTINEL;
  }

  /** The login of the servers, or of the primary behind sentinels. */
  public Optional<RedisLogin> login() {
    return login;
  }

  List<Host> hosts() {
    return hosts;
  }

  /** The name under which sentinels know the primary. */
  String primary() {
    return primary;
  }

  /** The number of the database. */
  public int database() {
    return database;
  }

  @Override
  public String toString() {
    return kind + " " + hosts;
  }
}
