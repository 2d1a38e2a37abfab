package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** However fast an audience asks and votes, a phone hears of it once a second. */
@Tag("slow")
class QuestionFloodTest {
  private static final int VOTERS = 20;
  private static final int VOTES_PER_SECOND = 1000;
  private static final int SECONDS = 3;

  @TempDir Path data;

  /** Counts what one client hears, by type. */
  private static final class Heard {
    final AtomicInteger tallies = new AtomicInteger();
    final AtomicInteger entries = new AtomicInteger();

    Heard(VoterClient client) {
      client.onEach(
          message -> {
            if ("tally".equals(message.get("type"))) {
              tallies.incrementAndGet();
            } else if ("entries".equals(message.get("type"))) {
              entries.incrementAndGet();
            }
          });
    }
  }

  @Test
  void aThousandUpvotesASecondAreOneTallyAndOneListOfChangesASecond() throws Exception {
    try (RunningHub hub =
        new RunningHub(
            data,
            Map.of(
                "VOTEHUB_LIMITS_VOTES_PER_SECOND", "0",
                "VOTEHUB_LIMITS_MESSAGES_PER_SECOND", "10000"))) {
      RunningHub.Room room = hub.room();
      String path = "/api/v1/rooms/" + room.code() + "/polls";
      Map<String, Object> poll =
          Map.of("question", "Ask", "method", "questions", "settings", Map.of("perVoter", 10));
      String id = (String) hub.post(path, room.token(), poll).get("id");
      hub.step(room, id, "open", Map.of());
      List<VoterClient> voters = new ArrayList<>();
      List<String> entries = new ArrayList<>();
      for (int v = 0; v < VOTERS; v++) {
        VoterClient voter = hub.join(room);
        voters.add(voter);
        entries.add(ask(voter, id, 1, "First of " + v));
        voter.onEach(message -> {});
      }
      VoterClient phone = hub.join(room);
      VoterClient presenter = hub.connect();
      presenter.join(room.code(), Optional.of(room.token()));
      TimeUnit.SECONDS.sleep(1);
      Heard phoneHeard = new Heard(phone);
      Heard presenterHeard = new Heard(presenter);

      long begun = System.nanoTime();
      for (int i = 0; i < SECONDS * VOTES_PER_SECOND; i++) {
        long due = begun + TimeUnit.SECONDS.toNanos(i) / VOTES_PER_SECOND;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        VoterClient voter = voters.get(i % VOTERS);
        List<String> up = entries.subList(0, (i / VOTERS) % VOTERS);
        voter.send(Map.of("type", "vote", "id", "v" + i, "poll", id, "ballot", Map.of("up", up)));
        if (i % 50 == 0) {
          voter.send(
              Map.of(
                  "type",
                  "ask",
                  "id",
                  "a" + i,
                  "poll",
                  id,
                  "slot",
                  2 + i / 50 % 9,
                  "text",
                  "Question " + i));
        }
      }
      TimeUnit.SECONDS.sleep(1);
      int seconds = (int) TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun) + 2;

      assertThat(phoneHeard.tallies.get()).as("tallies").isBetween(SECONDS - 1, seconds);
      assertThat(phoneHeard.entries.get()).as("changes").isBetween(SECONDS - 1, seconds);
      assertThat(presenterHeard.tallies.get()).as("presenter").isBetween(SECONDS, 5 * seconds);
      assertThat(presenterHeard.entries.get()).as("presenter").isBetween(SECONDS, 5 * seconds);
    }
  }

  private static String ask(VoterClient voter, String poll, int slot, String text) {
    voter.send(Map.of("type", "ask", "id", "a", "poll", poll, "slot", slot, "text", text));
    return (String) voter.await("asked").get("entry");
  }
}
