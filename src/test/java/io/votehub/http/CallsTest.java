package io.votehub.http;

import io.votehub.http.HttpKit.Made;
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

  @AfterAll
  void stopHub() {
    hub.close();
  }
}
