package io.votehub.push;

import static io.votehub.outbound.Receiver.await;
import static io.votehub.push.PushService.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.votehub.bus.LocalCodec;
import io.votehub.fanout.LocalFanout;
import io.votehub.identity.HubKey;
import io.votehub.identity.RollVoter;
import io.votehub.json.Json;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.SettableClock;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.outbound.OutboundClient;
import io.votehub.outbound.PublicAddresses;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import io.votehub.store.MemoryStore;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreContract;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Voters whose page is closed are told of polls that open. */
@Tag("slow")
class PushDispatcherTest {
  private static final HubKey KEY = HubKey.of("a secret of the tests, with 32 bytes and more");
  private static final Room ROOM = StoreContract.ROOM;
  private static final PushSettings SETTINGS =
      new PushSettings("mailto:votes@example.org", List.of(PushService.HOST));

  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore store = new MemoryStore();
  private final SettableClock clock = new SettableClock();
  private final MemoryLedger ledger = new MemoryLedger(clock, MemoryBudget.of(1 << 20).standing());
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final LocalFanout fanout = new LocalFanout(vertx, VotingMethods.standard());
  private final Subscriptions subscriptions = new Subscriptions(vertx, store, SETTINGS, KEY);
  private final Map<String, Browser> browsers = new HashMap<>();
  private PushService service;

  @BeforeEach
  void start() {
    vertx.eventBus().registerCodec(new LocalCodec());
    service = new PushService(vertx);
    await(store.addRoom(ROOM));
  }

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private OpenedPolls announcements() {
    return new OpenedPolls(vertx, store, clock);
  }

  private String instance() {
    return instance(service.client(vertx), 1);
  }

  private String instance(OutboundClient client, int instances) {
    return await(
        vertx.deployVerticle(
            new PushDispatcher(
                    announcements(),
                    ledger,
                    fanout,
                    subscriptions,
                    () -> Future.succeededFuture(instances),
                    new PushMeters(meters))
                .through(client)));
  }

  /** A voter who is to be told at an endpoint of the same name. */
  private String subscribe(String voter) {
    Browser browser = Browser.create();
    browsers.put(voter, browser);
    return await(subscriptions.add(ROOM, voter, browser.subscription(service.endpoint(voter))));
  }

  private Poll open(String id, OptionalLong closesAt) {
    PollRecord draft = StoreContract.draft(id, 0);
    Poll poll =
        draft
            .poll()
            .withState(
                PollState.OPEN,
                new Poll.Times(OptionalLong.of(clock.millis()), closesAt, OptionalLong.empty()));
    await(store.addPoll(draft.withPoll(poll)));
    return poll;
  }

  private Poll open(String id) {
    return open(id, OptionalLong.empty());
  }

  private void close(Poll poll) {
    await(
        store.updatePoll(
            poll.id(), record -> record.withPoll(poll.withState(PollState.CLOSED, poll.times()))));
  }

  private List<String> tasks() {
    return await(store.dueTasks(PushTask.KIND, Long.MAX_VALUE, 1_000)).stream()
        .map(each -> PushTask.of(each))
        .filter(each -> !each.done())
        .map(PushTask::id)
        .toList();
  }

  private double counted(Outcome.Kind kind) {
    return meters
        .get("votehub.push")
        .tag("outcome", kind.name().toLowerCase(Locale.ROOT))
        .counter()
        .count();
  }

  @Test
  void theBrowserOfAnAbsentVoterReadsWhichPollHasOpened() throws Exception {
    subscribe("voter-1");
    instance();
    Poll poll = open("poll-1", OptionalLong.of(clock.millis() + 90_000));
    announcements().opened(poll);

    PushService.Message message = service.awaited(1);

    assertThat(Json.readObject(browsers.get("voter-1").read(message.body().getBytes())))
        .isEqualTo(
            Map.of(
                "room", ROOM.code(),
                "title", ROOM.title(),
                "poll", "poll-1",
                "question", poll.question()));
    assertThat(message.headers())
        .containsEntry("TTL", "90")
        .containsEntry("Urgency", "high")
        .containsEntry("Topic", "poll-1")
        .containsEntry("Content-Encoding", "aes128gcm");
    assertThat(message.body().length()).isLessThan(4096);
    verifyProof(message.headers().get("Authorization"));
  }

