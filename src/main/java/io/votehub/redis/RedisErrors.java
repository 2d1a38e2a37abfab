package io.votehub.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Error replies of a Redis that is reachable but refuses a command. All of them disappear when an
 * operator repairs the server, so a failed call may be retried.
 */
enum RedisErrors {
  READONLY("it is a replica", true),
  NOREPLICAS("too few replicas are connected for min-replicas-to-write", true),
  LOADING("it is loading its data", true),
  MASTERDOWN("it is a replica without its primary", true),
  CLUSTERDOWN("the cluster does not serve", true),
  UNBLOCKED("it has become a replica", true),
  OOM("its memory is full (maxmemory)", false),
  MISCONF("it cannot save to disk (stop-writes-on-bgsave-error)", false),
  NOPERM("the user of redis.uri may not do that", false),
  NOAUTH("it wants a login", false),
  BUSY("a script of somebody runs too long", false),
  TRYAGAIN("the cluster moves the keys", false);

  /** How servers older than 7 report, within a script, that the user lacks a permission. */
  private static final List<String> NOT_PERMITTED =
      List.of("ACL failure", "can't run this command", "can't access", "can't publish");

  private final String words;
  private final boolean wrongServer;
  private final Pattern pattern;

  RedisErrors(String words, boolean wrongServer) {
    this.words = words;
    this.wrongServer = wrongServer;
    // The error of a script begins with the code or, before version 7, contains it after the
    // script's name.
    this.pattern = Pattern.compile("(?:^|[ :]-?)" + name() + " ");
  }

  /** Classifies an error message; empty if it is of another kind. */
  static Optional<RedisErrors> of(String message) {
    if (message == null) {
      return Optional.empty();
    }
    if (NOT_PERMITTED.stream().anyMatch(message::contains)) {
      return Optional.of(NOPERM);
    }
    return Arrays.stream(values()).filter(each -> each.pattern.matcher(message).find()).findFirst();
  }

  /** Whether the primary may be another server, so that reconnecting may help. */
  boolean isWrongServer() {
    return wrongServer;
  }

  /** For log lines and messages, after "Redis does not count: ". */
  String words() {
    return words;
  }
}
