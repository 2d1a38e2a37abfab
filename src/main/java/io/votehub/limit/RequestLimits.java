package io.votehub.limit;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How often a person and an address may ask for what costs the hub or others something. A person is
 * who shows a token; an address is a prefix ({@link Sender#from}). Nobody is refused for an address
 * who joins, votes or keeps a socket open: a hall has one. What a hall does not do is slowed, by a
 * second and a half at most.
 *
 * <p>Kept in the memory of the instance, a few megabytes at most, so each instance of a cluster
 * allows as much. Safe from any thread.
 */
public final class RequestLimits {
  private static final Rate ROOMS_OF_PERSON = Rate.of(10, Duration.ofHours(1));
  private static final Rate ROOMS_OF_ADDRESS = Rate.of(480, Duration.ofHours(1));
  private static final Rate LEADING = new Rate(600, Duration.ofMinutes(15), 60);
  private static final Rate WRONG_CODES = Rate.of(20, Duration.ofMinutes(5));
  private static final Rate IDENTITIES = Rate.of(1200, Duration.ofMinutes(1));
  private static final Rate IDENTITIES_OF_HUB = Rate.of(5000, Duration.ofMinutes(1));
  private static final long MOST_DELAY = TimeUnit.MILLISECONDS.toNanos(1500);

  private final Senders senders;
  private final boolean enabled;
  private final SharedRateLimiter roomsOfPerson;
  private final SharedRateLimiter roomsOfAddress;
  private final SharedRateLimiter roomsOfUnknown;
  private final SharedRateLimiter leading;
  private final SharedRateLimiter wrongCodes;
  private final SharedRateLimiter identitiesOfAddress;
  private final SharedRateLimiter identitiesOfConnection;
  private final SharedRateLimiter identitiesOfHub;

  /**
   * @param enabled whether there are any
   * @param roomsPerMinute how many rooms are made in a minute for all together whose address is not
   *     known
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
    leading = new SharedRateLimiter("leading", "person", LEADING, clock, registry);
    wrongCodes = new SharedRateLimiter("codes", "address", WRONG_CODES, clock, registry);
    identitiesOfAddress =
        new SharedRateLimiter("identities", "address", IDENTITIES, clock, registry);
    identitiesOfConnection =
        new SharedRateLimiter("identities", "connection", IDENTITIES, clock, registry);
    identitiesOfHub =
        new SharedRateLimiter("identities", "hub", IDENTITIES_OF_HUB, clock, registry);
  }

  /** Tells who sends. */
  public Senders senders() {
    return senders;
  }

  /**
   * Somebody makes a room.
   *
   * @param person who shows a token; nothing for who shows none
   * @return nothing if it may be made
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

  /** A presenter's call; nothing if it may be made. */
  public Optional<RateLimitExceeded> lead(String person) {
    return enabled ? leading.take(buckets -> buckets.key(person, "")) : Optional.empty();
  }

  /** Somebody named a room that there is not; after how many milliseconds to say so. */
  public long wrongCode(Sender sender) {
    if (!enabled || !sender.isAlone()) {
      return 0;
    }
    String prefix = sender.from().text();
    return ms(wrongCodes.takeAnyway(buckets -> buckets.key(prefix, ""), MOST_DELAY));
  }

  /** Somebody new comes to a room; after how many milliseconds to let them in. */
  public long identity(Sender sender, String room) {
    if (!enabled) {
      return 0;
    }
    if (!sender.isAlone()) {
      return ms(
          identitiesOfConnection.takeAnyway(b -> b.key(sender.connection(), room), MOST_DELAY));
    }
    String prefix = sender.from().text();
    return ms(
        Math.max(
            identitiesOfAddress.takeAnyway(b -> b.key(prefix, room), MOST_DELAY),
            identitiesOfHub.takeAnyway(b -> b.key("", ""), MOST_DELAY)));
  }

  private static long ms(long nanos) {
    return (nanos + 999_999) / 1_000_000;
  }
}
