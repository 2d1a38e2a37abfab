package io.votehub.poll;

import io.votehub.poll.AccentColor.Ground;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;

/**
 * The looks of a room on all pages.
 *
 * @param accent as the presenter chose it; empty for that of Votehub
 * @param logo beside the room's title
 * @param rev incremented by every change, to detect concurrent changes; 0 if never set
 */
public record Theme(Optional<AccentColor> accent, Optional<Picture> logo, Mode mode, long rev) {
  /** The looks of Votehub. */
  public static final Theme NONE = new Theme(Optional.empty(), Optional.empty(), Mode.AUTO, 0);

  /** Whether pages are light or dark for who has not chosen it. */
  public enum Mode {
    /** As the device is set. */
    AUTO,
    LIGHT,
    DARK;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Mode> of(Object wire) {
      return EnumSet.allOf(Mode.class).stream().filter(each -> each.wire().equals(wire)).findAny();
    }

    /** The surfaces on which an accent is used as it was chosen. */
    Ground ground() {
      return this == DARK ? Ground.DARK : Ground.LIGHT;
    }
  }

  /** The later of two by revision. */
  public Theme orNewer(Theme other) {
    return other.rev > rev ? other : this;
  }

  /** The accent on light or dark surfaces: as chosen, or the nearest that can be read there. */
  public Optional<String> accentOn(Ground ground) {
    return accent.map(colour -> colour.nearestOn(ground).wire());
  }

  /**
   * This, if its accent can be read where it is used as it was chosen.
   *
   * @throws Refusal {@code bad-request} with the nearest one that can
   */
  public Theme requireReadable() {
    accent
        .filter(colour -> !colour.passesOn(mode.ground()))
        .ifPresent(
            colour -> {
              throw Refusal.field(
                  "/theme/accent",
                  String.format(
                      Locale.ROOT,
                      "Text in %s has a contrast of %.1f:1, and 4.5:1 is needed; the nearest colour"
                          + " that has it is %s",
                      colour.wire(),
                      Math.floor(colour.contrastOn(mode.ground()) * 10) / 10,
                      colour.nearestOn(mode.ground()).wire()));
            });
    return this;
  }
}
