package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.votehub.accounts.Accounts;
import io.votehub.bus.LocalCodec;
import io.votehub.count.CountMeters;
import io.votehub.count.Counter;
import io.votehub.count.CountingContext;
import io.votehub.event.SeveralListeners;
import io.votehub.fanout.LocalFanout;
import io.votehub.hook.HookAnnouncements;
import io.votehub.hook.HookDispatcher;
import io.votehub.hook.HookMeters;
import io.votehub.hook.Webhooks;
import io.votehub.hublog.HubLog;
import io.votehub.hublog.LogWriter;
import io.votehub.hublog.PollLog;
import io.votehub.identity.HubKey;
import io.votehub.identity.Ids;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SealKeys;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.image.Images;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.SettableClock;
import io.votehub.limit.LimitKit;
import io.votehub.limit.LimitOverrides;
import io.votehub.limit.Network;
import io.votehub.limit.NewVoters;
import io.votehub.limit.NewVoters.ChallengeMode;
import io.votehub.limit.RequestLimits;
import io.votehub.limit.Senders;
import io.votehub.memory.MemoryBudget;
import io.votehub.memory.MemoryShare;
import io.votehub.method.VotingMethods;
import io.votehub.player.Players;
import io.votehub.player.PlayersVerticle;
import io.votehub.push.PushSettings;
import io.votehub.push.Subscriptions;
import io.votehub.rehearse.MemoryCurrentRehearsal;
import io.votehub.rehearse.Rehearsals;
import io.votehub.room.Moderator;
import io.votehub.room.Polls;
import io.votehub.room.RoomQueryVerticle;
import io.votehub.room.Rooms;
import io.votehub.session.ConnectionBudget;
import io.votehub.session.PendingConnections;
import io.votehub.session.SessionLimits;
import io.votehub.session.SessionMeters;
import io.votehub.session.SessionParts;
import io.votehub.session.SessionServer;
import io.votehub.session.SessionTimes;
import io.votehub.store.MemoryStore;
import io.votehub.trace.VoteFollower;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;

/**
 * A hub on a free port with an in-memory ledger, and a client. Every answer is validated against
 * {@code docs/openapi.yaml}.
 */
final class HttpKit implements AutoCloseable {
  static final String SECRET = "a secret of the tests, with 32 bytes and more";

  private static final long TICK_MS = 20;

  final Vertx vertx = Vertx.vertx();
  final MemoryBudget memory;
  final MemoryStore store = new MemoryStore();
  final SettableClock clock = new SettableClock();
  final HubLog log;

  /** The memory share of long answers that wait for slow receivers. */
  final MemoryShare answers;

  final Tokens tokens = new Tokens(vertx, HubKey.of(SECRET));
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final Optional<Accounts> accounts;
  Router router;
  final int port;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  HttpKit() {
    this(HttpSettings.DEFAULT);
  }

  HttpKit(HttpSettings settings) {
    this(settings, MemoryBudget.of(1 << 25));
  }

  /** With pages other than those of the tests. */
  HttpKit(HttpSettings settings, Pages pages) {
    this(
        settings,
        MemoryBudget.of(1 << 25),
        new Senders(List.of()),
        false,
        1,
        (vertx, key) -> Optional.empty(),
        ChallengeMode.OFF,
        pages);
  }

  HttpKit(HttpSettings settings, MemoryBudget memory) {
    this(settings, memory, new Senders(List.of()), false, 1);
  }

  /**
   * @param trusted proxies
   * @param roomsPerMinute for unknown addresses
   */
  HttpKit(HttpSettings settings, List<Network> trusted, int roomsPerMinute) {
    this(settings, MemoryBudget.of(1 << 25), new Senders(trusted), true, roomsPerMinute);
  }

