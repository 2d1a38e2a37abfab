package io.votehub.demo;

/**
 * The room of a demo.
 *
 * @param token the presenter's token
 */
record DemoRoom(DemoAudience.At at, String code, String token) {
  @Override
  public String toString() {
    return "DemoRoom " + code;
  }
}