  /** The proof of who sends (RFC 8292). */
  private void verifyProof(String header) throws Exception {
    assertThat(header).matches("vapid t=[^,]+, k=[A-Za-z0-9_-]+");
    String token = header.substring("vapid t=".length(), header.indexOf(','));
    String key = header.substring(header.indexOf("k=") + 2);
    assertThat(key).isEqualTo(subscriptions.applicationServerKey());
    String[] parts = token.split("\\.", -1);
    Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
    signature.initVerify(Browser.publicKey(Browser.decoded(key)));
    signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(signature.verify(Browser.decoded(parts[2]))).isTrue();
    Map<String, Object> claims =
        Json.readObject(new String(Browser.decoded(parts[1]), StandardCharsets.UTF_8));
    assertThat(claims)
        .containsEntry("aud", service.origin())
        .containsEntry("sub", "mailto:votes@example.org");
    long hours =
        (((Number) claims.get("exp")).longValue() - System.currentTimeMillis() / 1000) / 3600;
    assertThat(hours).isBetween(1L, 24L);
  }

  /** RFC 8291, section 5: so that what reads in these tests is no twin of what writes. */
  @Test
  void theBrowserOfTheTestsReadsTheMessageOfTheRfc() {
    Browser browser =
        Browser.of(
            "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "BTBZMqHH6r4Tts7J_aSIgg");

    assertThat(
            browser.read(
                Browser.decoded(
                    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27ml"
                        + "mlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPT"
                        + "pK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN")))
        .isEqualTo("When I grow up, I want to be a watermelon");
  }

  @Test
  void whoHasAConnectionGetsNone() {
    subscribe("here");
    subscribe("away");
    fanout.enter(ROOM.code(), "here", false);
    instance();
    announcements().opened(open("poll-1"));

    until(() -> counted(Outcome.Kind.SENT) == 1 && tasks().isEmpty());
    assertThat(service.all())
        .singleElement()
        .extracting(PushService.Message::path)
        .isEqualTo("/send/away");
  }

  @Test
  void whoIsRemovedOrNotOnTheRollGetsNone() {
    String member = new RollVoter("roll-1", "member-1", 1).id();
    subscribe("guest");
    subscribe(member);
    instance();
    PollRecord draft = StoreContract.draft("poll-1", 0);
    Poll poll =
        draft
            .poll()
            .withElectorate(Optional.of("roll-1"))
            .withState(
                PollState.OPEN,
                new Poll.Times(
                    OptionalLong.of(clock.millis()), OptionalLong.empty(), OptionalLong.empty()));
    await(store.addPoll(draft.withPoll(poll)));
    announcements().opened(poll);

    until(() -> counted(Outcome.Kind.SENT) == 1 && tasks().isEmpty());
    assertThat(service.to(member)).hasSize(1);
  }

  @Test
  void ofSeveralInstancesThatFindAPollOpenOneTells() {
    int voters = 40;
    for (int i = 0; i < voters; i++) {
      subscribe("voter-" + i);
    }
    for (int i = 0; i < 3; i++) {
      instance();
    }
    Poll poll = open("poll-1");
    for (int i = 0; i < 3; i++) {
      announcements().opened(poll);
    }

    until(() -> counted(Outcome.Kind.SENT) >= voters && tasks().isEmpty());
    // An instance that comes later finds the poll open, too.
    announcements().opened(poll);
    open("poll-2");
    announcements().opened(open("poll-3"));
    until(() -> counted(Outcome.Kind.SENT) >= 2 * voters && tasks().isEmpty());
    for (int i = 0; i < voters; i++) {
      assertThat(service.to("voter-" + i)).hasSize(2);
    }
  }

  @Test
  void whatAnInstanceDiedOverIsToldByAnother() {
    subscribe("voter-1");
    service.answer((message, request) -> {});
    String dying = instance();
    announcements().opened(open("poll-1"));
    service.awaited(1);
    await(vertx.undeploy(dying));
    service.answer(201);

    instance();
    clock.advance(60_000);

    service.awaited(2);
    until(() -> tasks().isEmpty());
    assertThat(service.all()).hasSize(2);
    assertThat(service.all())
        .extracting(each -> each.headers().get("Topic"))
        .containsOnly("poll-1");
  }

  @Test
  void aSubscriptionThatHasEndedIsDeleted() {
    subscribe("gone");
    subscribe("unknown");
    subscribe("there");
    service.answer(
        (message, request) ->
            request
                .response()
                .setStatusCode(
                    message.path().endsWith("gone")
                        ? 410
                        : message.path().endsWith("unknown") ? 404 : 201)
                .end());
    instance();
    announcements().opened(open("poll-1"));
    until(() -> service.all().size() == 3 && tasks().isEmpty());

    announcements().opened(open("poll-2"));

    until(() -> service.to("there").size() == 2 && tasks().isEmpty());
    assertThat(service.all()).hasSize(4);
  }

  @Test
  void aServiceThatAsksForAPauseGetsIt() {
    subscribe("voter-1");
    service.answer(
        (message, request) ->
            request.response().setStatusCode(429).putHeader("Retry-After", "30").end());
    instance();
    announcements().opened(open("poll-1"));
    until(() -> counted(Outcome.Kind.LATER) == 1);
    subscribe("voter-2");
    announcements().opened(open("poll-2"));
    until(() -> counted(Outcome.Kind.LATER) >= 3);

    assertThat(service.all()).hasSize(1);
    assertThat(
            await(store.dueTasks(PushTask.KIND, clock.millis() + 29_000, 100)).stream()
                .map(PushTask::of)
                .filter(each -> !each.isOpening()))
        .isEmpty();
  }

  @Test
  void aServiceThatIsDownIsTriedAgainAndNotForEver() {
    subscribe("voter-1");
    service.answer(503);
    instance();
    announcements().opened(open("poll-1"));

    for (int i = 1; i <= 5; i++) {
      int attempts = i;
      until(() -> counted(Outcome.Kind.LATER) == attempts);
      clock.advance(60_000);
    }

    until(() -> tasks().isEmpty());
    assertThat(service.all()).hasSize(5);
  }

  @Test
  void nobodyIsToldOfAPollThatHasClosed() {
    subscribe("voter-1");
    Poll poll = open("poll-1");
    announcements().opened(poll);
    until(() -> !tasks().isEmpty());
    close(poll);
    instance();

    until(() -> tasks().isEmpty());
    announcements().opened(open("poll-2"));
    assertThat(service.awaited(1).headers()).containsEntry("Topic", "poll-2");
  }

  @Test
  void aServiceThatResolvesToLoopbackIsNotConnectedTo() {
    subscribe("voter-1");
    OutboundClient guarded =
        new OutboundClient(
            vertx,
            PublicAddresses::contains,
            new HttpClientOptions(),
            name -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())));
    instance(guarded, 1);
    announcements().opened(open("poll-1"));

    until(() -> counted(Outcome.Kind.FAILED) == 1);
    assertThat(service.all()).isEmpty();
  }

  @Test
  void theRateIsSharedByAllInstances() {
    int voters = 240;
    List<Future<String>> added = new ArrayList<>();
    for (int i = 0; i < voters; i++) {
      added.add(
          subscriptions.add(
              ROOM, "voter-" + i, Browser.create().subscription(service.endpoint("v" + i))));
    }
    await(Future.all(added));
    // One of two, so 250 a second.
    instance(service.client(vertx), 2);
    long begun = System.nanoTime();
    announcements().opened(open("poll-1"));

    until(() -> service.all().size() == voters);
    long took = service.all().get(voters - 1).atNanos() - begun;
    assertThat(TimeUnit.NANOSECONDS.toMillis(took)).isGreaterThan(800);
    assertThat(voters)
        .isEqualTo(service.all().stream().map(each -> each.path()).distinct().count());
  }
}
