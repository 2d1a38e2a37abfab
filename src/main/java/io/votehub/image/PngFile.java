package io.votehub.image;

import io.votehub.image.ImageSource.Format;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Set;

/**
 * Reads the structure of PNG files (ISO/IEC 15948). Only chunks without which there are no pixels
 * are kept, so that no compressed text or profile is ever inflated.
 */
final class PngFile {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final int HEADER = chunk("IHDR");
  private static final int END = chunk("IEND");
  private static final int PIXELS = chunk("IDAT");
  private static final int EXIF = chunk("eXIf");
  private static final Set<Integer> KEPT =
      Set.of(HEADER, chunk("PLTE"), chunk("tRNS"), PIXELS, END);
  private static final int HEADER_BYTES = 13;
  private static final int CRC_BYTES = 4;

  private PngFile() {}

  private static int chunk(String name) {
    return name.charAt(0) << 24 | name.charAt(1) << 16 | name.charAt(2) << 8 | name.charAt(3);
  }

  static boolean isOne(byte[] file) {
    return file.length >= SIGNATURE.length
        && Arrays.equals(file, 0, SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
  }

  static ImageSource read(byte[] file) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(file.length);
    kept.writeBytes(SIGNATURE);
    ByteReader in = new ByteReader(file, SIGNATURE.length);
    int width = 0;
    int height = 0;
    int orientation = 1;
    boolean pixels = false;
    while (true) {
      int start = in.at();
      int length = in.u31();
      int type = in.u16() << 16 | in.u16();
      int content = in.at();
      if ((start == SIGNATURE.length) != (type == HEADER)) {
        throw ImageFault.damaged();
      }
      if (type == HEADER) {
        if (length != HEADER_BYTES) {
          throw ImageFault.damaged();
        }
        width = in.u31();
        height = in.u31();
        ImageSource.requireSize(width, height);
        in.skip(length - 8);
      } else {
        in.skip(length);
      }
      if (type == EXIF) {
        orientation = ExifOrientation.of(in.bytes(content, content + length));
      }
      in.skip(CRC_BYTES);
      pixels |= type == PIXELS && length > 0;
      if (KEPT.contains(type)) {
        in.copy(start, in.at(), kept);
      }
      if (type == END) {
        break;
      }
    }
    if (!pixels) {
      throw ImageFault.damaged();
    }
    return new ImageSource(Format.PNG, kept.toByteArray(), width, height, orientation);
  }
}