  private HttpKit(
      HttpSettings settings,
      MemoryBudget memory,
      Senders senders,
      boolean limited,
      int roomsPerMinute) {
    this(
        settings,
        memory,
        senders,
        limited,
        roomsPerMinute,
        (vertx, key) -> Optional.empty(),
        ChallengeMode.OFF);
  }

  /** With limits, behind trusted proxies, and challenges of new voters. */
  HttpKit(List<Network> trusted, ChallengeMode challenge) {
    this(
        HttpSettings.DEFAULT,
        MemoryBudget.of(1 << 25),
        new Senders(trusted),
        true,
        600,
        (vertx, key) -> Optional.empty(),
        challenge);
  }

  /** With accounts. */
  HttpKit(HttpSettings settings, BiFunction<Vertx, HubKey, Optional<Accounts>> accounts) {
    this(
        settings,
        MemoryBudget.of(1 << 25),
        new Senders(List.of()),
        false,
        1,
        accounts,
        ChallengeMode.OFF);
  }

  /** With accounts, and pages other than those of the tests. */
  HttpKit(
      HttpSettings settings, BiFunction<Vertx, HubKey, Optional<Accounts>> accounts, Pages pages) {
    this(
        settings,
        MemoryBudget.of(1 << 25),
        new Senders(List.of()),
        false,
        1,
        accounts,
        ChallengeMode.OFF,
        pages);
  }

  /** With accounts and limits, behind trusted proxies. */
  HttpKit(List<Network> trusted, BiFunction<Vertx, HubKey, Optional<Accounts>> accounts) {
    this(
        HttpSettings.DEFAULT,
        MemoryBudget.of(1 << 25),
        new Senders(trusted),
        true,
        600,
        accounts,
        ChallengeMode.AUTO);
  }

  private HttpKit(
      HttpSettings settings,
      MemoryBudget memory,
      Senders senders,
      boolean limited,
      int roomsPerMinute,
      BiFunction<Vertx, HubKey, Optional<Accounts>> accountsOf,
      ChallengeMode challenge) {
    this(
        settings,
        memory,
        senders,
        limited,
        roomsPerMinute,
        accountsOf,
        challenge,
        new Pages(PagesTest.FILES));
  }

