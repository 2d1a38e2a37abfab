package io.votehub.identity;

import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The log of security events, for intrusion detection. The logger {@code votehub.security} writes
 * lines of a fixed format: {@code event}, {@code outcome}, {@code reason}, {@code room}, {@code
 * address}, and {@code unwritten} if lines were suppressed; in the message, and as JSON fields.
 *
 * <p>Never contains a token, a name or a text that a client sent. Addresses are pseudonymised
 * unless the operator wants them plain: 12 hexadecimal digits that are the same on all instances
 * for one {@link AddressPrefix}, and cannot be reversed without the hub's key.
 *
 * <p>Rate-limited: at most {@value #LINES_PER_WINDOW} lines per minute for each combination of
 * event, outcome and reason. Further ones are counted, and the count is written within {@value
 * #CHECK_INTERVAL_MS} ms of the end of that minute. Thread-safe.
 */
public final class SecurityLog {
  /** The name of the logger, which is part of the contract with operators. */
  public static final String LOGGER = "votehub.security";

  static final int LINES_PER_WINDOW = 60;
  static final long WINDOW_NANOS = 60_000_000_000L;
  static final int CHECK_INTERVAL_MS = 10_000;
  private static final int DIGEST_DIGITS = 12;
  private static final String NONE = "-";

  /** How lines name the address that a request came from. */
  public enum Addresses {
    /** Nobody can tell whose it is. */
    PSEUDONYMS,
    /** For programs that ban addresses, such as fail2ban. */
    PLAIN
  }

  /** What happened or was attempted. */
  public enum Event {
    /** An invalid token was presented. */
    TOKEN("token"),
    /** A rate limit was exceeded. */
    LIMIT("limit"),
    /** A wrong passcode of a room was entered. */
    PASSCODE("passcode"),
    /** A wrong, old or used solution of a challenge was sent. */
    PROOF("proof"),
    /** New voters come faster than an audience does; from now on they are challenged. */
    FLOOD("flood"),
    /** A WebSocket was opened and nothing was done with it. */
    HANDSHAKE("handshake"),
    /** A page of an origin that is not allowed made a request. */
    ORIGIN("origin"),
    ROOM_DELETED("room-deleted"),
    POLL_DELETED("poll-deleted"),
    /** A poll's ballots were discarded. */
    POLL_RESET("poll-reset"),
    KEY_REPLACED("key-replaced"),
    /** Somebody was given a role in a room. */
    KEY_ADDED("key-added"),
    KEY_REVOKED("key-revoked"),
    /** Another program is told of what happens in the room. */
    WEBHOOK_ADDED("webhook-added"),
    WEBHOOK_REMOVED("webhook-removed"),
    /** The secret of a webhook was replaced. */
    WEBHOOK_ROTATED("webhook-rotated"),
    /** A presenter changed whom the room lets in. */
    ADMISSION_CHANGED("admission-changed"),
    /** A presenter removed a voter from the room. */
    VOTER_REMOVED("voter-removed"),
    /** Somebody tried to sign in, or to prove once more who they are. */
    SIGN_IN("sign-in"),
    PASSWORD_CHANGED("password-changed"),
    /** A second factor of an account was turned on or off, or its recovery codes were replaced. */
    FACTOR_CHANGED("factor-changed"),
    /** An account has another mail address. */
    MAIL_CHANGED("mail-changed"),
    /** The owner of an account asked for its erasure. */
    ERASURE_ASKED("erasure-asked");

    private final String word;

    Event(String word) {
      this.word = word;
    }
  }

  private enum Outcome {
    DONE("done"),
    REFUSED("refused");

    private final String word;

    Outcome(String word) {
      this.word = word;
    }
  }

  private record Kind(Event event, Outcome outcome, String reason) {}

  /** The lines of one kind in its current window. */
  private static final class Lines {
    private long windowEndsAt;
    private int written;
    private long unwritten;

    private Lines(long windowEndsAt) {
      this.windowEndsAt = windowEndsAt;
    }
  }

  private final Logger log = LoggerFactory.getLogger(LOGGER);
  private final RefusedPrefixes prefixes = new RefusedPrefixes();
  private final Map<Kind, Lines> kinds = new ConcurrentHashMap<>();
  private final HmacSha256 ofAddresses;
  private final Addresses addresses;
  private final LongSupplier nanoClock;
  private Vertx vertx;
  private long timer;

  /** With pseudonyms for addresses. */
  public SecurityLog(HubKey key) {
    this(key, Addresses.PSEUDONYMS);
  }

  public SecurityLog(HubKey key, Addresses addresses) {
    this(key, addresses, System::nanoTime);
  }

  SecurityLog(HubKey key, Addresses addresses, LongSupplier nanoClock) {
    this.addresses = addresses;
    this.ofAddresses = new HmacSha256(key.derive("votehub address"));
    this.nanoClock = nanoClock;
  }

  /** Starts to write the counts of suppressed lines at the end of their minute. */
  public void start(Vertx owner) {
    vertx = owner;
    timer = vertx.setPeriodic(CHECK_INTERVAL_MS, tick -> writeUnwritten(false));
  }

  /** Writes all remaining counts. */
  public void stop() {
    if (vertx != null) {
      vertx.cancelTimer(timer);
    }
    writeUnwritten(true);
  }

  /**
   * A request was refused.
   *
   * @param reason one of a small set of words, such as an error code of the contract
   * @param room the room's code; empty if there is none or it is unknown
   */
  public void refused(Event event, String reason, Optional<String> room, AddressPrefix from) {
    if (!from.equals(AddressPrefix.NONE)) {
      prefixes.count(pseudonym(from));
    }
    write(new Kind(event, Outcome.REFUSED, reason), room, from);
  }

  /** An authorised client did something irreversible. */
  public void done(Event event, String room, AddressPrefix from) {
    write(new Kind(event, Outcome.DONE, NONE), Optional.of(room), from);
  }

  /** The owner of an account did something that others may not do. */
  public void done(Event event, AddressPrefix from) {
    write(new Kind(event, Outcome.DONE, NONE), Optional.empty(), from);
  }

  /**
   * The hub did something irreversible of its own accord.
   *
   * @param reason one of a small set of words
   */
  public void doneByHub(Event event, String reason, String room) {
    write(new Kind(event, Outcome.DONE, reason), Optional.of(room), AddressPrefix.NONE);
  }

  /** From where requests were refused, lines that were not written included. */
  public RefusedPrefixes prefixes() {
    return prefixes;
  }

  private void write(Kind kind, Optional<String> room, AddressPrefix from) {
    long now = nanoClock.getAsLong();
    Lines lines = kinds.computeIfAbsent(kind, first -> new Lines(now + WINDOW_NANOS));
    long unwritten = 0;
    synchronized (lines) {
      if (now - lines.windowEndsAt >= 0) {
        unwritten = lines.unwritten;
        lines.unwritten = 0;
        lines.written = 0;
        lines.windowEndsAt = now + WINDOW_NANOS;
      }
      if (lines.written == LINES_PER_WINDOW) {
        lines.unwritten++;
        return;
      }
      lines.written++;
    }
    if (unwritten > 0) {
      line(kind, NONE, NONE, unwritten);
    }
    line(kind, room.orElse(NONE), name(from), 0);
  }

  private void writeUnwritten(boolean all) {
    long now = nanoClock.getAsLong();
    kinds.forEach(
        (kind, lines) -> {
          long unwritten = 0;
          synchronized (lines) {
            if (all || now - lines.windowEndsAt >= 0) {
              unwritten = lines.unwritten;
              lines.unwritten = 0;
            }
          }
          if (unwritten > 0) {
            line(kind, NONE, NONE, unwritten);
          }
        });
  }

  private void line(Kind kind, String room, String address, long unwritten) {
    StringBuilder text = new StringBuilder(120);
    LoggingEventBuilder line = log.atInfo();
    add(line, text, "event", kind.event.word);
    add(line, text, "outcome", kind.outcome.word);
    add(line, text, "reason", kind.reason);
    add(line, text, "room", room);
    add(line, text, "address", address);
    if (unwritten > 0) {
      add(line, text, "unwritten", unwritten);
    }
    line.log(text.toString());
  }

  private static void add(LoggingEventBuilder line, StringBuilder text, String name, Object value) {
    text.append(text.isEmpty() ? "" : " ").append(name).append('=').append(value);
    LoggingEventBuilder unused = line.addKeyValue(name, value);
  }

  private String name(AddressPrefix from) {
    if (from.equals(AddressPrefix.NONE)) {
      return NONE;
    }
    return addresses == Addresses.PLAIN ? from.text() : pseudonym(from);
  }

  private String pseudonym(AddressPrefix from) {
    return ofAddresses.hex(from.text()).substring(0, DIGEST_DIGITS);
  }
}
