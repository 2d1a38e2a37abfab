package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.http.WebSocketConnectOptions;
import io.votehub.audit.AuditVerifier;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.Erasure;
import io.votehub.people.People;
import io.votehub.people.mongo.MongoPeople;
import io.votehub.session.VoterClient;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreMeter;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of a cluster live in MongoDB alone: every instance knows the same. */
@Tag("slow")
class ClusterAccountsTest {
  private static final String PASSWORD = "violet tractor hums softly";

  @TempDir private Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private ClusterEngines engines;
  private RunningHub one;
  private RunningHub two;

  @BeforeEach
  void start() {
    engines = new ClusterEngines();
    one = hub("one");
    two = hub("two");
  }

  private RunningHub hub(String instance) {
    Map<String, String> settings = new HashMap<>(engines.settings(instance));
    settings.put("VOTEHUB_ACCOUNTS_ENABLED", "true");
    return new RunningHub(folder, settings);
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
    engines.close();
  }

  @Test
  void aSessionThatEndsOnOneInstanceIsRefusedOnTheOtherAndItsSocketsCloseThoughRedisLostAll()
      throws IOException, InterruptedException {
    String account = Json.write(Map.of("mail", "a@example.org", "password", PASSWORD));
    assertThat(call(one, "POST", "/account", "", account).statusCode()).isEqualTo(201);
    HttpResponse<String> signedIn = call(one, "POST", "/session", "", account);
    String cookie =
        signedIn.headers().allValues("Set-Cookie").stream()
            .filter(each -> each.startsWith("votehub="))
            .map(each -> each.substring(0, each.indexOf(';')))
            .findFirst()
            .orElseThrow();
    assertThat(call(two, "GET", "/account", cookie, null).statusCode()).isEqualTo(200);
    RunningHub.Room room = one.room();
    VoterClient presenter = connect(cookie);
    presenter.join(room.code(), Optional.of(room.token()));
    VoterClient voter = connect(cookie);
    voter.join(room.code());

    engines.redis.flushAll();
    assertThat(call(two, "GET", "/account", cookie, null).statusCode()).isEqualTo(200);
    assertThat(call(one, "DELETE", "/session", cookie, null).statusCode()).isEqualTo(204);
    long ended = System.nanoTime();

    assertThat(call(two, "GET", "/account", cookie, null).statusCode()).isEqualTo(401);
    assertThat(presenter.awaitClose()).isEqualTo(4503);
    assertThat(System.nanoTime() - ended).isLessThan(5_000_000_000L);
    voter.send(Map.of("type", "ping", "id", "still here"));
    voter.await(message -> "pong".equals(message.get("type")));
  }

  @Test
  void aSuspendedAccountIsOutAtOnceOnEveryInstanceThoughRedisLostAll()
      throws IOException, InterruptedException {
    String operator = signedIn("operator@example.org");
    makeOperator(idOf(operator));
    String account = signedIn("a@example.org");
    RunningHub.Room room = one.room();
    assertThat(claim(room, account)).isEqualTo(204);
    VoterClient presenter = connect(account);
    presenter.join(room.code(), Optional.of(room.token()));

    engines.redis.flushAll();
    HttpResponse<String> suspended =
        call(
            one,
            "PATCH",
            "/admin/accounts/" + idOf(account),
            operator,
            Json.write(Map.of("suspended", true)));
    long done = System.nanoTime();

    assertThat(suspended.statusCode()).as(suspended.body()).isEqualTo(200);
    assertThat(call(two, "GET", "/account", account, null).statusCode()).isEqualTo(401);
    assertThat(presenter.awaitClose()).isEqualTo(4503);
    assertThat(System.nanoTime() - done).isLessThan(5_000_000_000L);
    VoterClient withTokenAlone = VoterClient.connect(two.clients(), two.port());
    withTokenAlone.send(Map.of("type", "join", "room", room.code(), "token", room.token()));
    assertThat(withTokenAlone.await("error")).containsEntry("code", "bad-token");
    String again = Json.write(Map.of("mail", "a@example.org", "password", PASSWORD));
    assertThat(call(two, "POST", "/session", "", again).statusCode()).isEqualTo(401);
  }

