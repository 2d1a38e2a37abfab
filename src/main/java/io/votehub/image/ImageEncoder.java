package io.votehub.image;

import io.votehub.image.ImageSource.Format;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Encodes pictures within a number of bytes: as PNG what is transparent or was drawn, if it fits,
 * else as JPEG, on white, with as much quality as fits. Blocking. Stateless.
 */
final class ImageEncoder {
  private static final float[] QUALITIES = {0.88f, 0.8f, 0.7f, 0.6f, 0.45f};
  private static final double SHRINKING = 0.8;

  /** A form of a picture. */
  @SuppressWarnings("ArrayRecordComponent") // a picture is not copied, and never compared
  record Encoded(String mediaType, byte[] bytes, int width, int height) {}

  private ImageEncoder() {}

  /**
   * @param drawn whether the picture came without loss, so that it may consist of lines and text
   */
  static Encoded encode(BufferedImage image, boolean drawn, int maxBytes) {
    if (drawn) {
      byte[] png = png(image);
      if (png.length <= maxBytes) {
        return new Encoded("image/png", png, image.getWidth(), image.getHeight());
      }
    }
    BufferedImage now = opaque(image);
    while (true) {
      for (float quality : QUALITIES) {
        byte[] jpeg = jpeg(now, quality);
        if (jpeg.length <= maxBytes) {
          return new Encoded("image/jpeg", jpeg, now.getWidth(), now.getHeight());
        }
      }
      int side = (int) (Math.max(now.getWidth(), now.getHeight()) * SHRINKING);
      now = opaque(ImageDecoder.fitted(now, side));
    }
  }

  private static byte[] png(BufferedImage image) {
    BufferedImage plain =
        isTransparent(image) ? copy(image, BufferedImage.TYPE_INT_ARGB) : opaque(image);
    return written(Format.PNG, plain, -1);
  }

  private static boolean isTransparent(BufferedImage image) {
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      image.getRGB(0, y, row.length, 1, row, 0, row.length);
      for (int pixel : row) {
        if (pixel >>> 24 != 0xFF) {
          return true;
        }
      }
    }
    return false;
  }

  private static BufferedImage opaque(BufferedImage image) {
    return copy(image, BufferedImage.TYPE_INT_RGB);
  }

  private static BufferedImage copy(BufferedImage image, int type) {
    BufferedImage result = new BufferedImage(image.getWidth(), image.getHeight(), type);
    Graphics2D graphics = result.createGraphics();
    if (type == BufferedImage.TYPE_INT_RGB) {
      graphics.setColor(Color.WHITE);
      graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    }
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return result;
  }

  private static byte[] jpeg(BufferedImage image, float quality) {
    return written(Format.JPEG, image, quality);
  }

  private static byte[] written(Format format, BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format.name()).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (quality >= 0) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(quality);
      }
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
