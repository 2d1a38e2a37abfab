package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each role gets what it is meant to see and nothing else, by whatever route or message. A room is
 * filled with secrets; each role reads all that can be read and listens while all of it changes.
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

  private HttpKit hub;
  private Made room;
  private final Map<String, String> tokens = new LinkedHashMap<>();
  private final Map<String, String> marks = new LinkedHashMap<>();
  private final Map<String, String> readBy = new LinkedHashMap<>();
  private final List<String> polls = new ArrayList<>();

  @BeforeAll
  void fillRoom() {
    hub = new HttpKit();
    room = hub.room();
    tokens.put("nobody", null);
    tokens.put("voter", hub.voter(room));
    for (String role : List.of("viewer", "moderator", "presenter")) {
      tokens.put(role, key(role, "Key of a helper"));
    }
    tokens.put("owner", room.token());
    List<VoterClient> listening = new ArrayList<>();
    ROLES.forEach(role -> listening.add(listener(role)));

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

    for (int i = 0; i < ROLES.size(); i++) {
      String role = ROLES.get(i);
      // What was sent while it happened, what is sent to who comes now, and what can be read.
      readBy.put(role, heard(listening.get(i)) + heard(listener(role)) + read(tokens.get(role)));
    }
  }

  @AfterAll
  void stop() {
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
                "/token")
            .map(each -> room.path() + each);
    Stream<String> ofPolls =
        polls.stream()
            .flatMap(
                poll -> Stream.of("", "/result", "/entries", "/report").map(path(poll)::concat));
    Stream<String> pages =
        Stream.of("/r/", "/screen/", "/present/", "/moderate/").map(each -> each + room.code());
    Stream.of(ofRoom, ofPolls, pages)
        .flatMap(each -> each)
        .forEach(
            path -> {
              for (String form : List.of("application/json", "text/csv")) {
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
