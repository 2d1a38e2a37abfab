package io.votehub.push;

import java.util.Map;

/** Subscriptions of browsers, for tests of other packages. */
public final class TestBrowser {
  private TestBrowser() {}

  /** What a browser gives that has subscribed at an endpoint. */
  public static Map<String, Object> subscription(String endpoint) {
    return Browser.create().subscription(endpoint);
  }
}
