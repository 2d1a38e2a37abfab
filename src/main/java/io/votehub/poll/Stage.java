package io.votehub.poll;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is on the big screen of a room. Presenters set it, on any device.
 *
 * @param shows the kind of thing that is shown
 * @param what names the thing where its kind has several, such as the id of a poll
 * @param rev grows with every change, so that of two presenters who change it at once one learns of
 *     the other; 0 where nobody has set it yet
 */
public record Stage(Shows shows, Optional<String> what, long rev) {
  /** As it is in a room whose presenters never said what to show. */
  public static final Stage FOLLOW = new Stage(Shows.FOLLOW, Optional.empty(), 0);

  /** The kinds of things that can be shown. */
  public enum Shows {
    /** The newest open poll, else the one that closed last, else the lobby. */
    FOLLOW("follow"),
    POLL("poll"),
    /** How to join. */
    LOBBY("lobby"),
    /** Nothing. */
    BLANK("blank");

    private final String wire;

    Shows(String wire) {
      this.wire = wire;
    }

    /** The name of the field by which requests and messages say it. */
    public String wire() {
      return wire;
    }

    /** Whether there are several of the kind, so that one has to be named. */
    public boolean isNamed() {
      return this == POLL;
    }

    private static Optional<Shows> of(String wire) {
      return EnumSet.allOf(Shows.class).stream().filter(each -> each.wire.equals(wire)).findAny();
    }
  }

  /**
   * Reads what a presenter wants to be shown: an object with one field beside those of others, such
   * as {@code {"poll": ID}} or {@code {"lobby": true}}. Its revision is not decided yet, and 0.
   *
   * @param others fields that mean something else
   * @throws Refusal {@code bad-request} with all faults, each with its place
   */
  public static Stage read(Map<String, ?> json, Collection<String> others) {
    ValidationErrors faults = new ValidationErrors();
    List<Stage> found = new ArrayList<>();
    json.forEach(
        (name, value) -> {
          Optional<Shows> shows = Shows.of(name);
          if (shows.isPresent()) {
            found.add(read(shows.get(), value, faults));
          } else if (!others.contains(name)) {
            faults.add("/" + JsonPointer.escape(name), "Unknown field");
          }
        });
    faults.throwIfAny();
    if (found.size() != 1) {
      throw Refusal.field("", "Must have exactly one of 'poll', 'lobby', 'blank' and 'follow'");
    }
    return found.get(0);
  }

  private static Stage read(Shows shows, Object value, ValidationErrors faults) {
    if (shows.isNamed() && value instanceof String what) {
      return new Stage(shows, Optional.of(what), 0);
    }
    if (shows.isNamed() || !Boolean.TRUE.equals(value)) {
      faults.add("/" + shows.wire, shows.isNamed() ? "Must be an id" : "Must be true");
    }
    return new Stage(shows, Optional.empty(), 0);
  }

  /**
   * The next stage, which shows what another does; this one if it shows that already.
   *
   * @param known the revision that whoever wants it has seen, if that is to be held against this
   * @throws Refusal {@code conflict} if that is not the revision of this one
   */
  public Stage replacedBy(Stage wanted, OptionalLong known) {
    if (wanted.shows == shows && wanted.what.equals(what)) {
      return this;
    }
    if (known.isPresent() && known.getAsLong() != rev) {
      throw Refusal.of(ErrorCode.CONFLICT, "Somebody else has put something else on the screen");
    }
    return new Stage(wanted.shows, wanted.what, rev + 1);
  }

  /** This or the other, whichever is of the later change. */
  public Stage orNewer(Stage other) {
    return other.rev > rev ? other : this;
  }

  /** The poll that is shown, if it is a poll. */
  public Optional<String> poll() {
    return shows == Shows.POLL ? what : Optional.empty();
  }

  /** As stores keep it. A kind that a later version knows is read as {@link Shows#FOLLOW}. */
  static Stage kept(String shows, Optional<String> what, long rev) {
    Shows kind = Shows.of(shows).orElse(Shows.FOLLOW);
    return new Stage(kind, kind.isNamed() ? what : Optional.empty(), rev);
  }
}
