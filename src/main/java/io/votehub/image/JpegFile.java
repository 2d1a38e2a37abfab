package io.votehub.image;

import io.votehub.image.ImageSource.Format;
import java.io.ByteArrayOutputStream;

/**
 * Reads the structure of JPEG files (ITU-T T.81). Only segments without which there are no pixels
 * are kept, and the Adobe marker, which tells the colour transform.
 */
final class JpegFile {
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COMMENT = 0xFE;

  /** Ordinary files have about ten; each one visits all coefficients again. */
  private static final int MAX_SCANS = 40;

  /** Files of several scans are decoded from a buffer of all coefficients, outside the heap. */
  private static final long MAX_BUFFERED_PIXELS = 16_000_000;

  private final ByteReader in;
  private final ByteArrayOutputStream kept;
  private int width;
  private int height;
  private int orientation = 1;
  private int scans;
  private boolean progressive;

  private JpegFile(byte[] file) {
    in = new ByteReader(file, 2);
    kept = new ByteArrayOutputStream(file.length);
    in.copy(0, 2, kept);
  }

  static boolean isOne(byte[] file) {
    return file.length > 3
        && (file[0] & 0xFF) == 0xFF
        && (file[1] & 0xFF) == SOI
        && (file[2] & 0xFF) == 0xFF;
  }

  static ImageSource read(byte[] file) {
    JpegFile jpeg = new JpegFile(file);
    jpeg.segments();
    return new ImageSource(
        Format.JPEG, jpeg.kept.toByteArray(), jpeg.width, jpeg.height, jpeg.orientation);
  }

  private void segments() {
    int marker = nextMarker();
    while (marker != EOI) {
      marker = segment(marker);
    }
    keepMarker(EOI);
    if (scans == 0) {
      throw ImageFault.damaged();
    }
    if ((progressive || scans > 1) && (long) width * height > MAX_BUFFERED_PIXELS) {
      throw ImageFault.tooManyPixels(MAX_BUFFERED_PIXELS);
    }
  }

  /** Reads a segment with what follows it; returns the next marker. */
  private int segment(int marker) {
    int start = in.at();
    int length = in.u16();
    int content = in.at();
    in.skip(length - 2);
    int end = in.at();
    if (isFrame(marker)) {
      frame(marker, content);
    } else if (marker == APP1) {
      exif(content, end);
    }
    if (!isDropped(marker)) {
      keepMarker(marker);
      in.copy(start, end, kept);
    }
    if (marker != SOS) {
      return nextMarker();
    }
    scans++;
    if (width == 0 || scans > MAX_SCANS) {
      throw ImageFault.damaged();
    }
    return entropyCoded(end);
  }

  private static boolean isDropped(int marker) {
    return (marker >= APP0 && marker <= APP15 && marker != APP14) || marker == COMMENT;
  }

  private void keepMarker(int marker) {
    kept.write(0xFF);
    kept.write(marker);
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
  }

  private void frame(int marker, int content) {
    if (marker > 0xC2) {
      throw ImageFault.unusual("a rare kind of JPEG compression");
    }
    if (width != 0) {
      throw ImageFault.damaged();
    }
    progressive = marker == 0xC2;
    byte[] header = in.bytes(content, in.at());
    if (header.length < 6) {
      throw ImageFault.damaged();
    }
    ByteReader fields = new ByteReader(header, 0);
    int precision = fields.u8();
    height = fields.u16();
    width = fields.u16();
    int components = fields.u8();
    ImageSource.requireSize(width, height);
    if (precision != 8) {
      throw ImageFault.unusual("more than 8 bits for each colour");
    }
    if (components != 1 && components != 3) {
      throw ImageFault.unusual("colours for printing (CMYK)");
    }
  }

  private void exif(int from, int to) {
    byte[] block = in.bytes(from, to);
    if (block.length > 6 && block[0] == 'E' && block[1] == 'x' && block[2] == 'i') {
      orientation = ExifOrientation.of(in.bytes(from + 6, to));
    }
  }

  private int nextMarker() {
    if (in.u8() != 0xFF) {
      throw ImageFault.damaged();
    }
    int marker = in.u8();
    while (marker == 0xFF) {
      marker = in.u8();
    }
    if (marker < 0xC0 || (marker >= 0xD0 && marker <= SOI)) {
      throw ImageFault.damaged();
    }
    return marker;
  }

  /** Keeps coded data as it is; returns the marker after it. */
  private int entropyCoded(int from) {
    while (true) {
      if (in.u8() != 0xFF) {
        continue;
      }
      int marker = in.u8();
      while (marker == 0xFF) {
        marker = in.u8();
      }
      boolean restart = marker >= 0xD0 && marker <= 0xD7;
      if (marker != 0 && !restart) {
        in.copy(from, in.at() - 2, kept);
        if (marker < 0xC0) {
          throw ImageFault.damaged();
        }
        return marker;
      }
    }
  }
}