  private HttpKit(
      HttpSettings settings,
      MemoryBudget memory,
      Senders senders,
      boolean limited,
      int roomsPerMinute,
      BiFunction<Vertx, HubKey, Optional<Accounts>> accountsOf,
      ChallengeMode challenge,
      Pages pages) {
    accounts = accountsOf.apply(vertx, HubKey.of(SECRET));
    this.memory = memory;
    this.answers = memory.answers();
    RequestLimits limits = LimitKit.limits(senders, limited, roomsPerMinute, meters);
    NewVoters newVoters = LimitKit.newVoters(vertx, limits, challenge);
    accounts.ifPresent(
        open ->
            open.limitChanges()
                .follow(changes -> LimitOverrides.apply(changes, limits, newVoters)));
    vertx.eventBus().registerCodec(new LocalCodec());
    VotingMethods methods = VotingMethods.standard();
    MemoryLedger ledger = new MemoryLedger(clock, memory.standing());
    LocalFanout fanout = new LocalFanout(vertx, methods);
    HookAnnouncements hooks =
        new HookAnnouncements(vertx, store, ledger, methods, settings.publicUrl());
    SealKeys keys = SealKeys.inMemory(HubKey.of(SECRET));
    log = new HubLog(vertx, store, () -> keys.open().map(SealKeys.Opened::signer));
    CountingContext counting =
        new CountingContext(
            vertx,
            store,
            ledger,
            fanout,
            methods,
            memory,
            false,
            keys,
            new SeveralListeners(List.of(hooks, new PollLog(vertx, store, clock))));
    Polls polls = new Polls(counting, Ids::random);
    HttpParts parts =
        new HttpParts(
            vertx,
            new Rooms(counting, polls, new SecureRandom(), Ids::random, Rooms.Keeping.DEFAULT),
            polls,
            new Moderator(counting, polls),
            fanout,
            methods,
            tokens,
            () -> new ReceiptSigner(HubKey.of(SECRET)),
            Ids::random,
            InstantSource.system(),
            1,
            memory,
            settings,
            limits,
            newVoters,
            new SecurityLog(HubKey.of(SECRET)),
            new RequestMeters(new SimpleMeterRegistry()),
            VoteFollower.OFF,
            accounts,
            new Rehearsals(
                vertx,
                new Rehearsals.Place(
                    () -> URI.create("http://127.0.0.1/"),
                    Optional.empty(),
                    () -> 0,
                    () -> Future.succeededFuture(0.0)),
                new MemoryCurrentRehearsal()),
            new Images(vertx, store, meters),
            new Webhooks(hooks, ledger, HubKey.of(SECRET), true),
            log,
            Optional.of(
                new Subscriptions(
                    vertx,
                    store,
                    new PushSettings("mailto:votes@example.org", List.of("push.example")),
                    HubKey.of(SECRET))));
    await(
        vertx.deployVerticle(
            new HookDispatcher(
                hooks,
                ledger,
                HubKey.of(SECRET),
                true,
                new SecureRandom(),
                new HookMeters(meters))));
    await(vertx.deployVerticle(new LogWriter(ledger, store, log)));
    await(
        vertx.deployVerticle(
            new Counter(
                counting,
                new Counter.Limits(1, 1000, 100, Optional.empty()),
                0,
                new CountMeters(new SimpleMeterRegistry(), counting))));
    await(
        vertx.deployVerticle(
            new RoomQueryVerticle(
                parts.rooms().views(), parts.rooms().leaderboards(), parts.polls().boards())));
    await(vertx.deployVerticle(new PlayersVerticle(new Players(store, parts.fanout()))));
    EarlyResponses early = new EarlyResponses(settings.securityHeaders());
    SessionServer server =
        new SessionServer(
            sessions(fanout, methods, limits, newVoters),
            new SessionServer.Listening("localhost", 0, 8192, Optional.empty()),
            new SessionServer.Front(
                (loop, streams) -> {
                  router = HttpRouter.create(parts, pages, streams::open);
                  return router;
                },
                early::unreadable,
                early::reject),
            new ConnectionBudget("main", 1000, 1000, () -> 0, new SimpleMeterRegistry()),
            PendingConnections.within(1000, 1000, new SimpleMeterRegistry()));
    await(vertx.deployVerticle(server));
    port = server.port();
  }

  private SessionParts sessions(
      LocalFanout fanout, VotingMethods methods, RequestLimits limits, NewVoters newVoters) {
    return new SessionParts(
        fanout,
        methods,
        tokens,
        Ids::random,
        () -> new ReceiptSigner(HubKey.of(SECRET)),
        clock,
        new SessionLimits(
            100, 10, 100, true, 5000, List.of(), Optional.empty(), SessionTimes.DEFAULT),
        new SessionMeters(new SimpleMeterRegistry()),
        1,
        memory,
        limits,
        newVoters,
        true,
        new SecurityLog(HubKey.of(SECRET)),
        VoteFollower.OFF);
  }

