package io.votehub.poll;

/** JSON pointers (RFC 6901). */
public final class JsonPointer {
  private static final int MAX_NAME = 100;

  private JsonPointer() {}

  /**
   * Escapes a name as one reference token; an overlong name is cut, because it comes from clients.
   */
  public static String escape(String name) {
    String step = name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
    return step.replace("~", "~0").replace("/", "~1");
  }
}
