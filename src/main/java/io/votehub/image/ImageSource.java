package io.votehub.image;

import io.votehub.poll.Refusal;

/**
 * A picture as it was sent, checked and reduced to what its pixels need: no metadata, no profile,
 * nothing behind its end. Its pixels are not decoded yet.
 *
 * @param format the name of its decoder
 * @param bytes the reduced file
 * @param orientation that of EXIF, 1 to 8; 1 if it has none
 */
@SuppressWarnings("ArrayRecordComponent") // a picture is not copied, and never compared
record ImageSource(Format format, byte[] bytes, int width, int height, int orientation) {
  static final long MAX_PIXELS = 50_000_000;

  /** A row of pixels is decoded as a whole. */
  private static final int MAX_SIDE = 30_000;

  /** The formats that are taken. */
  enum Format {
    JPEG,
    PNG
  }

  /**
   * Reads the structure of a file.
   *
   * @throws Refusal {@code bad-image} or {@code too-large}
   */
  static ImageSource read(byte[] file) {
    if (JpegFile.isOne(file)) {
      return JpegFile.read(file);
    }
    if (PngFile.isOne(file)) {
      return PngFile.read(file);
    }
    throw ImageFault.wrongType();
  }

  /** Refuses dimensions that cannot be decoded within bounds. */
  static void requireSize(int width, int height) {
    if (width <= 0 || height <= 0) {
      throw ImageFault.damaged();
    }
    if ((long) width * height > MAX_PIXELS || Math.max(width, height) > MAX_SIDE) {
      throw ImageFault.tooManyPixels(MAX_PIXELS);
    }
  }
}
