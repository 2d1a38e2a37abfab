package io.votehub.image;

import io.votehub.image.ImageSource.Format;
import io.votehub.poll.Refusal;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** Decodes the pixels of pictures, upright, within a bound on memory. Blocking. Stateless. */
final class ImageDecoder {
  /** Heap bytes of a decoded pixel, at most: four samples of 16 bits. */
  private static final int PIXEL_BYTES = 8;

  private static final int JPEG_PIXEL_BYTES = 3;
  private static final int ARGB_BYTES = 4;

  private final long maxPixels;

  /**
   * @param maxBytes of the heap that decoded pixels may take; larger pictures are decoded at a
   *     fraction of their size
   */
  ImageDecoder(long maxBytes) {
    this.maxPixels = maxBytes / PIXEL_BYTES;
  }

  /**
   * The picture as ARGB, fitted into a square.
   *
   * @param side of the square, in pixels; smaller pictures keep their size
   * @throws Refusal {@code bad-image} if it cannot be decoded
   */
  BufferedImage decode(ImageSource source, int side) {
    BufferedImage decoded = subsampled(source);
    double scale = Math.min(1, side / (double) Math.max(source.width(), source.height()));
    int width = Math.max(1, (int) Math.round(source.width() * scale));
    int height = Math.max(1, (int) Math.round(source.height() * scale));
    return upright(scaled(plain(decoded), width, height), source.orientation());
  }

  private BufferedImage subsampled(ImageSource source) {
    ImageReader reader = ImageIO.getImageReadersByFormatName(source.format().name()).next();
    try (MemoryCacheImageInputStream in =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(source.bytes()))) {
      reader.setInput(in, true, false);
      ImageReadParam parameters = reader.getDefaultReadParam();
      int step = step(source);
      parameters.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, parameters);
    } catch (IOException | RuntimeException fault) {
      // Decoders throw exceptions of all kinds at damaged files.
      throw ImageFault.damaged();
    } finally {
      reader.dispose();
    }
  }

  /** Heap bytes that decoding takes at most: each pixel as decoded, and drawn. */
  long heapBytes(ImageSource source) {
    int step = step(source);
    long pixels = parts(source.width(), step) * parts(source.height(), step);
    int bytes = source.format() == Format.JPEG ? JPEG_PIXEL_BYTES : PIXEL_BYTES;
    return pixels * (bytes + ARGB_BYTES);
  }

  private int step(ImageSource source) {
    int step = 1;
    while (parts(source.width(), step) * parts(source.height(), step) > maxPixels) {
      step++;
    }
    return step;
  }

  private static long parts(int length, int step) {
    return ((long) length + step - 1) / step;
  }

  /**
   * The same in a colour model that is drawn fast and without a change of its colours: Java draws
   * grey values of some kinds as if they were linear light.
   */
  private static BufferedImage plain(BufferedImage image) {
    ColorModel model = image.getColorModel();
    if (model instanceof IndexColorModel || model.getNumColorComponents() != 1) {
      return image;
    }
    Raster raster = image.getRaster();
    int shift = model.getComponentSize(0) - 8;
    int[] pixels = new int[raster.getNumBands() * image.getWidth()];
    int[] row = new int[image.getWidth()];
    BufferedImage result =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < image.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, row.length, 1, pixels);
      for (int x = 0; x < row.length; x++) {
        int at = x * raster.getNumBands();
        int grey = eightBits(pixels[at], shift);
        int alpha = raster.getNumBands() > 1 ? eightBits(pixels[at + 1], shift) : 0xFF;
        row[x] = alpha << 24 | grey << 16 | grey << 8 | grey;
      }
      result.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return result;
  }

  private static int eightBits(int value, int shift) {
    if (shift >= 0) {
      return value >> shift;
    }
    int most = (1 << (8 + shift)) - 1;
    return value * 0xFF / most;
  }

  /** Halves it as often as possible first, so that each pixel counts. */
  private static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage now = image;
    while (now.getWidth() >= 2 * width
        && now.getHeight() >= 2 * height
        && now.getWidth() > 1
        && now.getHeight() > 1) {
      now = drawn(now, now.getWidth() / 2, now.getHeight() / 2);
    }
    return drawn(now, width, height);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    // Premultiplied, so that the colour of what is transparent does not bleed.
    BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D graphics = result.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return result;
  }

  private static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation == 1) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    boolean turned = orientation >= 5;
    AffineTransform transform =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
          default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    BufferedImage result =
        new BufferedImage(
            turned ? height : width, turned ? width : height, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D graphics = result.createGraphics();
    graphics.drawImage(image, transform, null);
    graphics.dispose();
    return result;
  }

  /** A smaller copy that fits into a square; the same if it fits already. */
  static BufferedImage fitted(BufferedImage image, int side) {
    double scale = side / (double) Math.max(image.getWidth(), image.getHeight());
    return scale >= 1
        ? image
        : scaled(
            image,
            Math.max(1, (int) Math.round(image.getWidth() * scale)),
            Math.max(1, (int) Math.round(image.getHeight() * scale)));
  }
}
