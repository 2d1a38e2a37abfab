package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.json.Json;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.store.StoreMeter;
import io.votehub.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the packaged jar between the close and the seal of a secret poll. */
class SecretPollIT {
  private static final int MEMBERS = 6;
  private static final int PIECE = 8;
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void afterTheRestartTheResultStandsAndNothingInTheFileSaysWhoVotedHow() throws Exception {
    int port = FreePort.find();
    HubProcess hub = HubProcess.start(folder, port);
    Map<String, Object> room = hub.json("POST", "/api/v1/rooms", null, Map.of("title", "A room"));
    String path = "/api/v1/rooms/" + room.get("code");
    String token = (String) room.get("token");
    String poll = votedOn(hub, path, token);
    hub.kill();

    List<String> traces = closingWithTraces(poll.substring(poll.lastIndexOf('/') + 1));
    assertThat(found(traces)).hasSizeGreaterThan(traces.size() / 2);
    hub = HubProcess.start(folder, port);

    long until = System.nanoTime() + WITHIN_NANOS;
    while (!"closed".equals(hub.json("GET", poll, token, null).get("state"))) {
      assertThat(System.nanoTime()).isLessThan(until);
      await(vertx.timer(50));
    }
    Map<String, Object> result = hub.json("GET", poll + "/result", token, null);
    assertThat(result).containsEntry("final", true).containsEntry("ballots", MEMBERS);
    assertThat(Json.write(result)).contains("\"votes\":" + (MEMBERS - 1), "\"votes\":7");
    while (!found(traces).isEmpty()) {
      assertThat(System.nanoTime()).as("traces are still there").isLessThan(until);
      await(vertx.timer(200));
    }
    hub.kill();
    assertThat(found(traces)).isEmpty();
  }

  /** Opens a secret poll on which all members vote, one of them with a weight of its own. */
  private static String votedOn(HubProcess hub, String path, String token) throws Exception {
    Map<String, Object> roll =
        hub.json("POST", path + "/electorates", token, Map.of("title", "Members"));
    Map<String, Object> fields =
        Map.of(
            "question", "Which?",
            "method", "single",
            "options", List.of("A", "B"),
            "electorate", roll.get("id"),
            "settings", Map.of("secret", true));
    String poll = path + "/polls/" + hub.json("POST", path + "/polls", token, fields).get("id");
    hub.json("POST", poll + "/open", token, Map.of());
    for (int i = 0; i < MEMBERS; i++) {
      Map<String, Object> member =
          hub.json(
              "POST",
              path + "/electorates/" + roll.get("id") + "/members",
              token,
              Map.of("label", "Member " + i, "weight", i == 0 ? 7 : 1));
      Map<String, Object> voter =
          hub.json("POST", path + "/voters", null, Map.of("code", member.get("code")));
      Map<String, Object> ballot = Map.of("ballot", Map.of("choice", i == 0 ? "b" : "a"));
      hub.json("POST", poll + "/ballots", (String) voter.get("token"), ballot);
    }
    return poll;
  }

  /** Leaves the poll as a hub does that dies when it begins to close it; tells what is kept. */
  private List<String> closingWithTraces(String poll) {
    EmbeddedStore store = await(EmbeddedStore.open(vertx, folder.resolve("data"), StoreMeter.NONE));
    List<String> traces = new ArrayList<>();
    await(store.readJournal(poll, entry -> addPieces(entry.voter().substring(4), traces)));
    assertThat(traces).hasSize(MEMBERS * 2);
    await(
        store.updatePoll(
            poll,
            record -> {
              Poll.Times open = record.poll().times();
              Poll.Times closed =
                  new Poll.Times(
                      open.openedAt(),
                      open.closesAt(),
                      OptionalLong.of(System.currentTimeMillis()));
              return record.withPoll(record.poll().withState(PollState.CLOSING, closed));
            }));
    addPieces(await(store.poll(poll)).orElseThrow().poll().secrecy().key(), traces);
    await(store.close());
    return traces;
  }

  /** Short ones: the file is compressed, which divides long words. */
  private static void addPieces(String random, List<String> pieces) {
    for (int i = 0; i + PIECE <= random.length(); i += PIECE) {
      pieces.add(random.substring(i, i + PIECE));
    }
  }

  private List<String> found(List<String> pieces) {
    String file = file();
    return pieces.stream().filter(file::contains).toList();
  }

  private String file() {
    try {
      return new String(
          Files.readAllBytes(folder.resolve("data").resolve("votes.db")),
          StandardCharsets.ISO_8859_1);
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }
}
