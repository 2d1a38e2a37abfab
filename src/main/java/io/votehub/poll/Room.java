package io.votehub.poll;

import io.votehub.draft.PollSpec;
import java.util.Optional;

/**
 * Where one audience gathers.
 *
 * @param createdAt in UTC milliseconds since the epoch
 * @param id tells the room from every other that had or will have its code; nothing for a room that
 *     was made before rooms had ids
 * @param tokenVersion which version of the presenter's token is valid; it grows with each rotation
 * @param stage what its big screens show
 * @param renewal what tells the call that made the valid version of the token from all others, so
 *     that it can be repeated; nothing before the first rotation
 */
public record Room(
    String code,
    String title,
    long createdAt,
    Optional<String> id,
    long tokenVersion,
    Stage stage,
    Optional<String> renewal) {
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
    this(code, title, createdAt, id, tokenVersion, Stage.FOLLOW, Optional.empty());
  }

  public Room withTitle(String newTitle) {
    return new Room(code, newTitle, createdAt, id, tokenVersion, stage, renewal);
  }

  public Room withTokenVersion(long version) {
    return new Room(code, title, createdAt, id, version, stage, renewal);
  }

  /**
   * The room with the next version of the presenter's token. The same call again, with the token it
   * had at first, changes nothing, for its answer may have been lost.
   *
   * @param version of the token that the call came with
   * @param call what tells the call from all others
   * @throws Refusal {@code bad-token} if that token was replaced already
   */
  public Room renewed(long version, String call) {
    if (version >= tokenVersion - 1 && renewal.equals(Optional.of(call))) {
      return this;
    }
    if (version < tokenVersion) {
      throw Refusal.of(ErrorCode.BAD_TOKEN, "This key was replaced by a new one");
    }
    return new Room(code, title, createdAt, id, tokenVersion + 1, stage, Optional.of(call));
  }

  public Room withStage(Stage newStage) {
    return new Room(code, title, createdAt, id, tokenVersion, newStage, renewal);
  }

  /**
   * Whether it is the same room, whatever has changed of it, and not one that got its code later.
   */
  public boolean isSameAs(Room other) {
    return code.equals(other.code) && id.equals(other.id);
  }
}
