package io.votehub.poll;

/** Where one audience gathers. {@code createdAt} is in UTC milliseconds since the epoch. */
public record Room(String code, String title, long createdAt) {
  public static final int MAX_TITLE = 200;

  public Room withTitle(String newTitle) {
    return new Room(code, newTitle, createdAt);
  }
}
