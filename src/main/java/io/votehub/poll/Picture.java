package io.votehub.poll;

import java.util.regex.Pattern;

/**
 * A picture of a room as polls, options and looks refer to it.
 *
 * @param id the SHA-256 of what is kept of it, 64 hexadecimal digits
 * @param width of its larger form, in pixels; 0 if not looked up yet
 * @param height of its larger form, in pixels; 0 if not looked up yet
 * @param alt what it shows, for people who do not see it; may be empty
 */
public record Picture(String id, int width, int height, String alt) {
  /** The greatest length of {@code alt}. */
  public static final int MAX_ALT = 300;

  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  /** A picture as a request names it. */
  public static Picture named(String id, String alt) {
    return new Picture(id, 0, 0, alt);
  }

  /** Whether the text may be the id of a picture. */
  public static boolean isId(String text) {
    return ID.matcher(text).matches();
  }

  public Picture withSize(int newWidth, int newHeight) {
    return new Picture(id, newWidth, newHeight, alt);
  }
}
