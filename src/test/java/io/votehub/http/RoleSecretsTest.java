package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.EventClient;
import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.json.Json;
import io.votehub.outbound.Receiver;
import io.votehub.outbound.Receiver.Received;
import io.votehub.session.VoterClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each role gets what it is meant to see and nothing else, by whatever route, page, message, stream
 * or webhook. A room is filled with secrets; each role reads all that can be read and listens while
 * all of it changes, while polls are open and after they closed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleSecretsTest {
  private static final List<String> ROLES =
      List.of("nobody", "voter", "viewer", "moderator", "presenter", "owner");

  /** What is secret, and the least role that gets it. */
  private static final Map<String, String> SECRETS =
      Map.of(
          "the passcode", "presenter",
          "a question that is a draft", "viewer",
          "a hidden result", "viewer",
          "a text that nobody approved", "moderator",
          "a text that was hidden", "moderator",
          "a question from the floor that nobody approved", "moderator",
          "the right answer of a quiz", "presenter",
          "the label of a key", "owner");

  private static final List<String> WEBHOOK_EVENTS =
      List.of("poll.opened", "poll.closed", "question.live");

  private static final List<String> FORMS = List.of("application/json", "text/csv");

  /** What there is as a table, too. */
  private static final Pattern TABLES =
      Pattern.compile("/(results?|entries|report|ballots|players|leaderboard)$");

  /** Polls that are opened while the room is filled. */
  private static final int OPENED = 4;

  private HttpKit hub;
  private Receiver receiver;
  private Made room;
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final Map<String, String> marks = new LinkedHashMap<>();
  private final Map<String, String> readBy = new LinkedHashMap<>();
  private final List<String> polls = new ArrayList<>();

  @BeforeAll
  void fillRoom() {
    hub = new HttpKit(HttpSettings.DEFAULT, Pages.load());
    receiver = new Receiver(hub.vertx);
    hub.letTimePass();
    room = hub.room();
    Got webhook =
        hub.post(room.path() + "/webhooks")
            .as(room.token())
            .send(Map.of("url", receiver.url(), "events", WEBHOOK_EVENTS));
    assertThat(webhook.status()).as(webhook.text()).isEqualTo(201);
    tokens.put("nobody", null);
    tokens.put("voter", hub.voter(room));
    for (String role : List.of("viewer", "moderator", "presenter")) {
      tokens.put(role, key(role, "Key of a helper"));
    }
    tokens.put("owner", room.token());
    List<VoterClient> listening = new ArrayList<>();
    List<EventClient> streams = new ArrayList<>();
    ROLES.forEach(
        role -> {
          listening.add(listener(role));
          streams.add(stream(role));
        });

    marks.put("the label of a key", "Key of a helper");
    marks.put("a question that is a draft", "Draft of a question");
    marks.put("a hidden result", "A text nobody may see");
    marks.put("a text that nobody approved", "A text that waits");
    marks.put("a text that was hidden", "A rude text");
    marks.put("a question from the floor that nobody approved", "Question that waits");
    marks.put("the right answer of a quiz", "\"correct\":\"b\"");
    poll("single", "Draft of a question", Map.of());
    String hidden = opened("text", Map.of("results", "hidden"));
    say(hidden, "A text nobody may see");
    String moderated = opened("text", Map.of("moderated", true));
    say(moderated, "A text that waits");
    say(moderated, "A rude text");
    hide(moderated, "A rude text");
    String questions = opened("questions", Map.of("moderated", true));
    Got asked =
        hub.post(path(questions) + "/entries")
            .as(hub.voter(room))
            .send(Map.of("slot", 1, "text", "Question that waits"));
    assertThat(asked.status()).as(asked.text()).isEqualTo(201);
    opened("single", Map.of("quiz", Map.of("correct", "b")));
    Got admission =
        hub.ask("PUT", room.path() + "/admission").as(room.token()).send(Map.of("passcode", true));
    marks.put("the passcode", (String) admission.at("passcode"));

    gather(listening, streams);
    for (String poll : List.of(hidden, moderated, questions)) {
      assertThat(hub.post(path(poll) + "/close").as(room.token()).send().status()).isEqualTo(200);
    }
    gather(listening, streams);
    receiver.await(OPENED + 3 + 2);
  }

  /** What was sent while it happened, what is sent to who comes now, and what can be read. */
  private void gather(List<VoterClient> listening, List<EventClient> streams) {
    List<EventClient> late = ROLES.stream().map(this::stream).toList();
    String last = "The last poll of all " + polls.size();
    String poll = poll("single", last, Map.of());
    assertThat(hub.post(path(poll) + "/open").as(room.token()).send().status()).isEqualTo(200);
    for (int i = 0; i < ROLES.size(); i++) {
      String role = ROLES.get(i);
      String got =
          heard(listening.get(i))
              + heard(listener(role))
              + heard(streams.get(i), last)
              + heard(late.get(i), last)
              + read(tokens.get(role));
      readBy.merge(role, got, String::concat);
      late.get(i).close();
    }
  }

  private EventClient stream(String role) {
    return role.equals("nobody")
        ? EventClient.watch(hub.port, room.code())
        : EventClient.tryOpen(hub.port, room.code(), tokens.get(role)).orElseThrow();
  }

  /** What a stream has brought up to the opening of a poll, as text. */
  private static String heard(EventClient stream, String poll) {
    StringBuilder all = new StringBuilder();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!all.toString().contains(poll)) {
      all.append(Json.write(stream.next(until))).append('\n');
    }
    return all.toString();
  }

  @AfterAll
  void stop() {
    receiver.close();
    hub.close();
  }

  private String key(String role, String label) {
    return (String)
        hub.post(room.path() + "/keys")
            .as(room.token())
            .send(Map.of("role", role, "label", label))
            .at("token");
  }

  private VoterClient listener(String role) {
    VoterClient client = VoterClient.connect(hub.vertx, hub.port);
    if (role.equals("nobody")) {
      client.send(Map.of("type", "join", "room", room.code(), "watch", true));
    } else {
      client.send(Map.of("type", "join", "room", room.code(), "token", tokens.get(role)));
    }
    return client;
  }

  private String path(String poll) {
    return room.path() + "/polls/" + poll;
  }

  private String poll(String method, String question, Map<String, ?> settings) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("question", question);
    fields.put("method", method);
    if (method.equals("single")) {
      fields.put("options", List.of("A", "B"));
    }
    fields.put("settings", settings);
    Got made = hub.post(room.path() + "/polls").as(room.token()).send(fields);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    polls.add((String) made.at("id"));
    return (String) made.at("id");
  }

  private String opened(String method, Map<String, ?> settings) {
    String poll = poll(method, "Open", settings);
    assertThat(hub.post(path(poll) + "/open").as(room.token()).send().status()).isEqualTo(200);
    return poll;
  }

  private String voter() {
    Object passcode = hub.get(room.path() + "/admission").as(room.token()).send().at("passcode");
    Map<String, ?> shown = passcode == null ? Map.of() : Map.of("passcode", passcode);
    return (String) hub.post(room.path() + "/voters").send(shown).at("token");
  }

  private void say(String poll, String text) {
    Got got =
        hub.post(path(poll) + "/ballots").as(voter()).send(Map.of("ballot", Map.of("text", text)));
    assertThat(got.status()).as(got.text()).isEqualTo(201);
  }

  private void hide(String poll, String text) {
    List<?> entries =
        (List<?>)
            ((Map<?, ?>) hub.get(path(poll) + "/result").as(room.token()).send().at("result"))
                .get("entries");
    Object id =
        entries.stream()
            .map(each -> (Map<?, ?>) each)
            .filter(each -> text.equals(each.get("text")))
            .findFirst()
            .orElseThrow()
            .get("id");
    Got got =
        hub.post(path(poll) + "/entries/" + id).as(room.token()).send(Map.of("state", "hidden"));
    assertThat(got.status()).as(got.text()).isEqualTo(200);
  }

  /** What a client has got so far, as text. */
  private static String heard(VoterClient client) {
    List<Map<String, Object>> all = new ArrayList<>();
    client.send(Map.of("type", "ping", "id", "p"));
    while (all.isEmpty() || !"pong".equals(all.get(all.size() - 1).get("type"))) {
      all.add(client.await(message -> true));
    }
    return Json.write(all);
  }

  private String read(String token) {
    StringBuilder all = new StringBuilder();
    Stream<String> ofRoom =
        Stream.of(
                "",
                "/polls",
                "/results",
                "/admission",
                "/keys",
                "/export",
                "/players",
                "/leaderboard",
                "/electorates",
                "/rehearsal",
                "/agenda",
                "/report",
                "/webhooks",
                "/token")
            .map(each -> room.path() + each);
    Stream<String> ofPolls =
        polls.stream()
            .flatMap(
                poll ->
                    Stream.of("", "/result", "/entries", "/report", "/ballots")
                        .map(path(poll)::concat));
    Stream<String> pages =
        Stream.of("/r/", "/screen/", "/present/", "/moderate/", "/report/", "/rolls/", "/embed/")
            .flatMap(
                each -> Stream.of("", "?vote", "?overlay").map(how -> each + room.code() + how));
    Stream.of(ofRoom, ofPolls, token == null ? pages : Stream.<String>empty())
        .flatMap(each -> each)
        .forEach(
            path -> {
              for (String form : TABLES.matcher(path).find() ? FORMS : FORMS.subList(0, 1)) {
                HttpKit.Ask ask = hub.get(path).with("Accept", form);
                all.append((token == null ? ask : ask.as(token)).send().text());
              }
            });
    return all.toString();
  }

  private static Stream<Arguments> everySecretAndRole() {
    return SECRETS.entrySet().stream()
        .flatMap(
            secret ->
                ROLES.stream().map(role -> Arguments.of(secret.getKey(), role, secret.getValue())));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @MethodSource("everySecretAndRole")
  void aRoleGetsWhatItIsMeantToSeeAndNothingElse(String secret, String role, String from) {
    boolean meant = ROLES.indexOf(role) >= ROLES.indexOf(from);

    boolean got = readBy.get(role).contains(marks.get(secret));

    assertThat(got).as("%s gets %s", role, secret).isEqualTo(meant);
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void aWebhookIsToldTheResultsOfItsOwnerAndNoOtherSecret(String secret) {
    String told = receiver.all().stream().map(Received::body).collect(Collectors.joining("\n"));

    assertThat(told.contains(marks.get(secret))).isEqualTo(secret.equals("a hidden result"));
  }

  private static Stream<String> secrets() {
    return SECRETS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("moderators")
  void whoRemovesAnAuthorIsToldThePasscodeOnlyAsAPresenter(String role, boolean told) {
    String poll = opened("text", Map.of());
    say(poll, "Something rude");
    Map<?, ?> result =
        (Map<?, ?>) hub.get(path(poll) + "/result").as(room.token()).send().at("result");
    Object entry = ((Map<?, ?>) ((List<?>) result.get("entries")).get(0)).get("id");

    Got removed =
        hub.post(room.path() + "/removed")
            .as(tokens.get(role))
            .send(Map.of("poll", poll, "entry", entry));

    assertThat(removed.status()).as(removed.text()).isEqualTo(200);
    assertThat(Optional.ofNullable(removed.at("passcode")).isPresent()).isEqualTo(told);
  }

  private static Stream<Arguments> moderators() {
    return Stream.of(
        Arguments.of("moderator", false),
        Arguments.of("presenter", true),
        Arguments.of("owner", true));
  }
}
