package io.votehub.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * What the big screen of a room shows. Presenters set it on any device.
 *
 * @param shows the kind of content
 * @param what identifies the content if there are several of its kind, such as the id of a poll
 * @param pause the break if there is one
 * @param rev incremented by every change, to detect concurrent changes; 0 if never set
 */
public record Stage(Shows shows, Optional<String> what, Optional<Break> pause, long rev) {
  /** The stage of a room whose presenters have never set it. */
  public static final Stage FOLLOW = new Stage(Shows.FOLLOW, 0);

  /** The kinds of content. */
  public enum Shows {
    /** The newest open poll, else the poll closed last, else the lobby. */
    FOLLOW("follow"),
    POLL("poll"),
    /** A closed ranked poll counted by every rule. */
    COMPARE("compare"),
    /** How the result of a closed poll came about. */
    REPLAY("replay"),
    /** Questions from the floor. */
    QUESTIONS("questions"),
    /** How to join the room. */
    LOBBY("lobby"),
    /** Nothing. */
    BLANK("blank"),
    /** The scores of a quiz. */
    LEADERBOARD("leaderboard"),
    /** A break and its clock; phones show it, too. */
    BREAK("break");

    private static final String ALL =
        EnumSet.allOf(Shows.class).stream()
            .map(each -> "'" + each.wire + "'")
            .collect(Collectors.joining(", "));

    private final String wire;

    Shows(String wire) {
      this.wire = wire;
    }

    /** The name of the field in requests and messages. */
    public String wire() {
      return wire;
    }

    /** Whether content of this kind has to be identified. */
    public boolean isNamed() {
      return this == POLL || this == COMPARE || this == REPLAY;
    }

    private static Optional<Shows> of(String wire) {
      return EnumSet.allOf(Shows.class).stream().filter(each -> each.wire.equals(wire)).findAny();
    }
  }

  /** A stage with content that needs no more description than its kind. */
  public Stage(Shows shows, long rev) {
    this(shows, Optional.empty(), Optional.empty(), rev);
  }

  /**
   * Reads a presenter's request: an object with exactly one content field, such as {@code {"poll":
   * ID}} or {@code {"lobby": true}}, beside {@code others}. The revision of the result is 0.
   *
   * @param others names of fields with another meaning
   * @param now by the hub's clock, UTC milliseconds since the epoch
   * @throws Refusal {@code bad-request} with all faults and their locations
   */
  public static Stage read(Map<String, ?> json, Collection<String> others, long now) {
    ValidationErrors faults = new ValidationErrors();
    List<Stage> found = new ArrayList<>();
    json.forEach(
        (name, value) -> {
          Optional<Shows> shows = Shows.of(name);
          if (shows.isPresent()) {
            found.add(read(shows.get(), value, now, faults));
          } else if (!others.contains(name)) {
            faults.add("/" + JsonPointer.escape(name), "Unknown field");
          }
        });
    faults.throwIfAny();
    if (found.size() != 1) {
      throw Refusal.field("", "Must have exactly one of " + Shows.ALL);
    }
    return found.get(0);
  }

  private static Stage read(Shows shows, Object value, long now, ValidationErrors faults) {
    if (shows.isNamed() && value instanceof String what) {
      return new Stage(shows, Optional.of(what), Optional.empty(), 0);
    }
    if (shows == Shows.BREAK) {
      return readBreak(value, now, faults);
    }
    if (shows.isNamed() || !Boolean.TRUE.equals(value)) {
      faults.add("/" + shows.wire, shows.isNamed() ? "Must be an id" : "Must be true");
    }
    return new Stage(shows, 0);
  }

  private static Stage readBreak(Object value, long now, ValidationErrors faults) {
    if (value instanceof Map<?, ?> json) {
      try {
        return ofBreak(Break.read(json, now));
      } catch (Refusal refusal) {
        faults.add("/" + Shows.BREAK.wire, refusal);
      }
    } else {
      faults.add("/" + Shows.BREAK.wire, "Must be an object");
    }
    return FOLLOW;
  }

  /** A stage that shows a break, at revision 0. */
  public static Stage ofBreak(Break pause) {
    return new Stage(Shows.BREAK, Optional.empty(), Optional.of(pause), 0);
  }

  /** A stage that shows a poll, at revision 0. */
  public static Stage ofPoll(String id) {
    return new Stage(Shows.POLL, Optional.of(id), Optional.empty(), 0);
  }

  /**
   * The next stage with the wanted content; this stage if it already has that content.
   *
   * @param known the revision seen by the requester, to be checked if present
   * @throws Refusal {@code conflict} if it is not the revision of this stage
   */
  public Stage replacedBy(Stage wanted, OptionalLong known) {
    if (wanted.shows == shows && wanted.what.equals(what) && wanted.pause.equals(pause)) {
      return this;
    }
    if (known.isPresent() && known.getAsLong() != rev) {
      throw Refusal.of(ErrorCode.CONFLICT, "Somebody else has put something else on the screen");
    }
    return wanted.withRev(rev + 1);
  }

  /** The same content at another revision. */
  public Stage withRev(long newRev) {
    return new Stage(shows, what, pause, newRev);
  }

  /** The later of two stages by revision. */
  public Stage orNewer(Stage other) {
    return other.rev > rev ? other : this;
  }

  /** The id of the poll shown, if a poll is shown. */
  public Optional<String> poll() {
    return shows == Shows.POLL ? what : Optional.empty();
  }

  /**
   * Restores a stored stage. An unknown kind of a later version is read as {@link Shows#FOLLOW}.
   */
  static Stage kept(String shows, Optional<String> what, Break pause, long rev) {
    Shows kind = Shows.of(shows).orElse(Shows.FOLLOW);
    return new Stage(
        kind,
        kind.isNamed() ? what : Optional.empty(),
        kind == Shows.BREAK ? Optional.of(pause) : Optional.empty(),
        rev);
  }
}
