package io.votehub.poll;

/**
 * A team of a quiz.
 *
 * @param id identifies it within the room, however it is called
 * @param color from 1 to {@value #COLORS}, one of the colours that pages tell apart in both themes
 */
public record Team(String id, String name, int color) {
  /** The maximum length of a name, in characters. */
  public static final int MAX_NAME = 24;

  public static final int COLORS = 8;
}
