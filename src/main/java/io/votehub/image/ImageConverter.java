package io.votehub.image;

import io.votehub.image.ImageEncoder.Encoded;
import io.votehub.image.ImageSource.Format;
import io.votehub.poll.Refusal;
import java.awt.image.BufferedImage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Makes both forms of a picture from the file that was sent. What comes out was encoded here from
 * pixels alone. Blocking; one picture at a time takes a bounded part of the heap.
 */
final class ImageConverter {
  private static final int LARGE_SIDE = 1600;
  private static final int SMALL_SIDE = 640;

  /** In base64 it fits into one record of a room. */
  private static final int LARGE_BYTES = 700 * 1024;

  private static final int SMALL_BYTES = 80_000;

  /** Of the large form and its copies while they are encoded. */
  private static final long ENCODING_BYTES = 24L << 20;

  private final ImageDecoder decoder;
  private final HeapRoom heap;

  /**
   * Both forms.
   *
   * @param id the SHA-256 of the large one
   */
  record Converted(String id, Encoded large, Encoded small) {
    int bytes() {
      return large.bytes().length + small.bytes().length;
    }
  }

  /**
   * @param maxBytes see {@link ImageDecoder}
   */
  ImageConverter(long maxBytes, HeapRoom heap) {
    this.decoder = new ImageDecoder(maxBytes);
    this.heap = heap;
  }

  /**
   * Converts a file.
   *
   * @throws Refusal {@code bad-image} or {@code too-large}, or {@code busy} if the heap has no room
   */
  Converted convert(byte[] file) {
    ImageSource source = ImageSource.read(file);
    heap.require(decoder.heapBytes(source) + source.bytes().length + ENCODING_BYTES);
    BufferedImage pixels = decoder.decode(source, LARGE_SIDE);
    boolean drawn = source.format() == Format.PNG;
    Encoded large = ImageEncoder.encode(pixels, drawn, LARGE_BYTES);
    Encoded small =
        ImageEncoder.encode(ImageDecoder.fitted(pixels, SMALL_SIDE), drawn, SMALL_BYTES);
    return new Converted(HexFormat.of().formatHex(sha256(large.bytes())), large, small);
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every JVM has SHA-256", impossible);
    }
  }
}
