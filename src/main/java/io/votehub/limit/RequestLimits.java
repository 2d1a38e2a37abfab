package io.votehub.limit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Rate limits of expensive or abusable requests, per person and per address. A person is the bearer
 * of a token; an address is a prefix ({@link Sender#from}). Joining, voting and keeping connections
 * open are never refused by address, because a whole audience may share one; what is suspicious
 * there is delayed, by at most 1.5 seconds.
 *
 * <p>State is kept in the memory of the instance, a few megabytes at most, so the limits apply to
 * each instance of a cluster separately. Thread-safe.
 */
public final class RequestLimits {
  private static final Rate ROOMS_OF_PERSON = Rate.of(10, Duration.ofHours(1));
  private static final Rate ROOMS_OF_ADDRESS = Rate.of(480, Duration.ofHours(1));
  private static final Rate PRESENTING = new Rate(600, Duration.ofMinutes(15), 60);
  private static final Rate CREDENTIALS = Rate.of(300, Duration.ofMinutes(15));
  private static final Rate WRONG_CODES = Rate.of(20, Duration.ofMinutes(5));
  private static final Rate IDENTITIES = Rate.of(1200, Duration.ofMinutes(1));
  private static final Rate IDENTITIES_OF_HUB = Rate.of(5000, Duration.ofMinutes(1));
  private static final long MAX_DELAY = TimeUnit.MILLISECONDS.toNanos(1500);

  private final Senders senders;
  private final boolean enabled;
  private final SharedRateLimiter roomsOfPerson;
  private final SharedRateLimiter roomsOfAddress;
  private final SharedRateLimiter roomsOfUnknown;
  private final SharedRateLimiter presenting;
  private final SharedRateLimiter credentials;
  private final SharedRateLimiter wrongCodes;
  private final SharedRateLimiter identitiesOfAddress;
  private final SharedRateLimiter identitiesOfConnection;
  private final SharedRateLimiter identitiesOfHub;

  /**
   * @param enabled whether any limit applies
   * @param roomsPerMinute rooms per minute of all clients together whose address is not known
   */
  public RequestLimits(
      Senders senders, boolean enabled, int roomsPerMinute, MeterRegistry registry) {
    this(senders, enabled, roomsPerMinute, registry, System::nanoTime);
  }

  RequestLimits(
      Senders senders,
      boolean enabled,
      int roomsPerMinute,
      MeterRegistry registry,
      LongSupplier clock) {
    this.senders = senders;
    this.enabled = enabled;
    Rate unknown = Rate.of(roomsPerMinute, Duration.ofMinutes(1));
    roomsOfPerson = new SharedRateLimiter("rooms", "person", ROOMS_OF_PERSON, clock, registry);
    roomsOfAddress = new SharedRateLimiter("rooms", "address", ROOMS_OF_ADDRESS, clock, registry);
    roomsOfUnknown = new SharedRateLimiter("rooms", "hub", unknown, clock, registry);
    presenting = new SharedRateLimiter("leading", "person", PRESENTING, clock, registry);
    credentials = new SharedRateLimiter("credentials", "address", CREDENTIALS, clock, registry);
    wrongCodes = new SharedRateLimiter("codes", "address", WRONG_CODES, clock, registry);
    identitiesOfAddress =
        new SharedRateLimiter("identities", "address", IDENTITIES, clock, registry);
    identitiesOfConnection =
        new SharedRateLimiter("identities", "connection", IDENTITIES, clock, registry);
    identitiesOfHub =
        new SharedRateLimiter("identities", "hub", IDENTITIES_OF_HUB, clock, registry);
  }

  /** Determines the sender of a request. */
  public Senders senders() {
    return senders;
  }

  /**
   * Checks the limit for creating rooms.
   *
   * @param person names the bearer of a token; empty without one
   * @return the limit that was exceeded; empty if the room may be created
   */
  public Optional<RateLimitExceeded> room(Sender sender, Optional<String> person) {
    if (!enabled) {
      return Optional.empty();
    }
    return person
        .flatMap(who -> roomsOfPerson.take(buckets -> buckets.key(who, "")))
        .or(
            () ->
                sender.isAlone()
                    ? roomsOfAddress.take(b -> b.key(sender.from().text(), ""))
                    : roomsOfUnknown.take(b -> b.key("", "")));
  }

  /** Checks the limit for requests of a presenter; empty if the request is allowed. */
  public Optional<RateLimitExceeded> lead(String person) {
    return enabled ? presenting.take(buckets -> buckets.key(person, "")) : Optional.empty();
  }

  /**
   * Checks the limit for passwords, codes and links that are tried from an address; empty if the
   * request is allowed.
   */
  public Optional<RateLimitExceeded> credentials(Sender sender) {
    return enabled && sender.isAlone()
        ? credentials.take(buckets -> buckets.key(sender.from().text(), ""))
        : Optional.empty();
  }

  /** For how many milliseconds to delay the response to an unknown join code. */
  public long wrongCode(Sender sender) {
    if (!enabled || !sender.isAlone()) {
      return 0;
    }
    String prefix = sender.from().text();
    return ms(wrongCodes.takeAnyway(buckets -> buckets.key(prefix, ""), MAX_DELAY));
  }

  /** For how many milliseconds to delay the admission of a new voter. */
  public long identity(Sender sender, String room) {
    if (!enabled) {
      return 0;
    }
    if (!sender.isAlone()) {
      return ms(
          identitiesOfConnection.takeAnyway(b -> b.key(sender.connection(), room), MAX_DELAY));
    }
    String prefix = sender.from().text();
    return ms(
        Math.max(
            identitiesOfAddress.takeAnyway(b -> b.key(prefix, room), MAX_DELAY),
            identitiesOfHub.takeAnyway(b -> b.key("", ""), MAX_DELAY)));
  }

  private static long ms(long nanos) {
    return (nanos + 999_999) / 1_000_000;
  }
}
