package io.votehub.question;

/** The keys of boards among the records of their room. */
public final class BoardKey {
  private static final String KIND = "question/";

  private BoardKey() {}

  /** The key of the board of a poll's run. */
  public static String of(String poll, int run) {
    return ofAllRuns(poll) + run;
  }

  /** With which the keys of all boards of a poll begin. */
  public static String ofAllRuns(String poll) {
    return KIND + poll + '/';
  }
}
