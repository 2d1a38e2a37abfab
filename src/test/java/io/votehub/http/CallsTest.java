package io.votehub.http;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/**
 * The common setup of the tests of calls: one hub for the whole class, a new room for each test.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CallsTest {
  final HttpKit hub = new HttpKit();
  Made room;

  @BeforeEach
  void makeRoom() {
    room = hub.room();
  }

  /** The path of a new poll that is open. */
  String open(String method, List<?> options, Map<String, ?> settings) {
    return hub.open(room, method, options, settings);
  }

  /** Takes a step such as "close" with the poll at this path, which must succeed. */
  Got step(String poll, String name) {
    return hub.step(room, poll, name);
  }

  @AfterAll
  void stopHub() {
    hub.close();
  }
}
