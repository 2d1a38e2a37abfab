package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server-sent events from any instance of a cluster. */
@Tag("slow")
class ClusterEventsTest {
  @TempDir private Path folder;
  private ClusterEngines engines;
  private RunningHub one;
  private RunningHub two;
  private RunningHub.Room room;

  @BeforeEach
  void start() {
    engines = new ClusterEngines();
    one = new RunningHub(folder, engines.settings("one"));
    two = new RunningHub(folder, engines.settings("two"));
    room = one.room();
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
    engines.close();
  }

  @Test
  void everyEventStreamOfAnyInstanceBeginsWithJoined() {
    List<EventClient> listeners = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      RunningHub hub = i % 2 == 0 ? one : two;
      EventClient listener = EventClient.open(hub.port(), room.code(), null);
      listeners.add(listener);
      assertThat(listener.await(any -> true)).as("%d", i).containsEntry("type", "joined");
    }
    listeners.forEach(EventClient::close);
  }
}