  /** From now on the clock goes, for what looks again after a while, like webhooks. */
  void letTimePass() {
    vertx.setPeriodic(TICK_MS, tick -> clock.advance(TICK_MS));
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No answer within 60 s", late);
    }
  }

  /** An answer of the hub. */
  record Got(HttpResponse<byte[]> raw) {
    int status() {
      return raw.statusCode();
    }

    String text() {
      return new String(raw.body(), StandardCharsets.UTF_8);
    }

    Map<String, Object> json() {
      try {
        return Json.readObject(text());
      } catch (BadJsonException fault) {
        throw new AssertionError("Not JSON: " + text(), fault);
      }
    }

    Object at(String field) {
      return json().get(field);
    }

    String header(String name) {
      return raw.headers().firstValue(name).orElse(null);
    }

    /** The pointers of the invalid fields. */
    List<String> pointers() {
      return ((List<?>) at("errors"))
          .stream().map(each -> (String) ((Map<?, ?>) each).get("pointer")).toList();
    }
  }

  /** A request being built. */
  final class Ask {
    private final HttpRequest.Builder request;
    private final String method;
    private final String path;

    private Ask(String method, String path) {
      this.method = method;
      this.path = path;
      request =
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
              .timeout(Duration.ofSeconds(60))
              .method(method, BodyPublishers.noBody());
    }

    Ask as(String token) {
      return with("Authorization", "Bearer " + token);
    }

    Ask with(String header, String value) {
      request.setHeader(header, value);
      return this;
    }

    Got send() {
      try {
        Got got = new Got(client.send(request.build(), BodyHandlers.ofByteArray()));
        Documents.check(method, path, got);
        return got;
      } catch (IOException fault) {
        throw new AssertionError("No answer", fault);
      } catch (InterruptedException fault) {
        throw new AssertionError("Interrupted", fault);
      }
    }

    Got send(String body) {
      return send(body.getBytes(StandardCharsets.UTF_8));
    }

    Got send(byte[] body) {
      if (request.build().headers().firstValue("Content-Type").isEmpty()) {
        with("Content-Type", "application/json");
      }
      request.method(method, BodyPublishers.ofByteArray(body));
      return send();
    }

    Got send(Map<String, ?> json) {
      return send(Json.write(json));
    }
  }

  Ask ask(String method, String path) {
    return new Ask(method, path);
  }

  Ask get(String path) {
    return ask("GET", path);
  }

  Ask post(String path) {
    return ask("POST", path);
  }

  /** A new room and its presenter's token. */
  record Made(String code, String token) {
    String path() {
      return "/api/v1/rooms/" + code;
    }
  }

  Made room() {
    Map<String, Object> json = post("/api/v1/rooms").send(Map.of("title", "A room")).json();
    return new Made((String) json.get("code"), (String) json.get("token"));
  }

  /** The path of a new draft with the options a and b. */
  String draft(Made room) {
    Map<String, Object> poll =
        Map.of("question", "Which?", "method", "single", "options", List.of("A", "B"));
    return room.path()
        + "/polls/"
        + post(room.path() + "/polls").as(room.token()).send(poll).at("id");
  }

  /** The path of a new poll that is open. */
  String open(Made room) {
    String poll = draft(room);
    post(poll + "/open").as(room.token()).send();
    return poll;
  }

  /** Drafts a poll; the hub's answer. */
  Got draft(Made room, String method, List<?> options, Map<String, ?> settings) {
    return post(room.path() + "/polls")
        .as(room.token())
        .send(
            Map.of(
                "question", "Which?", "method", method, "options", options, "settings", settings));
  }

  /** The path of a new poll that is open. */
  String open(Made room, String method, List<?> options, Map<String, ?> settings) {
    Got made = draft(room, method, options, settings);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    String poll = room.path() + "/polls/" + made.at("id");
    step(room, poll, "open");
    return poll;
  }

  /** Takes a step such as "close" with the poll at this path, which must succeed. */
  Got step(Made room, String poll, String name) {
    Got got = post(poll + "/" + name).as(room.token()).send();
    assertThat(got.status()).as(got.text()).isBetween(200, 299);
    return got;
  }

  /** The token of a new voter. */
  String voter(Made room) {
    return (String) post(room.path() + "/voters").send().at("token");
  }

  Got vote(String poll, String voter, String choice) {
    return post(poll + "/ballots").as(voter).send(Map.of("ballot", Map.of("choice", choice)));
  }

  @Override
  public void close() {
    accounts.ifPresent(each -> await(each.close()));
    await(vertx.close());
  }
}
