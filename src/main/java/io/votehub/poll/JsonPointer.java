package io.votehub.poll;

/** JSON pointers (RFC 6901). */
public final class JsonPointer {
  private static final int MAX_NAME = 100;

  private JsonPointer() {}

  /** A name as one step of a pointer; an overlong one is cut, because it comes from outside. */
  public static String escape(String name) {
    String step = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    return step.replace("~", "~0").replace("/", "~1");
  }
}
