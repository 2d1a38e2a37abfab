package io.votehub.image;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;

/** The refusals of files that are no pictures for the hub. */
final class ImageFault {
  private ImageFault() {}

  static Refusal wrongType() {
    return Refusal.of(ErrorCode.BAD_IMAGE, "Only JPEG and PNG images are taken");
  }

  static Refusal damaged() {
    return Refusal.of(ErrorCode.BAD_IMAGE, "The image is damaged or not complete");
  }

  static Refusal unusual(String what) {
    return Refusal.of(ErrorCode.BAD_IMAGE, "The image has " + what + ", which is not supported");
  }

  static Refusal tooManyPixels(long most) {
    return Refusal.of(
        ErrorCode.TOO_LARGE,
        "The image has too many pixels; at most " + most / 1_000_000 + " million are taken");
  }
}
