package io.votehub.limit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.votehub.identity.HubKey;
import io.votehub.redis.RedisLink;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Rate limits of expensive or abusable requests, per person and per address. A person is the bearer
 * of a token, or who is signed in; an address is a prefix ({@link Sender#from}). Joining, voting
 * and keeping connections open are never refused by address, because a whole audience may share
 * one; wrong codes are delayed, by at most 1.5 seconds.
 *
 * <p>On the embedded engine the state is in the memory of the instance, a few megabytes at most; in
 * a cluster it is in Redis, and in memory while Redis is away. Futures never fail, and complete on
 * any thread. Thread-safe.
 */
public final class RequestLimits {
  private static final long MAX_DELAY = TimeUnit.MILLISECONDS.toNanos(1500);

  /** A used solution is remembered for longer than it is valid. */
  private static final Rate ONCE = new Rate(1, Duration.ofSeconds(2 * ProofOfWork.VALID_S), 1);

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final Senders senders;
  private final Settings settings;
  private final MeterRegistry registry;
  private final LongSupplier clock;
  private final Optional<ClusterRateLimiter.Counters> counters;
  private final Limit roomsOfUnknown;
  private final Limit identitiesOfConnection;
  private final Limiter usedProofs;
  private volatile Map<LimitClass, LimitRule> rules = Map.of();
  private volatile Map<LimitClass, Map<LimitScope, Limit>> limits = Map.of();

  /**
   * What operators set.
   *
   * @param enabled whether any limit applies
   * @param roomsPerMinute rooms per minute of all clients together whose address is not known
   * @param rules what differs from the standard limits
   */
  public record Settings(boolean enabled, int roomsPerMinute, Map<LimitClass, LimitRule> rules) {
    public Settings {
      rules = Map.copyOf(rules);
    }
  }

  /** A limit, with the metric of what exceeds it. */
  private record Limit(LimitClass kind, Limiter limiter, Counter limited) {
    Future<Optional<RateLimitExceeded>> take(String who) {
      return limiter.take(who).map(this::exceeded);
    }

    /** Takes nothing. */
    Future<Optional<RateLimitExceeded>> peek(String who) {
      return limiter.peek(who).map(this::exceeded);
    }

    private Optional<RateLimitExceeded> exceeded(long wait) {
      if (wait == 0) {
        return Optional.empty();
      }
      limited.increment();
      long seconds = Math.max(1, (wait + SECOND - 1) / SECOND);
      return Optional.of(new RateLimitExceeded(kind.wire(), limiter.rate(), seconds));
    }

    Future<Long> takeAnyway(String who) {
      return limiter
          .takeAnyway(who, MAX_DELAY)
          .map(
              early -> {
                if (early > 0) {
                  limited.increment();
                }
                return early;
              });
    }
  }

  /** Limits of a single instance. */
  public RequestLimits(Senders senders, Settings settings, MeterRegistry registry) {
    this(senders, settings, registry, System::nanoTime, Optional.empty());
  }

  /** Limits that the instances of a cluster share. */
  public RequestLimits(
      Senders senders, Settings settings, MeterRegistry registry, RedisLink redis, HubKey key) {
    this(
        senders,
        settings,
        registry,
        System::nanoTime,
        Optional.of(ClusterRateLimiter.Counters.of(redis, key)));
  }

  RequestLimits(
      Senders senders,
      Settings settings,
      MeterRegistry registry,
      LongSupplier clock,
      Optional<ClusterRateLimiter.Counters> counters) {
    this.senders = senders;
    this.settings = settings;
    this.registry = registry;
    this.clock = clock;
    this.counters = counters;
    Rate unknown = Rate.of(settings.roomsPerMinute(), Duration.ofMinutes(1));
    roomsOfUnknown = limit(LimitClass.ROOMS, "hub", unknown);
    Rate each = LimitClass.IDENTITIES.standard().of(LimitScope.ADDRESS).orElseThrow();
    identitiesOfConnection = limit(LimitClass.IDENTITIES, "connection", each);
    usedProofs = limiter("proofs", ONCE);
    apply(Map.of());
  }

  /**
   * Replaces the limits that differ from the settings; a class that changes is counted anew.
   *
   * @param changed by class, in place of the settings
   */
  public synchronized void apply(Map<LimitClass, LimitRule> changed) {
    Map<LimitClass, LimitRule> wanted = new EnumMap<>(LimitClass.class);
    Map<LimitClass, Map<LimitScope, Limit>> made = new EnumMap<>(LimitClass.class);
    for (LimitClass kind : LimitClass.values()) {
      LimitRule set = settings.rules.getOrDefault(kind, kind.standard());
      LimitRule rule = changed.getOrDefault(kind, set);
      wanted.put(kind, rule);
      made.put(kind, rule.equals(rules.get(kind)) ? limits.get(kind) : limits(kind, rule));
    }
    rules = Map.copyOf(wanted);
    limits = Map.copyOf(made);
  }

  /** The limits that apply now. */
  public Map<LimitClass, LimitRule> rules() {
    return rules;
  }

  /** Whether any limit applies. */
  public boolean enabled() {
    return settings.enabled;
  }

  private Map<LimitScope, Limit> limits(LimitClass kind, LimitRule rule) {
    Map<LimitScope, Limit> made = new EnumMap<>(LimitScope.class);
    rule.rates().forEach((scope, rate) -> made.put(scope, limit(kind, scope.wire(), rate)));
    return made;
  }

  private Limit limit(LimitClass kind, String by, Rate rate) {
    Counter limited =
        Counter.builder("votehub.limited")
            .tag("class", kind.wire())
            .tag("by", by)
            .description(
                "Requests and messages over their rate limit, by kind and by who is limited")
            .register(registry);
    return new Limit(kind, limiter(kind.wire() + ' ' + by, rate), limited);
  }

  private Limiter limiter(String name, Rate rate) {
    SharedRateLimiter alone = new SharedRateLimiter(rate, clock);
    return counters
        .<Limiter>map(all -> new ClusterRateLimiter(all, name + ' ' + rate, alone))
        .orElse(alone);
  }

  /** Remembers used solutions of challenges, on all instances together where there are several. */
  public ProofOfWork.UsedProofs proofs() {
    return name -> usedProofs.take(name).map(wait -> wait == 0);
  }

  /** Determines who sends requests. */
  public Senders senders() {
    return senders;
  }

  private Optional<Limit> of(LimitClass kind, LimitScope scope) {
    return settings.enabled ? Optional.ofNullable(limits.get(kind).get(scope)) : Optional.empty();
  }

  private Future<Optional<RateLimitExceeded>> take(LimitClass kind, LimitScope scope, String who) {
    return of(kind, scope)
        .map(limit -> limit.take(who))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /**
   * Checks the limit for creating rooms.
   *
   * @param person names the bearer of a token; empty without one
   * @return the limit that was exceeded; empty if the room may be created
   */
  public Future<Optional<RateLimitExceeded>> room(Sender sender, Optional<String> person) {
    if (!settings.enabled) {
      return Future.succeededFuture(Optional.empty());
    }
    return person
        .map(who -> take(LimitClass.ROOMS, LimitScope.PERSON, who))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()))
        .compose(
            excess ->
                excess.isPresent()
                    ? Future.succeededFuture(excess)
                    : sender.isAlone()
                        ? take(LimitClass.ROOMS, LimitScope.ADDRESS, sender.from().text())
                        : roomsOfUnknown.take(""));
  }

  /** Checks the limit for requests of those who lead a room; empty if the request is allowed. */
  public Future<Optional<RateLimitExceeded>> lead(String person) {
    return take(LimitClass.LEADING, LimitScope.PERSON, person);
  }

  /** Checks the limit for requests about an account; empty if the request is allowed. */
  public Future<Optional<RateLimitExceeded>> account(String person) {
    return take(LimitClass.ACCOUNT, LimitScope.PERSON, person);
  }

  /** Checks the limit for requests of operators; empty if the request is allowed. */
  public Future<Optional<RateLimitExceeded>> operator(String person) {
    return take(LimitClass.OPERATORS, LimitScope.PERSON, person);
  }

  /**
   * Whether fewer wrong passwords, codes and links came from an address than the limit; empty if
   * so. Counts nothing.
   */
  public Future<Optional<RateLimitExceeded>> credentials(Sender sender) {
    return of(LimitClass.CREDENTIALS, LimitScope.ADDRESS)
        .filter(limit -> sender.isAlone())
        .map(limit -> limit.peek(sender.from().text()))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  /** Counts a wrong password, code or link, or a mail that was asked for. */
  public Future<Void> wrongCredentials(Sender sender) {
    return sender.isAlone()
        ? take(LimitClass.CREDENTIALS, LimitScope.ADDRESS, sender.from().text()).mapEmpty()
        : Future.succeededFuture();
  }

  /**
   * For how many milliseconds to delay the response to a wrong code of a room, of a member or of
   * the big screen.
   *
   * @param person names the sender apart from others at the same address, if that is possible
   */
  public Future<Long> wrongCode(Sender sender, Optional<String> person) {
    Future<Long> ofAddress =
        of(LimitClass.CODES, LimitScope.ADDRESS)
            .filter(limit -> sender.isAlone())
            .map(limit -> limit.takeAnyway(sender.from().text()))
            .orElseGet(() -> Future.succeededFuture(0L));
    Future<Long> ofPerson =
        person
            .flatMap(
                who -> of(LimitClass.CODES, LimitScope.PERSON).map(each -> each.takeAnyway(who)))
            .orElseGet(() -> Future.succeededFuture(0L));
    return Future.all(ofAddress, ofPerson)
        .map(both -> ms(Math.max(ofAddress.result(), ofPerson.result())));
  }

  /** How far a new voter exceeds what an audience needs. */
  public record Crowding(long ofAddressMs, long ofHubMs) {
    private static final Crowding NONE = new Crowding(0, 0);

    /** For how many milliseconds to delay the voter. */
    public long delayMs() {
      return Math.max(ofAddressMs, ofHubMs);
    }
  }

  /** Counts a new voter of a room. */
  public Future<Crowding> identity(Sender sender, String room) {
    if (!settings.enabled) {
      return Future.succeededFuture(Crowding.NONE);
    }
    Future<Long> ofAddress =
        sender.isAlone()
            ? crowding(LimitScope.ADDRESS, room + ' ' + sender.from().text())
            : identitiesOfConnection.takeAnyway(room + ' ' + sender.connection());
    Future<Long> ofHub =
        sender.isAlone() ? crowding(LimitScope.HUB, "") : Future.succeededFuture(0L);
    return Future.all(ofAddress, ofHub)
        .map(both -> new Crowding(ms(ofAddress.result()), ms(ofHub.result())));
  }

  private Future<Long> crowding(LimitScope scope, String who) {
    return of(LimitClass.IDENTITIES, scope)
        .map(limit -> limit.takeAnyway(who))
        .orElseGet(() -> Future.succeededFuture(0L));
  }

  private static long ms(long nanos) {
    return (nanos + 999_999) / 1_000_000;
  }
}
