package io.votehub.image;

import io.votehub.image.ImageEncoder.Encoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A process that converts a picture and says the size of what comes out. */
final class ConvertedPicture {
  private ConvertedPicture() {}

  public static void main(String[] files) throws IOException {
    long decoded = Runtime.getRuntime().maxMemory() / 8;
    Encoded large =
        new ImageConverter(decoded, HeapRoom.ofThisProcess())
            .convert(Files.readAllBytes(Path.of(files[0])))
            .large();
    System.out.println(large.width() + " x " + large.height());
  }
}
