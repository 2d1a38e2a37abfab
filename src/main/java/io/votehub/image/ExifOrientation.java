package io.votehub.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads the orientation in which a camera was held (EXIF 2.32, tag 0x0112). */
final class ExifOrientation {
  private static final int TAG = 0x0112;
  private static final int ENTRY_BYTES = 12;
  private static final int MOST = 8;

  private ExifOrientation() {}

  /**
   * The orientation, 1 to 8; 1 if the block has none or is damaged.
   *
   * @param tiff the block from its byte order on
   */
  static int of(byte[] tiff) {
    if (tiff.length < 8) {
      return 1;
    }
    ByteBuffer in = ByteBuffer.wrap(tiff);
    in.order(tiff[0] == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    int at = in.getInt(4);
    if (at < 0 || at > tiff.length - 2) {
      return 1;
    }
    int entries = in.getShort(at) & 0xFFFF;
    at += 2;
    for (int i = 0; i < entries && at <= tiff.length - ENTRY_BYTES; i++, at += ENTRY_BYTES) {
      if ((in.getShort(at) & 0xFFFF) == TAG) {
        int value = in.getShort(at + 8) & 0xFFFF;
        return value >= 1 && value <= MOST ? value : 1;
      }
    }
    return 1;
  }
}
