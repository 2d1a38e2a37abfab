package io.votehub.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import io.votehub.ClusterEngines;
import io.votehub.identity.HubKey;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.limit.RequestLimits;
import io.votehub.limit.Senders;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * What accounts, voter rolls and limits cost: a limit in memory and in Redis, a sign-in, the import
 * of a voter roll, and a vote on a hub with accounts beside one without.
 */
public final class AccessBench {
  private static final int PERSONS = 1 << 14;
  private static final int ROUNDS = 40;
  private static final int MEMBERS = 10_000;
  private static final int SIGN_INS = 40;
  private static final int AT_ONCE = 4;
  private static final int TURNS = 5;
  private static final String PASSWORD = "violet tractor hums softly";
  private static final Load VOTES = new Load(200, 200, 0, 20_000, 1, 4);
  private static final Load WARM_UP = new Load(200, 200, 16, 0, 1, 8);
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final HubKey KEY = HubKey.of("a key of the benchmark, 32 bytes and more");

  private AccessBench() {}

  public static void main(String[] args) throws Exception {
    limitInMemory();
    limitInRedis();
    signIns();
    rolls();
    votes();
  }

  private static RequestLimits.Settings everything() {
    return new RequestLimits.Settings(true, 600, Map.of());
  }

  private static void limitInMemory() {
    RequestLimits limits =
        new RequestLimits(new Senders(List.of()), everything(), new SimpleMeterRegistry());
    String[] persons = IntStream.range(0, PERSONS).mapToObj(i -> "p" + i).toArray(String[]::new);
    long bucket = Long.MAX_VALUE;
    long window = Long.MAX_VALUE;
    for (int round = 0; round < ROUNDS; round++) {
      long begun = System.nanoTime();
      for (String person : persons) {
        limits.lead(person);
      }
      long half = System.nanoTime();
      for (String person : persons) {
        limits.account(person);
      }
      bucket = Math.min(bucket, half - begun);
      window = Math.min(window, System.nanoTime() - half);
    }
    System.out.printf(
        "a limit in memory: token bucket %d ns, sliding window %d ns%n",
        bucket / PERSONS, window / PERSONS);
  }

  private static void limitInRedis() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (RedisServer redis = RedisServer.start()) {
      RedisLink link = new RedisLink(vertx, redis.config());
      link.start().await();
      RequestLimits limits =
          new RequestLimits(
              new Senders(List.of()), everything(), new SimpleMeterRegistry(), link, KEY);
      long[] limit = new long[PERSONS / 4];
      for (int i = 0; i < limit.length; i++) {
        long begun = System.nanoTime();
        limits.account("p" + i).await();
        limit[i] = System.nanoTime() - begun;
      }
      System.out.printf("a limit in Redis: %d us (median)%n", median(limit) / 1000);
      link.close().await();
    }
    vertx.close().await();
  }

  private static void signIns() throws Exception {
    try (BenchHub hub = BenchHub.start(0, Map.of("VOTEHUB_ACCOUNTS_ENABLED", "true"))) {
      String account = Json.write(Map.of("mail", "a@example.org", "password", PASSWORD));
      call(hub, "POST", "/account", "application/json", account, null).join();
      long[] one = new long[SIGN_INS];
      for (int i = 0; i < SIGN_INS; i++) {
        long begun = System.nanoTime();
        signIn(hub, account).join();
        one[i] = System.nanoTime() - begun;
      }
      long begun = System.nanoTime();
      for (int i = 0; i < SIGN_INS; i += AT_ONCE) {
        List<CompletableFuture<String>> together =
            IntStream.range(0, AT_ONCE).mapToObj(each -> signIn(hub, account)).toList();
        together.forEach(CompletableFuture::join);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          "a sign-in: %d ms (median); %d at once: %.0f a second%n",
          median(one) / 1_000_000, AT_ONCE, SIGN_INS / seconds);
    }
  }

  private static CompletableFuture<String> signIn(BenchHub hub, String account) {
    return call(hub, "POST", "/session", "application/json", account, null);
  }

  private static void rolls() throws Exception {
    try (BenchHub hub = BenchHub.start(0, Map.of())) {
      System.out.printf("%,d members, embedded: %d ms%n", MEMBERS, importMs(hub));
    }
    try (ClusterEngines engines = new ClusterEngines();
        BenchHub hub = BenchHub.start(0, new HashMap<>(engines.settings("bench")))) {
      System.out.printf("%,d members, substitute for MongoDB: %d ms%n", MEMBERS, importMs(hub));
    }
  }

  private static long importMs(BenchHub hub) throws BadJsonException {
    String json = "application/json";
    Map<String, Object> room =
        Json.readObject(call(hub, "POST", "/rooms", json, "{\"title\":\"Bench\"}", null).join());
    String token = (String) room.get("token");
    String rolls = "/rooms/" + room.get("code") + "/electorates";
    String roll =
        (String)
            Json.readObject(call(hub, "POST", rolls, json, "{\"title\":\"All\"}", token).join())
                .get("id");
    StringBuilder table = new StringBuilder("label,mail,weight\n");
    for (int i = 0; i < MEMBERS; i++) {
      table.append("Member ").append(i).append(",m").append(i).append("@example.org,2\n");
    }
    String members = rolls + "/" + roll + "/members";
    long begun = System.nanoTime();
    call(hub, "POST", members, "text/csv", table.toString(), token).join();
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private static void votes() throws Exception {
    try (BenchHub without = BenchHub.start(0, Map.of());
        BenchHub with = BenchHub.start(0, Map.of("VOTEHUB_ACCOUNTS_ENABLED", "true"))) {
      List<Load.Target> polls = new ArrayList<>();
      for (BenchHub hub : List.of(without, with)) {
        polls.add(hub.poll(List.of(hub.port()), List.of(hub.pid())));
      }
      for (Load.Target poll : polls) {
        WARM_UP.generate(poll);
      }
      double[] ratios = new double[TURNS];
      for (int turn = 0; turn < TURNS; turn++) {
        double[] cpu = new double[2];
        for (int i = 0; i < 2; i++) {
          // Who begins changes, so that a machine that gets slower favours neither.
          int poll = (turn + i) % 2;
          cpu[poll] = cpu(polls.get(poll));
        }
        ratios[turn] = cpu[1] / cpu[0];
      }
      Arrays.sort(ratios);
      System.out.printf(
          "CPU of a vote with accounts on beside off: %.2f (%.2f-%.2f)%n",
          ratios[TURNS / 2], ratios[0], ratios[TURNS - 1]);
    }
  }

  private static double cpu(Load.Target target) throws IOException, InterruptedException {
    Map<String, Object> figures = VOTES.generate(target);
    return ((Number) figures.get("hubCpuShare")).doubleValue()
        / ((Number) figures.get("acksPerSecond")).doubleValue();
  }

  private static long median(long[] all) {
    long[] sorted = all.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  private static CompletableFuture<String> call(
      BenchHub hub, String method, String path, String type, String body, String token) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/api/v1" + path))
            .header("Content-Type", type)
            .header("Sec-Fetch-Site", "same-origin")
            .method(method, BodyPublishers.ofString(body));
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(AccessBench::ok);
  }

  private static String ok(HttpResponse<String> answer) {
    if (answer.statusCode() >= 300) {
      throw new IllegalStateException(answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }
}
