package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A room with many polls and long results. */
@Tag("slow")
class LargeRoomTest {
  private static final int POLLS = 24;
  private static final int VOTERS = 8;
  private static final int LENGTH = 2_000;

  @TempDir Path data;

  @Test
  void joinedHasABoundedSizeAndTheOtherTalliesFollow() {
    try (RunningHub hub = new RunningHub(data)) {
      RunningHub.Room room = hub.room();
      List<String> polls = openPolls(hub, room);
      for (int voter = 0; voter < VOTERS; voter++) {
        vote(hub.join(room), polls, voter);
      }

      VoterClient late = hub.connect();
      Map<String, Object> joined = late.join(room.code());

      assertThat(Json.write(joined).length()).isLessThan(300 * 1024);
      List<?> first = (List<?>) joined.get("tallies");
      assertThat(first).isNotEmpty().hasSizeLessThan(POLLS);
      Set<Object> seen = new HashSet<>();
      first.forEach(each -> seen.add(((Map<?, ?>) each).get("poll")));
      while (seen.size() < POLLS) {
        Map<String, Object> tally = late.await("tally");
        assertThat(tally).containsEntry("ballots", VOTERS);
        seen.add(tally.get("poll"));
      }
      assertThat(seen).isEqualTo(Set.copyOf(polls));
    }
  }

  private static List<String> openPolls(RunningHub hub, RunningHub.Room room) {
    List<String> polls = new ArrayList<>();
    for (int i = 0; i < POLLS; i++) {
      Map<String, Object> made =
          hub.post(
              "/api/v1/rooms/" + room.code() + "/polls",
              room.token(),
              Map.of(
                  "question", "Say?", "method", "text", "settings", Map.of("maxLength", LENGTH)));
      String poll = (String) made.get("id");
      hub.step(room, poll, "open", Map.of());
      polls.add(poll);
    }
    return polls;
  }

  private static void vote(VoterClient client, List<String> polls, int voter) {
    String text = ("words of voter " + voter + " ").repeat(LENGTH).substring(0, LENGTH - 1) + ".";
    for (String poll : polls) {
      client.send(Map.of("type", "vote", "id", poll, "poll", poll, "ballot", Map.of("text", text)));
    }
    Set<Object> acked = new HashSet<>();
    while (acked.size() < POLLS) {
      acked.add(client.await("ack").get("id"));
    }
    client.close();
  }
}
