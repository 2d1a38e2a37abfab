package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.http.HttpKit.Made;
import io.votehub.json.Json;
import io.votehub.poll.ErrorCode;
import io.votehub.protocol.Messages;
import io.votehub.protocol.QuizMessages;
import io.votehub.protocol.RoomMessages;
import io.votehub.quiz.Leaderboard;
import io.votehub.quiz.PollScores;
import io.votehub.quiz.Score;
import io.votehub.session.VoterClient;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The documents and the hub are consistent. */
class DocumentsTest {
  @TempDir static Path folder;
  private static AccountKit accounts;
  private static HttpKit hub;

  @BeforeAll
  static void start() {
    accounts = new AccountKit(folder, false, HttpSettings.DEFAULT);
    hub = accounts.hub;
  }

  @AfterAll
  static void stop() {
    accounts.close();
  }

  @Test
  void routesAndDocumentedCallsAreTheSame() {
    Set<String> routes = new TreeSet<>();
    hub.router
        .getRoutes()
        .forEach(
            route -> {
              if (route.methods() != null && route.getPath().startsWith("/api/")) {
                String path = route.getPath().replaceAll(":(\\w+)", "{$1}");
                route.methods().forEach(method -> routes.add(method + " " + path));
              }
            });

    assertThat(Documents.calls().stream().filter(call -> call.contains("/api/")))
        .containsExactlyElementsOf(routes);
  }

  @Test
  void refusedHandshakesConformToTheDocument() {
    assertThat(hub.get("/ws").send().status()).isEqualTo(426);
    assertThat(
            Documents.OPENAPI
                .getJsonObject("paths")
                .getJsonObject("/ws")
                .getJsonObject("get")
                .getJsonObject("responses")
                .fieldNames())
        .containsExactlyInAnyOrder("101", "400", "403", "426", "503");
  }

