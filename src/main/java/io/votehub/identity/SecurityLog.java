package io.votehub.identity;

import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * What matters to whoever looks for attacks, in lines of a fixed form by the logger {@code
 * votehub.security}: {@code event}, {@code outcome}, {@code reason}, {@code room}, {@code address},
 * and {@code unwritten} where lines were left out; as words of the message, and as fields in JSON.
 *
 * <p>Never holds a token, a name or a text that somebody sent. An address is written as 12
 * hexadecimal digits that are the same on all instances and for one {@link AddressPrefix}, and from
 * which it cannot be found without the hub's key.
 *
 * <p>Bounded: of one event with one outcome and reason at most {@value #LINES_A_WINDOW} lines a
 * minute are written, and the others counted; the number follows within {@value #LOOK_EVERY_MS} ms
 * of the end of that minute. Safe from any thread.
 */
public final class SecurityLog {
  /** The name of the logger, which operators may rely on. */
  public static final String LOGGER = "votehub.security";

  static final int LINES_A_WINDOW = 60;
  static final long WINDOW_NANOS = 60_000_000_000L;
  static final int LOOK_EVERY_MS = 10_000;
  private static final int DIGEST_DIGITS = 12;
  private static final String NONE = "-";

  /** What happened, or was tried. */
  public enum Event {
    /** A token was shown that is worth nothing here. */
    TOKEN("token"),
    /** Somebody asked for more than a limit allows. */
    LIMIT("limit"),
    /** A page of another site wanted something. */
    ORIGIN("origin"),
    ROOM_DELETED("room-deleted"),
    POLL_DELETED("poll-deleted"),
    /** A poll's ballots were thrown away. */
    POLL_RESET("poll-reset"),
    KEY_REPLACED("key-replaced");

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

  /** The lines of one kind in its present window. */
  private static final class Lines {
    private long windowEndsAt;
    private int written;
    private long unwritten;

    private Lines(long windowEndsAt) {
      this.windowEndsAt = windowEndsAt;
    }
  }

  private final Logger log = LoggerFactory.getLogger(LOGGER);
  private final Map<Kind, Lines> kinds = new ConcurrentHashMap<>();
  private final SecretKeySpec addressKey;
  private final LongSupplier nanoClock;
  private Vertx vertx;
  private long timer;

  public SecurityLog(HubKey key) {
    this(key, System::nanoTime);
  }

  SecurityLog(HubKey key, LongSupplier nanoClock) {
    this.addressKey = new SecretKeySpec(key.derive("votehub address"), "HmacSHA256");
    this.nanoClock = nanoClock;
  }

  /** From now on counts of unwritten lines are told when their minute is over. */
  public void start(Vertx owner) {
    vertx = owner;
    timer = vertx.setPeriodic(LOOK_EVERY_MS, tick -> tellUnwritten(false));
  }

  /** Tells all counts that are left. */
  public void stop() {
    if (vertx != null) {
      vertx.cancelTimer(timer);
    }
    tellUnwritten(true);
  }

  /**
   * Something was refused.
   *
   * @param reason one of few words of the hub's own, such as a code of the contract
   * @param room the room's code; nothing if there is none, or it is not known
   */
  public void refused(Event event, String reason, Optional<String> room, AddressPrefix from) {
    write(new Kind(event, Outcome.REFUSED, reason), room, from);
  }

  /** Somebody did what they were allowed to do, and it cannot be undone. */
  public void done(Event event, String room, AddressPrefix from) {
    write(new Kind(event, Outcome.DONE, NONE), Optional.of(room), from);
  }

  /**
   * The hub did something by itself that cannot be undone.
   *
   * @param reason one of few words of the hub's own
   */
  public void doneByHub(Event event, String reason, String room) {
    write(new Kind(event, Outcome.DONE, reason), Optional.of(room), AddressPrefix.NONE);
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
      if (lines.written == LINES_A_WINDOW) {
        lines.unwritten++;
        return;
      }
      lines.written++;
    }
    if (unwritten > 0) {
      line(kind, NONE, NONE, unwritten);
    }
    line(kind, room.orElse(NONE), pseudonym(from), 0);
  }

  private void tellUnwritten(boolean all) {
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

  private String pseudonym(AddressPrefix from) {
    if (from.equals(AddressPrefix.NONE)) {
      return NONE;
    }
    try {
      Mac mac = Mac.getInstance(addressKey.getAlgorithm());
      mac.init(addressKey);
      byte[] sum = mac.doFinal(from.text().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum).substring(0, DIGEST_DIGITS);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has HmacSHA256", impossible);
    }
  }
}
