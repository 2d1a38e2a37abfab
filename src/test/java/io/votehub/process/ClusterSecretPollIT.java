package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.MongoClient;
import io.votehub.ClusterEngines;
import io.votehub.json.Json;
import io.votehub.redis.RedisServer;
import io.votehub.session.VoterClient;
import io.votehub.store.StoreMeter;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret poll on three instances, of which one is killed while the members vote. */
class ClusterSecretPollIT {
  private static final int MEMBERS = 9;
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<HubProcess> hubs = new ArrayList<>();
  private final List<Object> codes = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();
  private ClusterEngines engines;
  private String code;
  private String owner;
  private String poll;

  @BeforeEach
  void start() throws Exception {
    engines = new ClusterEngines();
    for (String name : List.of("one", "two", "three")) {
      Map<String, String> settings = new HashMap<>(engines.settings(name));
      settings.put("VOTEHUB_LIMITS_ENABLED", "false");
      hubs.add(HubProcess.launch(folder, FreePort.find(), settings));
    }
    for (HubProcess hub : hubs) {
      hub.awaitReady();
    }
    openPoll();
  }

  @AfterEach
  void stop() throws Exception {
    for (HubProcess hub : hubs) {
      hub.close();
    }
    engines.close();
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  private void openPoll() throws IOException, InterruptedException {
    HubProcess hub = hubs.get(0);
    Map<String, Object> room = hub.json("POST", "/api/v1/rooms", null, Map.of("title", "A room"));
    code = (String) room.get("code");
    owner = (String) room.get("token");
    String path = "/api/v1/rooms/" + code;
    String roll =
        (String) hub.json("POST", path + "/electorates", owner, Map.of("title", "All")).get("id");
    Map<String, Object> fields =
        Map.of(
            "question",
            "Which?",
            "method",
            "single",
            "options",
            List.of("A", "B"),
            "electorate",
            roll,
            "settings",
            Map.of("secret", true));
    poll = path + "/polls/" + hub.json("POST", path + "/polls", owner, fields).get("id");
    hub.json("POST", poll + "/open", owner, Map.of());
    for (int i = 0; i < MEMBERS; i++) {
      Map<String, Object> fieldsOfMember = Map.of("label", "Member " + i, "weight", i == 0 ? 7 : 1);
      codes.add(
          hub.json("POST", path + "/electorates/" + roll + "/members", owner, fieldsOfMember)
              .get("code"));
      tokens.add(redeem(hub, i));
    }
  }

  /** A token of the member, from the code on paper. */
  private String redeem(HubProcess hub, int member) throws IOException, InterruptedException {
    Map<String, Object> shown = Map.of("code", codes.get(member));
    return (String) hub.json("POST", "/api/v1/rooms/" + code + "/voters", null, shown).get("token");
  }

  private String id() {
    return poll.substring(poll.lastIndexOf('/') + 1);
  }

  private void vote(HubProcess hub, int member, String choice)
      throws IOException, InterruptedException {
    Map<String, Object> ballot = Map.of("ballot", Map.of("choice", choice));
    hub.json("POST", poll + "/ballots", tokens.get(member), ballot);
  }

  private Map<String, Object> joinedOn(HubProcess hub, int member) {
    try (VoterClient client = VoterClient.connect(vertx, hub.port())) {
      return client.join(code, Optional.of(tokens.get(member)));
    }
  }

  @Test
  void everyBallotCountsOnceAndAfterTheCloseNothingSaysWhoVotedHow() throws Exception {
    for (int i = 0; i < MEMBERS; i++) {
      vote(hubs.get(i % hubs.size()), i, "a");
    }
    hubs.get(1).kill();
    vote(hubs.get(0), 0, "b");
    vote(hubs.get(2), 1, "b");
    // The same code, on another device by way of another instance.
    tokens.set(1, redeem(hubs.get(2), 1));
    vote(hubs.get(2), 1, "b");
    HubProcess last = hubs.get(2);
    assertThat(joinedOn(last, 0))
        .as("a choice made by way of another instance")
        .containsEntry("ballots", Map.of(id(), Map.of("voted", true)));
    List<String> traces = traces();
    assertThat(kept()).contains(traces);

    last.json("POST", poll + "/close", owner, Map.of());

    Map<String, Object> result = closed(last);
    assertThat(result).containsEntry("final", true).containsEntry("ballots", MEMBERS);
    assertThat(Json.write(result))
        .contains("\"votes\":7", "\"votes\":8", "\"weight\":15")
        .doesNotContain("Member");
    long until = System.nanoTime() + WITHIN_NANOS;
    while (traces.stream().anyMatch(kept()::contains)) {
      assertThat(System.nanoTime()).as("traces are still there").isLessThan(until);
      await(vertx.timer(200));
    }
    assertThat(joinedOn(hubs.get(0), 0).get("ballots")).asString().doesNotContain("choice");
    for (HubProcess hub : hubs) {
      assertThat(traces).noneMatch(hub.output()::contains);
    }
    assertThat(hubs.get(0).call("POST", poll + "/reopen", owner, "{}").statusCode())
        .isGreaterThanOrEqualTo(400);
  }

  private Map<String, Object> closed(HubProcess hub) throws IOException, InterruptedException {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (!"closed".equals(hub.json("GET", poll, owner, null).get("state"))) {
      assertThat(System.nanoTime()).isLessThan(until);
      await(vertx.timer(50));
    }
    return hub.json("GET", poll + "/result", owner, null);
  }

  /** The key of the poll, and the members' ids in its journal. */
  private List<String> traces() {
    MongoStore store = await(MongoStore.open(vertx, engines.mongo.uri("cluster"), StoreMeter.NONE));
    List<String> traces = new ArrayList<>();
    await(store.readJournal(id(), entry -> traces.add(entry.voter().replaceFirst("^w\\d+~", ""))));
    assertThat(traces.stream().distinct()).hasSize(MEMBERS);
    traces.add(await(store.poll(id())).orElseThrow().poll().secrecy().key());
    await(store.close());
    return traces;
  }

  /** All documents of MongoDB and all values of Redis, as text. */
  private String kept() throws IOException {
    StringBuilder kept = new StringBuilder();
    JsonObject where = new JsonObject().put("connection_string", engines.mongo.uri("cluster"));
    MongoClient mongo = MongoClient.create(vertx, where);
    for (String collection : await(mongo.getCollections())) {
      kept.append(await(mongo.find(collection, new JsonObject())));
    }
    await(mongo.close());
    for (String key : engines.redis.command("KEYS", "*").lines().toList()) {
      kept.append(key).append(value(key));
    }
    return kept.toString();
  }

  private String value(String key) throws IOException {
    RedisServer redis = engines.redis;
    return switch (redis.command("TYPE", key)) {
      case "hash" -> redis.command("HGETALL", key);
      case "list" -> redis.command("LRANGE", key, "0", "-1");
      case "set" -> redis.command("SMEMBERS", key);
      case "zset" -> redis.command("ZRANGE", key, "0", "-1");
      case "stream" -> redis.command("XRANGE", key, "-", "+");
      default -> redis.command("GET", key);
    };
  }
}