  @Test
  void theDocumentedErrorCodesAreThoseOfTheHub() {
    JsonArray codes = schema("ErrorCode").getJsonArray("enum");
    assertThat(codes.stream().map(String.class::cast))
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(ErrorCode.values()).map(ErrorCode::wire).collect(Collectors.toSet()));
  }

  @Test
  void everyReferenceHasATarget() {
    for (JsonObject document : List.of(Documents.OPENAPI, Documents.ASYNCAPI)) {
      java.util.regex.Pattern.compile("\"\\$ref\":\"([^\"]+)\"")
          .matcher(document.encode())
          .results()
          .map(found -> found.group(1))
          .forEach(
              ref -> {
                JsonObject in = ref.startsWith("./openapi.yaml") ? Documents.OPENAPI : document;
                JsonObject at = in;
                for (String step : ref.substring(ref.indexOf('#') + 2).split("/", -1)) {
                  assertThat(at.containsKey(step)).as(ref).isTrue();
                  at = at.getJsonObject(step);
                }
              });
    }
  }

  private static JsonObject schema(String name) {
    return Documents.OPENAPI
        .getJsonObject("components")
        .getJsonObject("schemas")
        .getJsonObject(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'choice':'a'}",
        "{'choices':['a','c']}",
        "{'scores':{'a':2,'b':-1}}",
        "{'ranking':['b','a']}",
        "{'ranking':['b',['a','c']]}",
        "{'grades':{'a':'good'}}",
        "{'points':{'a':60,'b':40}}",
        "{'number':42.5}",
        "{'words':['fast','fun']}",
        "{'text':'x'}",
        "{'up':['0123456789abcdef'],'down':[]}"
      })
  void ballotsOfTheContractConformToTheDocument(String ballot) {
    assertThat(Documents.faults("Ballot", json(ballot))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'method':'single','options':[{'id':'a','votes':2,'share':1}],'winners':['a']}",
        "{'method':'score','options':[{'id':'a','count':1,'sum':2,'mean':2,'median':2,"
            + "'histogram':{'-2':0,'2':1}}],'winners':['a']}",
        "{'method':'ranked','winners':['a'],'rounds':[{'votes':{'a':1.5},'exhausted':0,"
            + "'elected':['a'],'eliminated':[]}]}",
        "{'method':'ranked','winners':['a'],'ranking':[['a'],['b','c']],'pairwise':{'a':{'b':2}}}",
        "{'method':'ranked','winners':['a'],'points':{'a':2.5}}",
        "{'method':'grades','options':[{'id':'a','grade':'good','histogram':{'good':1}}],"
            + "'ranking':[['a']],'winners':['a']}",
        "{'method':'points','options':[{'id':'a','sum':60,'share':0.6}],'winners':['a']}",
        "{'method':'number','count':1,'mean':4.5,'median':4.5,'min':4.5,'max':4.5,"
            + "'histogram':[{'from':4,'to':5,'count':1}]}",
        "{'method':'words','words':[{'word':'fast','votes':2}]}",
        "{'method':'text','entries':[{'text':'x','at':1790000000000}]}",
        "{'method':'questions','entries':[{'id':'0123456789abcdef','score':2}]}"
      })
  void resultsOfTheContractConformToTheDocument(String result) {
    assertThat(Documents.faults("Result", json(result))).isEmpty();
  }

  @Test
  void deviationsFromTheDocumentsAreDetected() {
    for (String schema :
        List.of("Poll", "Room", "Tally", "Ack", "Problem", "Ballot", "Result", "JoinedMessage")) {
      assertThat(Documents.faults(schema, new JsonObject())).as(schema).isNotEmpty();
    }
    String room = "{'code':'ABC234','title':'x','present':0,'polls':[{'id':7}]}";
    assertThat(Documents.faults("Room", json(room))).isNotEmpty();
    assertThat(Documents.faults("Ballot", json("{'choice':'a','x':1}"))).isNotEmpty();
    assertThat(Documents.faults("Result", json("{'method':'single','words':[]}"))).isNotEmpty();
  }

  private static JsonObject json(String text) {
    return new JsonObject(text.replace('\'', '"'));
  }

  @Test
  void everyMessageOfASessionConformsToTheDocument() {
    Made room = hub.room();
    String poll = hub.open(room);
    String id = poll.substring(poll.lastIndexOf('/') + 1);
    Set<Object> seen = new HashSet<>();
    try (VoterClient voter = VoterClient.connect(hub.vertx, hub.port);
        VoterClient presenter = VoterClient.connect(hub.vertx, hub.port)) {
      said(presenter.join(room.code(), Optional.of(room.token())), seen);
      Map<String, Object> joined = voter.join(room.code());
      said(joined, seen);
      said(presenter.await("presence"), seen);
      said(voter.vote(id, "a"), seen);
      said(voter.vote(id, "none"), seen);
      Map<String, Object> other = Map.of("ballot", Map.of("choice", "b"));
      hub.post(poll + "/ballots").as((String) joined.get("token")).send(other);
      said(voter.await("ballot"), seen);
      voter.sendText("junk");
      said(voter.await("error"), seen);
      voter.send(Map.of("type", "ping", "id", "p"));
      said(voter.await("pong"), seen);
      voter.send(Map.of("type", "react", "emoji", "👏"));
      voter.send(Map.of("type", "name", "id", "n", "name", "Ada"));
      said(voter.await("named"), seen);
      said(presenter.awaitTally(1), seen);
      Map<String, Object> reactions = presenter.await("reactions");
      assertThat(reactions.get("counts")).isEqualTo(Map.of("👏", 1));
      said(reactions, seen);
      String floor = questions(room);
      presenter.await(message -> message.get("type").equals("poll"));
      voter.send(Map.of("type", "ask", "id", "q", "poll", floor, "slot", 1, "text", "Why?"));
      said(voter.await("asked"), seen);
      said(presenter.await("entries"), seen);
      hub.post(poll + "/close").as(room.token()).send();
      said(presenter.await("poll"), seen);
      said(presenter.awaitFinalTally(), seen);
      hub.ask("PATCH", room.path()).as(room.token()).send(Map.of("title", "New"));
      said(presenter.await("room"), seen);
      hub.ask("PUT", room.path() + "/agenda").as(room.token()).send("[{\"break\":\"Coffee\"}]");
      said(presenter.await("agenda"), seen);
      hub.ask("DELETE", poll).as(room.token()).send();
      said(presenter.await("poll-deleted"), seen);
      hub.post(answeredQuestion(room, voter) + "/close").as(room.token()).send();
      said(voter.await("score"), seen);
      voter.drain().forEach(message -> said(message, seen));
    }
    said(Messages.bye(500), seen);
    said(RoomMessages.upcoming(Map.of("at", 1, "break", "Coffee"), Optional.empty()), seen);
    said(RoomMessages.upcoming(Map.of("at", 1, "poll", "p"), Optional.of("Which?")), seen);
    said(RoomMessages.upcoming(Map.of(), Optional.empty()), seen);
    said(
        QuizMessages.leaderboard(
            1,
            new Leaderboard.Builder(Optional.empty())
                .add(
                    new PollScores(
                        "p", 1, 1, 1, false, false, List.of(new Score("v", 1, true, true, 1))))
                .build(),
            Map.of("v", "Ada"),
            Map.of("v", "t"),
            List.of(new Leaderboard.Team("t", 1, 1, 1))),
        seen);

    Set<String> sent =
        Documents.ASYNCAPI.getJsonObject("components").getJsonObject("messages").fieldNames();
    assertThat(seen)
        .isEqualTo(
            sent.stream()
                .filter(
                    type -> !Set.of("join", "vote", "ask", "name", "react", "ping").contains(type))
                .collect(Collectors.toSet()));
  }

  private static String questions(Made room) {
    Map<String, Object> poll =
        Map.of("question", "Ask", "method", "questions", "settings", Map.of("change", true));
    String path = hub.post(room.path() + "/polls").as(room.token()).send(poll).header("Location");
    hub.post(path + "/open").as(room.token()).send();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** The path of an open question of a quiz that the voter has answered. */
  private static String answeredQuestion(Made room, VoterClient voter) {
    Map<String, Object> quiz =
        Map.of(
            "question",
            "Which?",
            "method",
            "single",
            "options",
            List.of("A"),
            "settings",
            Map.of("quiz", Map.of("correct", "a")));
    Object id = hub.post(room.path() + "/polls").as(room.token()).send(quiz).at("id");
    String poll = room.path() + "/polls/" + id;
    hub.post(poll + "/open").as(room.token()).send();
    voter.vote((String) id, "a");
    return poll;
  }

  /** Validates a message of the hub against the schema of its type. */
  private static void said(Map<String, Object> message, Set<Object> seen) {
    JsonObject known =
        Documents.ASYNCAPI
            .getJsonObject("components")
            .getJsonObject("messages")
            .getJsonObject((String) message.get("type"));
    assertThat(known).as("%s", message.get("type")).isNotNull();
    String schema = Documents.names(JsonArray.of(known.getJsonObject("payload"))).get(0);
    assertThat(Documents.faults(schema, new JsonObject(Json.write(message))))
        .as("%s", message)
        .isEmpty();
    seen.add(message.get("type"));
  }
}