  @Test
  void aRoomThatIsSuspendedOnOneInstanceRefusesVotersOnTheOther()
      throws IOException, InterruptedException {
    String operator = signedIn("operator@example.org");
    makeOperator(idOf(operator));
    RunningHub.Room room = one.room();
    VoterClient voter = VoterClient.connect(two.clients(), two.port());
    voter.join(room.code());
    VoterClient presenter = VoterClient.connect(two.clients(), two.port());
    presenter.join(room.code(), Optional.of(room.token()));

    HttpResponse<String> suspended =
        call(
            one,
            "PATCH",
            "/admin/rooms/" + room.code(),
            operator,
            Json.write(Map.of("suspended", true)));

    assertThat(suspended.statusCode()).as(suspended.body()).isEqualTo(200);
    assertThat(voter.awaitClose()).isEqualTo(4505);
    assertThat(presenter.await("room").get("room")).asString().contains("suspended=true");
    VoterClient late = VoterClient.connect(two.clients(), two.port());
    late.send(Map.of("type", "join", "room", room.code()));
    assertThat(late.await("error")).containsEntry("code", "suspended");
  }

  @Test
  void roomsAreOfferedOnOneInstanceAcceptedOnAnotherAndHandedOverOnceThoughAllErase()
      throws IOException, InterruptedException {
    String leaving = signedIn("leaving@example.org");
    String heir = signedIn("heir@example.org");
    String id = idOf(leaving);
    List<RunningHub.Room> rooms = List.of(one.room(), two.room());
    for (RunningHub.Room room : rooms) {
      assertThat(claim(room, leaving)).isEqualTo(204);
    }
    String handOver = Json.write(Map.of("rooms", "hand-over", "heir", "heir@example.org"));

    HttpResponse<String> asked = call(one, "DELETE", "/account", leaving, handOver);

    assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
    assertThat(call(two, "GET", "/account", leaving, null).statusCode()).isEqualTo(401);
    engines.redis.flushAll();
    String offer = "/account/offers/" + offers(two, heir).get(0).get("id");
    assertThat(offers(two, heir).get(0)).containsEntry("rooms", 2).containsEntry("accepted", false);
    // Both answers come at the same time, from two windows.
    CompletableFuture<Integer> here = answer(one, "POST", offer, heir);
    CompletableFuture<Integer> there = answer(two, "POST", offer, heir);
    assertThat(List.of(here.join(), there.join())).containsOnly(200);
    assertThat(offers(one, heir).get(0)).containsEntry("accepted", true);
    assertThat(call(one, "DELETE", offer, heir, null).statusCode()).isEqualTo(204);
    assertThat(offers(two, heir)).as("taken back on the other instance").isEmpty();

    leaving = signIn(two, "leaving@example.org");
    assertThat(offers(one, heir)).as("undone by signing in").isEmpty();
    assertThat(call(two, "DELETE", "/account", leaving, handOver).statusCode()).isEqualTo(202);
    offer = "/account/offers/" + offers(one, heir).get(0).get("id");
    assertThat(call(one, "POST", offer, heir, "{}").statusCode()).isEqualTo(200);
    List<VoterClient> presenters = new ArrayList<>();
    for (RunningHub.Room room : rooms) {
      VoterClient presenter = VoterClient.connect(two.clients(), two.port());
      presenter.join(room.code(), Optional.of(room.token()));
      presenters.add(presenter);
    }
    aWeekPasses(id);

    try (RunningHub three = hub("three");
        RunningHub four = hub("four")) {
      for (VoterClient presenter : presenters) {
        assertThat(presenter.awaitClose()).as("the old keys").isEqualTo(4503);
      }
      awaitErased(id);
      for (RunningHub hub : List.of(one, two, three, four)) {
        assertThat(codes(hub, heir))
            .containsExactlyInAnyOrderElementsOf(
                rooms.stream().map(RunningHub.Room::code).toList());
        assertThat(offers(hub, heir)).isEmpty();
        assertThat(hub.call("GET", "/api/v1/rooms/" + rooms.get(0).code(), null, null).statusCode())
            .isEqualTo(200);
      }
    }
    assertThat(actions()).containsOnlyOnce("account.erased");
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> offers(RunningHub hub, String cookie)
      throws IOException, InterruptedException {
    return (List<Map<String, Object>>)
        json(call(hub, "GET", "/account/offers", cookie, null), "offers");
  }

  private List<Object> codes(RunningHub hub, String cookie)
      throws IOException, InterruptedException {
    List<?> rooms = (List<?>) json(call(hub, "GET", "/account", cookie, null), "rooms");
    return rooms.stream().<Object>map(each -> ((Map<?, ?>) each).get("code")).toList();
  }

  private static Object json(HttpResponse<String> answer, String field) {
    try {
      return Json.readObject(answer.body()).get(field);
    } catch (BadJsonException fault) {
      throw new AssertionError(answer.body(), fault);
    }
  }

  /** The status of a call of which another one does not wait for the end. */
  private CompletableFuture<Integer> answer(
      RunningHub hub, String method, String path, String cookie) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return call(hub, method, path, cookie, "{}").statusCode();
          } catch (IOException | InterruptedException fault) {
            throw new AssertionError(fault);
          }
        });
  }

  private void aWeekPasses(String account) {
    long due = System.currentTimeMillis() - TimeUnit.MINUTES.toMillis(2);
    withPeople(
        people ->
            people.update(
                account,
                each ->
                    each.withErasure(
                        each.erasure()
                            .map(
                                was ->
                                    new Erasure(
                                        was.askedAt(),
                                        due,
                                        was.offer(),
                                        was.heir(),
                                        was.language())))));
  }

  private void awaitErased(String account) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (withPeople(people -> people.account(account)).isPresent()) {
      assertThat(System.nanoTime()).as("the account is still there").isLessThan(until);
    }
  }

  private List<String> actions() {
    List<String> actions = new CopyOnWriteArrayList<>();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!actions.contains("account.erased")) {
      assertThat(System.nanoTime()).as("the audit log has %s", actions).isLessThan(until);
      actions.clear();
      withPeople(people -> new AuditVerifier(people).verify(each -> actions.add(each.action())));
    }
    return actions;
  }

  private String signedIn(String mail) throws IOException, InterruptedException {
    String account = Json.write(Map.of("mail", mail, "password", PASSWORD));
    assertThat(call(one, "POST", "/account", "", account).statusCode()).isEqualTo(201);
    return signIn(one, mail);
  }

  private String signIn(RunningHub hub, String mail) throws IOException, InterruptedException {
    String account = Json.write(Map.of("mail", mail, "password", PASSWORD));
    return call(hub, "POST", "/session", "", account).headers().allValues("Set-Cookie").stream()
        .filter(each -> each.startsWith("votehub="))
        .map(each -> each.substring(0, each.indexOf(';')))
        .findFirst()
        .orElseThrow();
  }

  private String idOf(String cookie) throws IOException, InterruptedException {
    try {
      return (String) Json.readObject(call(two, "GET", "/account", cookie, null).body()).get("id");
    } catch (BadJsonException fault) {
      throw new AssertionError(fault);
    }
  }

  private int claim(RunningHub.Room room, String cookie) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:" + one.port() + "/api/v1/rooms/" + room.code() + "/claim"))
            .header("Sec-Fetch-Site", "same-origin")
            .header("Cookie", cookie)
            .header("Authorization", "Bearer " + room.token())
            .POST(BodyPublishers.noBody())
            .build();
    return http.send(request, BodyHandlers.ofString()).statusCode();
  }

  /** As the command does. */
  private void makeOperator(String id) {
    withPeople(people -> people.update(id, account -> account.withOperator(true)));
  }

  private <T> T withPeople(Function<People, Future<T>> work) {
    MongoStore store =
        StoreContract.await(
            MongoStore.open(one.clients(), engines.mongo.uri("cluster"), StoreMeter.NONE));
    T done =
        StoreContract.await(MongoPeople.open(store.calls(), InstantSource.system()).compose(work));
    StoreContract.await(store.close());
    return done;
  }

  private VoterClient connect(String cookie) {
    return VoterClient.connect(
        two.clients(),
        new WebSocketConnectOptions().setPort(two.port()).addHeader("Cookie", cookie));
  }

  private HttpResponse<String> call(
      RunningHub hub, String method, String path, String cookie, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/api/v1" + path))
            .header("Sec-Fetch-Site", "same-origin")
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!cookie.isEmpty()) {
      request.header("Cookie", cookie);
    }
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    return http.send(request.build(), BodyHandlers.ofString());
  }
}
