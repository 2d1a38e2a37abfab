package io.votehub.poll;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/**
 * An accent colour, and whether text in it can be read. It is text and the ground of text on all
 * surfaces of the pages, so it needs a contrast of 4.5:1 (WCAG 2.2, 1.4.3) to each of them. No
 * colour has that to light and dark surfaces at once; so each mode has its own.
 *
 * @param rgb 24 bits
 */
public record AccentColor(int rgb) {
  /** The least contrast of text. */
  public static final double MIN_CONTRAST = 4.5;

  private static final int STEPS = 256;

  /** Light or dark surfaces. */
  @SuppressWarnings("ImmutableEnumChecker") // lists made by List.of
  public enum Ground {
    /** Paper, card and sunken surfaces of {@code tokens.css}. */
    LIGHT(List.of(0xFAF7F1, 0xFFFFFF, 0xF1EDE4), 0x000000, 0.08, 0xFFFFFF),
    DARK(List.of(0x171613, 0x201F1C, 0x0F0E0C), 0xFFFFFF, 0.14, 0x201F1C);

    private final List<Integer> surfaces;
    private final int towards;
    private final double washShare;
    private final int washGround;

    Ground(List<Integer> surfaces, int towards, double washShare, int washGround) {
      this.surfaces = surfaces;
      this.towards = towards;
      this.washShare = washShare;
      this.washGround = washGround;
    }
  }

  /** Reads {@code #rrggbb}. */
  public static Optional<AccentColor> read(String text) {
    return text.matches("#[0-9a-fA-F]{6}")
        ? Optional.of(new AccentColor(Integer.parseInt(text.substring(1), 16)))
        : Optional.empty();
  }

  /** The colour as {@code #rrggbb}. */
  public String wire() {
    return String.format(Locale.ROOT, "#%06x", rgb);
  }

  /** Its least contrast to the surfaces of a ground, and to a wash of itself on it. */
  public double contrastOn(Ground ground) {
    double least = contrast(rgb, mixed(ground.washGround, rgb, ground.washShare));
    for (int surface : ground.surfaces) {
      least = Math.min(least, contrast(rgb, surface));
    }
    return least;
  }

  public boolean passesOn(Ground ground) {
    return contrastOn(ground) >= MIN_CONTRAST;
  }

  /** The nearest colour of the same hue that passes: this one, or a darker or lighter one. */
  public AccentColor nearestOn(Ground ground) {
    for (int step = 0; step < STEPS; step++) {
      AccentColor mixed = new AccentColor(mixed(rgb, ground.towards, step / (double) (STEPS - 1)));
      if (mixed.passesOn(ground)) {
        return mixed;
      }
    }
    return new AccentColor(ground.towards);
  }

  private static int mixed(int from, int to, double share) {
    IntUnaryOperator channel =
        shift -> {
          int a = from >> shift & 0xFF;
          int b = to >> shift & 0xFF;
          return (int) Math.round(a + (b - a) * share) << shift;
        };
    return channel.applyAsInt(16) | channel.applyAsInt(8) | channel.applyAsInt(0);
  }

  /** The contrast of WCAG, 1 to 21. */
  static double contrast(int one, int other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(int colour) {
    return 0.2126 * linear(colour >> 16) + 0.7152 * linear(colour >> 8) + 0.0722 * linear(colour);
  }

  private static double linear(int channel) {
    double value = (channel & 0xFF) / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
