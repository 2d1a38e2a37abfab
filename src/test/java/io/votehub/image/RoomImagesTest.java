package io.votehub.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Picture;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoomImagesTest {
  private static RoomImages.Entry picture(int number, int bytes) {
    return new RoomImages.Entry(new Picture(String.format("%064x", number), 1600, 900, ""), bytes);
  }

  private static void assertFull(RoomImages images, RoomImages.Entry next) {
    assertThatThrownBy(() -> images.with(next))
        .isInstanceOfSatisfying(
            Refusal.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.TOO_LARGE));
  }

  @Test
  void theTwoHundredAndFirstPictureIsRefused() {
    RoomImages images = new RoomImages(List.of());
    for (int i = 1; i <= 200; i++) {
      images = RoomImages.read(Optional.of(images.with(picture(i, 1000)).json()));
    }

    assertFull(images, picture(201, 1));
    assertThat(images.with(picture(7, 1000))).as("again").isEqualTo(images);
  }

  @Test
  void picturesOfTwentyMebibytesTogetherAreTakenAndNoByteMore() {
    RoomImages images = new RoomImages(List.of());
    for (int i = 1; i < 20; i++) {
      images = images.with(picture(i, 1 << 20));
    }

    assertFull(images, picture(20, (1 << 20) + 1));
    assertFull(images.with(picture(20, 1 << 20)), picture(21, 1));
  }
}
