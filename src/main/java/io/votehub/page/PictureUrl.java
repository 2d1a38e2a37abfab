package io.votehub.page;

import io.votehub.poll.Picture;

/** The addresses of pictures; {@code pictures.js} has the same. */
final class PictureUrl {
  private PictureUrl() {}

  /** The address of the form for phones. */
  static String small(String room, Picture picture) {
    return "/i/" + picture.id() + "?room=" + room + "&width=640";
  }
}
