package io.votehub.poll;

import java.util.Optional;

/**
 * Where one audience gathers.
 *
 * @param createdAt in UTC milliseconds since the epoch
 * @param id tells the room from every other that had or will have its code; nothing for a room that
 *     was made before rooms had ids
 * @param tokenVersion which version of the presenter's token is valid; it grows with each rotation
 * @param stage what its big screens show
 */
public record Room(
    String code,
    String title,
    long createdAt,
    Optional<String> id,
    long tokenVersion,
    Stage stage) {
  public static final int MAX_TITLE = 200;

  /** How many polls a room has at most. */
  public static final int MAX_POLLS = 200;

  /**
   * How much text its polls have at most, all together, as {@link PollSpec#textBytes} counts it.
   */
  public static final long MAX_TEXT_BYTES = 512 * 1024;

  /** A room as they were before they had ids. */
  public Room(String code, String title, long createdAt) {
    this(code, title, createdAt, Optional.empty(), 0);
  }

  /** A room whose presenters have not said yet what to show. */
  public Room(String code, String title, long createdAt, Optional<String> id, long tokenVersion) {
    this(code, title, createdAt, id, tokenVersion, Stage.FOLLOW);
  }

  public Room withTitle(String newTitle) {
    return new Room(code, newTitle, createdAt, id, tokenVersion, stage);
  }

  public Room withTokenVersion(long version) {
    return new Room(code, title, createdAt, id, version, stage);
  }

  public Room withStage(Stage newStage) {
    return new Room(code, title, createdAt, id, tokenVersion, newStage);
  }

  /**
   * Whether it is the same room, whatever has changed of it, and not one that got its code later.
   */
  public boolean isSameAs(Room other) {
    return code.equals(other.code) && id.equals(other.id);
  }
}
