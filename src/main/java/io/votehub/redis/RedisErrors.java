package io.votehub.redis;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a Redis answers that works but does not do, or not now, what it is asked. All of them pass
 * when an operator mends the server, so a call that meets one may be tried again.
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

  /** How a server older than 7 says, within a script, that the user may not do something. */
  private static final List<String> NOT_PERMITTED =
      List.of("ACL failure", "can't run this command", "can't access", "can't publish");

  private final String words;
  private final boolean wrongServer;
  private final Pattern pattern;

  RedisErrors(String words, boolean wrongServer) {
    this.words = words;
    this.wrongServer = wrongServer;
    // A script's error has the code first, or, before version 7, somewhere behind the script's
    // name.
    this.pattern = Pattern.compile("(?:^|[ :]-?)" + name() + " ");
  }

  /** What an error of Redis says; nothing if it is of another kind. */
  static Optional<RedisErrors> of(String message) {
    if (message == null) {
      return Optional.empty();
    }
    if (NOT_PERMITTED.stream().anyMatch(message::contains)) {
      return Optional.of(NOPERM);
    }
    return Arrays.stream(values()).filter(each -> each.pattern.matcher(message).find()).findFirst();
  }

  /** Whether another server may be the one to ask, so that a new connection may help. */
  boolean isWrongServer() {
    return wrongServer;
  }

  /** For people, after "Redis does not count: ". */
  String words() {
    return words;
  }
}
