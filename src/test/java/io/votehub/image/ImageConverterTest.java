package io.votehub.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.votehub.image.ImageConverter.Converted;
import io.votehub.image.ImageEncoder.Encoded;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageConverterTest {
  @TempDir Path folder;
  private final ImageConverter converter = new ImageConverter(32L << 20, HeapRoom.ofThisProcess());

  private static BufferedImage pixels(Encoded form) {
    try {
      return ImageIO.read(new ByteArrayInputStream(form.bytes()));
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static void assertColour(BufferedImage image, int x, int y, Color wanted) {
    Color found = new Color(image.getRGB(x, y));
    assertThat(found.getRed()).as("red at %d, %d", x, y).isCloseTo(wanted.getRed(), within(40));
    assertThat(found.getBlue()).as("blue at %d, %d", x, y).isCloseTo(wanted.getBlue(), within(40));
    assertThat(found.getGreen()).isCloseTo(wanted.getGreen(), within(40));
  }

  private void assertRefused(byte[] file, ErrorCode code) {
    assertThatThrownBy(() -> converter.convert(file))
        .isInstanceOfSatisfying(Refusal.class, no -> assertThat(no.code()).isEqualTo(code));
  }

  private static boolean contains(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).contains(text);
  }

  @Test
  void bothFormsHaveTheShapeOfThePictureAndFitTheirBounds() {
    Converted made = converter.convert(SamplePictures.jpeg(4000, 3000));

    assertThat(made.large().width()).isEqualTo(1600);
    assertThat(made.large().height()).isEqualTo(1200);
    assertThat(pixels(made.small()).getWidth()).isEqualTo(640);
    assertThat(pixels(made.small()).getHeight()).isEqualTo(480);
    assertThat(made.id()).matches("[0-9a-f]{64}");
    assertColour(pixels(made.large()), 10, 1100, Color.RED);
    assertColour(pixels(made.small()), 630, 400, Color.BLUE);
  }

  @Test
  void aPhotographFullOfDetailFitsItsBoundsToo() {
    BufferedImage noise = new BufferedImage(1600, 1600, BufferedImage.TYPE_INT_ARGB);
    Random random = new Random(7);
    for (int y = 0; y < noise.getHeight(); y++) {
      for (int x = 0; x < noise.getWidth(); x++) {
        noise.setRGB(x, y, random.nextInt());
      }
    }

    Encoded large = ImageEncoder.encode(noise, true, 700 * 1024);
    Encoded small = ImageEncoder.encode(ImageDecoder.fitted(noise, 640), true, 80_000);

    assertThat(large.bytes()).hasSizeLessThanOrEqualTo(700 * 1024);
    assertThat(small.bytes()).hasSizeLessThanOrEqualTo(80_000);
    assertThat(small.mediaType()).isEqualTo("image/jpeg");
  }

  @Test
  void aSmallPictureKeepsItsSize() {
    Converted made = converter.convert(SamplePictures.png(120, 40));

    assertThat(made.large().width()).isEqualTo(120);
    assertThat(made.small().height()).isEqualTo(40);
    assertThat(made.large().mediaType()).isEqualTo("image/png");
  }

  @Test
  void theSamePictureGetsTheSameId() {
    byte[] file = SamplePictures.jpeg(300, 200);

    assertThat(converter.convert(SamplePictures.held(file, 1)).id())
        .isEqualTo(converter.convert(file).id());
  }

  @ParameterizedTest(name = "orientation {0}: the corner is at {1}, {2}")
  @CsvSource({"1,0,0", "2,1,0", "3,1,1", "4,0,1", "5,0,0", "6,1,0", "7,1,1", "8,0,1"})
  void aPhotographIsShownAsTheCameraWasHeld(int orientation, int right, int low) {
    byte[] file = SamplePictures.held(SamplePictures.jpeg(800, 400), orientation);

    Converted made = converter.convert(file);

    boolean turned = orientation >= 5;
    assertThat(made.large().width()).isEqualTo(turned ? 400 : 800);
    BufferedImage image = pixels(made.large());
    int x = right == 1 ? image.getWidth() - 20 : 20;
    int y = low == 1 ? image.getHeight() - 20 : 20;
    assertColour(image, x, y, Color.WHITE);
    assertThat(contains(file, "GPS")).isTrue();
    assertThat(contains(made.large().bytes(), "GPS")).isFalse();
    assertThat(contains(made.large().bytes(), "Exif")).isFalse();
  }

  @Test
  void whatIsTransparentStaysSo() {
    BufferedImage logo = new BufferedImage(200, 100, BufferedImage.TYPE_INT_ARGB);
    logo.setRGB(50, 50, 0xFF00FF00);

    BufferedImage kept = pixels(converter.convert(SamplePictures.png(logo)).small());

    assertThat(kept.getRGB(0, 0) >>> 24).isZero();
    assertThat(kept.getRGB(50, 50)).isEqualTo(0xFF00FF00);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        BufferedImage.TYPE_BYTE_GRAY,
        BufferedImage.TYPE_USHORT_GRAY,
        BufferedImage.TYPE_BYTE_BINARY,
        BufferedImage.TYPE_BYTE_INDEXED
      })
  void greyAndIndexedPicturesKeepTheirColours(int type) {
    BufferedImage image = new BufferedImage(64, 64, type);
    for (int i = 0; i < 64 * 32; i++) {
      image.setRGB(i % 64, i / 64, 0xFFFFFFFF);
    }
    if (type == BufferedImage.TYPE_BYTE_GRAY) {
      image.getRaster().setSample(5, 40, 0, 128);
    }
    if (type == BufferedImage.TYPE_USHORT_GRAY) {
      image.getRaster().setSample(5, 40, 0, 128 << 8);
    }

    BufferedImage kept = pixels(converter.convert(SamplePictures.png(image)).large());

    assertColour(kept, 3, 3, Color.WHITE);
    assertColour(kept, 3, 60, Color.BLACK);
    if (type == BufferedImage.TYPE_BYTE_GRAY || type == BufferedImage.TYPE_USHORT_GRAY) {
      assertThat(kept.getRGB(5, 40) & 0xFF).isCloseTo(128, within(3));
    }
  }

  @Test
  void aProgressiveJpegIsTaken() {
    assertThat(converter.convert(SamplePictures.progressiveJpeg(900, 300)).large().width())
        .isEqualTo(900);
  }

  @Test
  void otherFilesAreRefusedWhateverTheyAreCalled() {
    for (String text : new String[] {"", "GIF89a…", "RIFF....WEBPVP8 ", "%PDF-1.7", "BM"}) {
      assertRefused(text.getBytes(StandardCharsets.UTF_8), ErrorCode.BAD_IMAGE);
    }
    assertRefused(
        "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8),
        ErrorCode.BAD_IMAGE);
  }

  @Test
  void aFileThatEndsTooEarlyIsRefused() {
    for (byte[] file :
        new byte[][] {
          SamplePictures.jpeg(200, 100),
          SamplePictures.png(200, 100),
          SamplePictures.progressiveJpeg(200, 100)
        }) {
      for (int length = 0; length < file.length - 1; length += 1 + file.length / 60) {
        assertRefused(Arrays.copyOf(file, length), ErrorCode.BAD_IMAGE);
      }
    }
  }

  @Test
  void dimensionsAreReadBeforePixels() {
    assertRefused(SamplePictures.hugePng(60_000, 60_000), ErrorCode.TOO_LARGE);
    assertRefused(SamplePictures.hugePng(0x7FFFFFFF, 1), ErrorCode.TOO_LARGE);
    assertRefused(SamplePictures.hugePng(10_000, 5_001), ErrorCode.TOO_LARGE);
    byte[] jpeg = SamplePictures.jpeg(100, 100);
    for (int i = 2; i < jpeg.length - 9; i++) {
      if ((jpeg[i] & 0xFF) == 0xFF && (jpeg[i + 1] & 0xFF) == 0xC0) {
        Arrays.fill(jpeg, i + 5, i + 9, (byte) 0xFE);
        break;
      }
    }
    assertRefused(jpeg, ErrorCode.TOO_LARGE);
  }

  @Test
  void compressedTextsAreNeverInflatedNorKept() {
    Converted made = converter.convert(SamplePictures.textBomb(200));

    assertThat(made.large().width()).isEqualTo(20);
    assertThat(contains(made.large().bytes(), "zTXt")).isFalse();
  }

  @Test
  void aFileThatIsSomethingElseTooIsOnlyAPictureAfterwards() {
    byte[] page = "<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII);
    byte[] jpeg = SamplePictures.jpeg(50, 50);
    byte[] png = SamplePictures.png(50, 50);

    for (byte[] file :
        new byte[][] {
          SamplePictures.inserted(jpeg, jpeg.length, page),
          SamplePictures.inserted(png, png.length, page)
        }) {
      Converted made = converter.convert(file);
      assertThat(contains(made.large().bytes(), "script")).isFalse();
      assertThat(contains(made.small().bytes(), "script")).isFalse();
    }
  }

  @Test
  void aJpegOfThousandsOfScansIsRefused() {
    byte[] jpeg = SamplePictures.progressiveJpeg(64, 64);
    int scan = 2;
    while ((jpeg[scan] & 0xFF) != 0xFF || (jpeg[scan + 1] & 0xFF) != 0xDA) {
      scan++;
    }
    byte[] more = Arrays.copyOfRange(jpeg, scan, jpeg.length - 2);
    byte[] file = jpeg;
    for (int i = 0; i < 10; i++) {
      file = SamplePictures.inserted(file, scan, more);
    }
    assertRefused(file, ErrorCode.BAD_IMAGE);
  }

  /** Damage of any kind is refused or repaired, and is never a fault of the hub. */
  @Test
  void noDamageIsAFaultOfTheHub() {
    Random random = new Random(20261129);
    byte[][] files = {
      SamplePictures.jpeg(120, 80),
      SamplePictures.progressiveJpeg(120, 80),
      SamplePictures.png(120, 80),
      SamplePictures.held(SamplePictures.jpeg(60, 40), 6)
    };
    for (int round = 0; round < 400; round++) {
      byte[] file = files[round % files.length].clone();
      int damages = 1 + random.nextInt(8);
      for (int i = 0; i < damages; i++) {
        file[random.nextInt(file.length)] = (byte) random.nextInt();
      }
      try {
        Converted made = converter.convert(file);
        assertThat(made.small().bytes()).hasSizeLessThanOrEqualTo(80_000);
      } catch (Refusal refusal) {
        assertThat(refusal.code()).isIn(ErrorCode.BAD_IMAGE, ErrorCode.TOO_LARGE);
      }
    }
  }

  @Test
  void aPictureOfFiftyMillionPixelsTakesABoundedPartOfTheHeap() throws Exception {
    Path file = folder.resolve("deep.png");
    Files.write(file, SamplePictures.deepPng(10_000, 5_000));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    Process converting =
        new ProcessBuilder(
                java,
                "-Xmx80m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                place(ImageConverter.class) + File.pathSeparator + place(ConvertedPicture.class),
                ConvertedPicture.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(converting.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("1600 x 800");
    assertThat(converting.waitFor()).isZero();
  }

  private static String place(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }

  @Test
  void aPictureForWhichTheHeapHasNoRoomIsRefusedUntilThereIs() {
    AtomicLong free = new AtomicLong(20L << 20);
    AtomicLong now = new AtomicLong();
    AtomicInteger collections = new AtomicInteger();
    HeapRoom heap = new HeapRoom(free::get, collections::incrementAndGet, now::get);
    ImageConverter inLittleRoom = new ImageConverter(32L << 20, heap);
    byte[] file = SamplePictures.jpeg(100, 100);

    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> inLittleRoom.convert(file))
          .isInstanceOfSatisfying(
              Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.BUSY));
    }
    assertThat(collections).hasValue(1);
    now.addAndGet(TimeUnit.MINUTES.toNanos(5));
    assertThatThrownBy(() -> inLittleRoom.convert(file)).isInstanceOf(Refusal.class);
    assertThat(collections).hasValue(2);

    free.set(40L << 20);
    assertThat(inLittleRoom.convert(file).large().width()).isEqualTo(100);
  }

  @Test
  void garbageMakesRoomForAPicture() {
    AtomicLong free = new AtomicLong();
    HeapRoom heap = new HeapRoom(free::get, () -> free.set(99), System::nanoTime);

    heap.require(99);

    assertThatThrownBy(() -> heap.require(100)).isInstanceOf(Refusal.class);
  }
}
