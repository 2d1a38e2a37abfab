package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.electorate.Members;
import io.votehub.electorate.MembersVerticle;
import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.identity.HubKey;
import io.votehub.memory.MemoryBudget;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The owner of a room says who may vote; members show it by a code or a link. */
class ElectorateCallsTest {
  @TempDir static Path data;
  private static HttpKit hub;
  private static People people;

  private Made room;
  private String roll;
  private String poll;

  @BeforeAll
  static void start() {
    // Ten thousand members are read and answered at once.
    hub = new HttpKit(HttpSettings.DEFAULT, MemoryBudget.of(1 << 27));
    people = HttpKit.await(EmbeddedPeople.open(hub.vertx, data, InstantSource.system()));
    Members members =
        new Members(
            hub.vertx,
            hub.store,
            () -> io.vertx.core.Future.succeededFuture(people),
            HubKey.of(HttpKit.SECRET),
            hub.memory.reading());
    HttpKit.await(hub.vertx.deployVerticle(new MembersVerticle(members)));
  }

  @AfterAll
  static void stop() {
    HttpKit.await(people.close());
    hub.close();
  }

  @BeforeEach
  void makeRoll() {
    room = hub.room();
    roll = (String) owner("POST", "/electorates", Map.of("title", "Members")).at("id");
    poll = hub.draft(room);
    hub.ask("PATCH", poll).as(room.token()).send(Map.of("electorate", roll));
    hub.post(poll + "/open").as(room.token()).send();
  }

  private Got owner(String method, String path, Map<String, ?> body) {
    return hub.ask(method, room.path() + path).as(room.token()).send(body);
  }

  private String members() {
    return "/electorates/" + roll + "/members";
  }

  private Got member(String label, int weight) {
    return owner("POST", members(), Map.of("label", label, "weight", weight));
  }

  private Got redeem(Object code) {
    return hub.post(room.path() + "/voters").send(Map.of("code", code));
  }

  private static String key(Got member) {
    String link = (String) member.at("link");
    return link.substring(link.indexOf("#k=") + 3);
  }

  private String pollId() {
    return poll.substring(poll.lastIndexOf('/') + 1);
  }

  @Test
  void aNewMemberHasACodeAndALinkThatIdentifyTheSameVoter() {
    Got ana = member("Ana", 3);

    assertThat(ana.status()).isEqualTo(201);
    assertThat(ana.json()).containsEntry("label", "Ana").containsEntry("weight", 3);
    assertThat((String) ana.at("code")).matches("[2-9A-HJKMNP-TV-Z]{14}");
    assertThat((String) ana.at("link")).contains("/r/" + room.code() + "#k=");
    Object byCode = redeem(ana.at("code")).at("voter");
    assertThat(redeem(key(ana)).at("voter")).isEqualTo(byCode);
    String typed = ((String) ana.at("code")).toLowerCase(Locale.ROOT);
    assertThat(redeem(" " + typed.substring(0, 7) + " – " + typed.substring(7)).at("voter"))
        .as("as people type it")
        .isEqualTo(byCode);
  }

  @Test
  void aCodeIsTheSameVoterOnEveryDeviceAndTheLastBallotCounts() {
    Got ana = member("Ana", 3);
    try (VoterClient phone = VoterClient.connect(hub.vertx, hub.port)) {
      phone.send(Map.of("type", "join", "room", room.code(), "code", ana.at("code")));
      assertThat(phone.await("joined")).containsEntry("electorate", roll).containsKey("token");
      phone.vote(pollId(), "a");
    }
    try (VoterClient tablet = VoterClient.connect(hub.vertx, hub.port)) {
      tablet.send(Map.of("type", "join", "room", room.code(), "code", key(ana)));

      assertThat(tablet.await("joined"))
          .containsEntry("ballots", Map.of(pollId(), Map.of("choice", "a")));
      tablet.vote(pollId(), "b");
    }
    Got got = hub.get(poll + "/result").as(room.token()).send();
    assertThat(got.at("ballots")).isEqualTo(1);
    assertThat(got.text()).contains("\"id\":\"b\",\"votes\":3");
  }

  @Test
  void membersPlayAQuizWithOneScoreWhateverTheirWeight() {
    Got ana = member("Ana", 3);
    try (VoterClient phone = VoterClient.connect(hub.vertx, hub.port)) {
      phone.send(Map.of("type", "join", "room", room.code(), "code", ana.at("code")));
      String token = (String) phone.await("joined").get("token");
      for (Map<String, ?> whose : List.of(Map.of("electorate", roll), Map.<String, Object>of())) {
        String question = quiz(whose);
        phone.vote(question, "a");
        String voter = hub.voter(room);
        hub.vote(room.path() + "/polls/" + question, voter, "a");
        owner("POST", "/polls/" + question + "/close", Map.of());
        owner("POST", "/polls/" + question + "/reveal", Map.of());
        assertThat(phone.await(score -> question.equals(score.get("poll")) && isScore(score)))
            .containsEntry("correct", true)
            .containsEntry("points", 1000);
      }
      phone.send(Map.of("type", "name", "id", "n", "name", "Ana"));
      assertThat(phone.await("named")).containsEntry("name", "Ana");
      assertThat(hub.ask("PUT", room.path() + "/player").as(token).send("{}").at("name"))
          .as("over HTTP, too")
          .isEqualTo("Ana");

      List<?> table =
          (List<?>) hub.get(room.path() + "/leaderboard").as(room.token()).send().at("entries");

      Map<?, ?> first = (Map<?, ?>) table.get(0);
      assertThat(first.get("name")).isEqualTo("Ana");
      assertThat(first.get("points")).isEqualTo(2000);
      assertThat((String) first.get("voter")).doesNotContain("~");
      hub.ask("PATCH", room.path() + "/players/" + first.get("voter"))
          .as(room.token())
          .send(Map.of("name", "Countess"));
      assertThat(phone.await("named")).containsEntry("name", "Countess");
    }
  }

  @Test
  void theWeightOfMembersCountsForQuestionsFromTheFloor() {
    Got ana = member("Ana", 3);
    Got bo = member("Bo", 1);
    Map<String, Object> draft =
        Map.of(
            "question",
            "Yours?",
            "method",
            "questions",
            "electorate",
            roll,
            "settings",
            Map.of("downvotes", true));
    String floor = room.path() + "/polls/" + owner("POST", "/polls", draft).at("id");
    hub.post(floor + "/open").as(room.token()).send();
    List<Object> asked = new ArrayList<>();
    for (String text : List.of("First?", "Second?")) {
      Got entry =
          hub.post(floor + "/entries")
              .as((String) redeem(bo.at("code")).at("token"))
              .send(Map.of("slot", asked.size() + 1, "text", text));
      assertThat(entry.status()).as(entry.text()).isEqualTo(201);
      asked.add(entry.at("entry"));
    }

    up(floor, bo, asked.get(0), asked.get(1));
    up(floor, ana, asked.get(1));

    List<?> entries = (List<?>) hub.get(floor + "/entries").as(room.token()).send().at("entries");
    assertThat(entries.stream().<Object>map(each -> ((Map<?, ?>) each).get("up")).toList())
        .isEqualTo(List.of(1, 4));
    Got stranger =
        hub.post(floor + "/entries").as(hub.voter(room)).send(Map.of("slot", 1, "text", "May I?"));
    assertThat(stranger.at("code")).isEqualTo("not-eligible");
    hub.post(floor + "/close").as(room.token()).send();
    Got result = hub.get(floor + "/result").as(room.token()).send();
    assertThat(result.text()).containsSubsequence("\"up\":4", "\"up\":1");
  }

  private void up(String floor, Got member, Object... entries) {
    Got cast =
        hub.post(floor + "/ballots")
            .as((String) redeem(member.at("code")).at("token"))
            .send(Map.of("ballot", Map.of("up", List.of(entries))));
    assertThat(cast.status()).as(cast.text()).isEqualTo(201);
  }

  private static boolean isScore(Map<String, Object> frame) {
    return "score".equals(frame.get("type"));
  }

  private String quiz(Map<String, ?> whose) {
    Map<String, Object> draft = new HashMap<>(whose);
    draft.putAll(
        Map.of(
            "question",
            "Which is right?",
            "method",
            "single",
            "options",
            List.of("A", "B"),
            "settings",
            Map.of("quiz", Map.of("correct", "a"))));
    String id = (String) owner("POST", "/polls", draft).at("id");
    owner("POST", "/polls/" + id + "/open", Map.of());
    return id;
  }

  @Test
  void aWrongCodeIsRefusedInTheRoomAndInEveryOther() {
    Got ana = member("Ana", 1);

    for (Object wrong : List.of("AAAABBBBCCCCDD", "", "x".repeat(5_000))) {
      assertThat(redeem(wrong).status()).isEqualTo(403);
      assertThat(redeem(wrong).at("code")).isEqualTo("not-eligible");
    }
    Made other = hub.room();
    assertThat(hub.post(other.path() + "/voters").send(Map.of("code", ana.at("code"))).at("code"))
        .isEqualTo("not-eligible");
    assertThat(redeem(7).at("code")).isEqualTo("bad-request");
    try (VoterClient phone = VoterClient.connect(hub.vertx, hub.port)) {
      phone.send(Map.of("type", "join", "room", room.code(), "code", "AAAABBBBCCCCDD"));
      assertThat(phone.await("error")).containsEntry("code", "not-eligible");
      phone.join(room.code());
    }
  }

  @Test
  void aListOfMembersIsAddedAsAWholeOrNotAtAll() {
    List<Map<String, Object>> wanted =
        IntStream.range(0, 500)
            .<Map<String, Object>>mapToObj(
                i -> Map.of("label", "Member " + i, "mail", i + "@x.org"))
            .toList();
    String path = room.path() + members();

    Got added = hub.post(path).as(room.token()).send(io.votehub.json.Json.write(wanted));

    List<?> members = (List<?>) added.at("members");
    assertThat(members).hasSize(500);
    assertThat(members.stream().map(each -> ((Map<?, ?>) each).get("code")).distinct())
        .hasSize(500);
    Got faulty =
        hub.post(path)
            .as(room.token())
            .send("[{\"label\":\"A\"},{\"label\":\"\",\"weight\":0},{\"mail\":\"x\"},7]");
    assertThat(faulty.pointers())
        .containsExactly("/1/label", "/1/weight", "/2/label", "/2/mail", "/3");
    assertThat(hub.get(room.path() + "/electorates").as(room.token()).send().text())
        .contains("\"members\":500");
  }

  @Test
  void aWeightIsAWholeNumberFromOneToAMillion() {
    for (Object weight : List.of(1, 1_000_000)) {
      assertThat(owner("POST", members(), Map.of("label", "A", "weight", weight)).at("weight"))
          .isEqualTo(weight);
    }
    for (Object weight : List.of(0, -1, 1_000_001, 2.5, "3")) {
      assertThat(owner("POST", members(), Map.of("label", "A", "weight", weight)).pointers())
          .as("%s", weight)
          .containsExactly("/weight");
    }
    String heavy = (String) redeem(member("Heavy", 1_000_000).at("code")).at("token");
    assertThat(hub.vote(poll, heavy, "a").status()).isEqualTo(201);
    assertThat(hub.get(poll + "/result").as(room.token()).send().text())
        .contains("\"id\":\"a\",\"votes\":1000000");
  }

  private Got csv(String table) {
    return hub.post(room.path() + members())
        .as(room.token())
        .with("Content-Type", "text/csv")
        .send(table);
  }

  private Got listed(String query) {
    return hub.get(room.path() + members() + query).as(room.token()).send();
  }

  private static List<Object> labels(Got got) {
    return ((List<?>) got.at("members"))
        .stream().<Object>map(each -> ((Map<?, ?>) each).get("label")).toList();
  }

  @Test
  void aTableIsReadAsSpreadsheetsWriteIt() {
    Got added =
        csv("\uFEFFWeight;E-Mail;Label\r\n3;ana@x.org;\"Ana; the \"\"first\"\"\"\r\n\r\n;;Bo\r\n");

    assertThat(added.status()).isEqualTo(201);
    assertThat(labels(added)).containsExactly("Ana; the \"first\"", "Bo");
    assertThat(added.text()).contains("\"mail\":\"ana@x.org\",\"weight\":3", "\"weight\":1");
    assertThat(redeem(((Map<?, ?>) ((List<?>) added.at("members")).get(1)).get("code")).status())
        .isEqualTo(201);
  }

  @Test
  void aTableWithFaultsAddsNobodyAndEachFaultNamesItsLine() {
    Got faulty = csv("label,mail,weight\nAna,ana@x.org,1\n,b@x.org,0\nBo,nowhere,2.5\nC,,1,4\n");

    assertThat(faulty.status()).isEqualTo(422);
    assertThat(faulty.pointers())
        .containsExactly("/3/label", "/3/weight", "/4/mail", "/4/weight", "/5");
    assertThat(faulty.text()).contains("Line 4: Must be a mail address");
    for (String head : List.of("label,weigth\nA,2", "mail\na@x.org", "label,label\nA,B", "")) {
      assertThat(csv(head).status()).as(head).isEqualTo(422);
    }
    assertThat(listed("").at("found")).isEqualTo(0);
    assertThat(
            hub.post(room.path() + members())
                .as(room.token())
                .with("Content-Type", "text/csv")
                .send(new byte[] {'l', 'a', 'b', 'e', 'l', '\n', (byte) 0xFC})
                .at("code"))
        .isEqualTo("bad-message");
  }

  @Test
  void tenThousandMembersAreAddedInTimeAndTheirListIsReadByPage() {
    StringBuilder table = new StringBuilder("label,mail,weight\n");
    for (int i = 0; i < 10_000; i++) {
      table.append("Müller ").append(10_000 + i).append(",m").append(i).append("@example.org,2\n");
    }
    long begun = System.nanoTime();

    Got added = csv(table.toString());

    assertThat(System.nanoTime() - begun).isLessThan(60_000_000_000L);
    assertThat((List<?>) added.at("members")).hasSize(10_000);
    assertThat(hub.answers.used()).isZero();
    Got last = listed("?from=9990&limit=20");
    assertThat(labels(last)).hasSize(10).startsWith("Müller 19990").endsWith("Müller 19999");
    Got found = listed("?search=MULLER%201234");
    assertThat(found.at("found")).isEqualTo(10);
    assertThat(found.text()).doesNotContain("code").contains("\"mail\":\"m2340@example.org\"");
    assertThat(listed("?search=m77@").at("found")).isEqualTo(1);
    assertThat(csv(table + "one more\n").status()).isEqualTo(422);
    assertThat(listed("?from=-1&limit=501").pointers()).containsExactly("/from", "/limit");
    assertThat(hub.get(room.path() + "/electorates").as(room.token()).send().text())
        .contains("\"members\":10000,\"weight\":20000");
  }

  @Test
  void whereThereIsNoMemoryForTheCodesNobodyIsAdded() {
    long all = hub.answers.limit();
    hub.answers.take(all);
    try {
      assertThat(csv("label\nAna\n").status()).isEqualTo(503);
    } finally {
      hub.answers.give(all);
    }
    assertThat(listed("").at("found")).isEqualTo(0);
  }

  @Test
  void whoLostTheCodeGetsAnotherAndIsTheSameVoter() {
    Got ana = member("Ana", 3);
    Object voter = redeem(ana.at("code")).at("voter");

    Got renewed = owner("POST", members() + "/" + ana.at("id") + "/code", Map.of());

    assertThat(renewed.json()).containsEntry("label", "Ana").containsEntry("weight", 3);
    assertThat(redeem(renewed.at("code")).at("voter")).isEqualTo(voter);
    assertThat(redeem(key(renewed)).at("voter")).isEqualTo(voter);
    assertThat(redeem(ana.at("code")).status()).isEqualTo(403);
    assertThat(redeem(key(ana)).status()).isEqualTo(403);
    assertThat(labels(listed(""))).containsExactly("Ana");
    assertThat(owner("POST", members() + "/nobody/code", Map.of()).pointers())
        .containsExactly("/member");
  }

  @Test
  void whoIsRemovedVotesNoMoreAndTheBallotThatWasCastStays() {
    Got ana = member("Ana", 3);
    String bo = (String) redeem(member("Bo", 1).at("code")).at("token");
    String token = (String) redeem(ana.at("code")).at("token");
    assertThat(hub.vote(poll, token, "a").status()).isEqualTo(201);
    try (VoterClient phone = VoterClient.connect(hub.vertx, hub.port);
        VoterClient later = VoterClient.connect(hub.vertx, hub.port)) {
      phone.join(room.code(), Optional.of(token));

      Got removed =
          hub.ask("DELETE", room.path() + members() + "/" + ana.at("id")).as(room.token()).send();

      assertThat(removed.status()).isEqualTo(204);
      assertThat(hub.vote(poll, token, "b").at("code")).isEqualTo("not-eligible");
      String vote = phone.sendVote(pollId(), "b");
      assertThat(phone.await("error"))
          .containsEntry("id", vote)
          .containsEntry("code", "not-eligible");
      later.send(Map.of("type", "join", "room", room.code(), "token", token));
      assertThat(later.await("error")).containsEntry("code", "bad-token");
    }
    assertThat(redeem(ana.at("code")).status()).isEqualTo(403);
    assertThat(hub.vote(poll, bo, "b").status()).isEqualTo(201);
    assertThat(hub.get(poll + "/result").as(room.token()).send().at("ballots")).isEqualTo(2);
    assertThat(labels(listed(""))).containsExactly("Bo");
    assertThat(hub.get(room.path() + "/electorates").as(room.token()).send().text())
        .contains("\"members\":1,\"weight\":1");
    assertThat(
            hub.ask("DELETE", room.path() + members() + "/" + ana.at("id"))
                .as(room.token())
                .send()
                .pointers())
        .containsExactly("/member");
  }

  @Test
  void aRollGoesWithItsMembersOnceNoPollNamesIt() {
    Got ana = member("Ana", 3);
    String path = room.path() + "/electorates/" + roll;
    assertThat(hub.ask("DELETE", path).as(room.token()).send().pointers())
        .containsExactly("/electorate");
    hub.ask("DELETE", poll).as(room.token()).send();

    assertThat(hub.ask("DELETE", path).as(room.token()).send().status()).isEqualTo(204);

    assertThat(redeem(ana.at("code")).status()).isEqualTo(403);
    assertThat(HttpKit.await(people.memberByCode(roll, "x"))).isEmpty();
    List<Object> left = new ArrayList<>();
    HttpKit.await(people.readMembers(roll, left::add));
    assertThat(left).isEmpty();
  }

  @Test
  void onlyTheOwnerSaysWhoVotes() {
    Got key = owner("POST", "/keys", Map.of("role", "presenter"));
    String presenter = (String) key.at("token");

    assertThat(hub.get(room.path() + "/electorates").as(presenter).send().status()).isEqualTo(200);
    assertThat(
            hub.post(room.path() + "/electorates")
                .as(presenter)
                .send(Map.of("title", "Mine"))
                .status())
        .isEqualTo(403);
    assertThat(hub.post(room.path() + members()).as(presenter).send(Map.of("label", "Me")).status())
        .isEqualTo(403);
    assertThat(hub.get(room.path() + members()).as(presenter).send().status()).isEqualTo(403);
    assertThat(
            hub.ask("DELETE", room.path() + "/electorates/" + roll).as(presenter).send().status())
        .isEqualTo(403);
    assertThat(owner("POST", "/electorates/none/members", Map.of("label", "A")).pointers())
        .containsExactly("/electorate");
  }

  @Test
  void theDataHoldsNoNameNoMailAndNoCodeInClear() {
    Got ana =
        owner("POST", members(), Map.of("label", "Ana Unmistakable", "mail", "ana@secret.example"));

    assertThat(redeem(ana.at("code")).status()).isEqualTo(201);
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes)
            .doesNotContain("Unmistakable", "secret.example", (String) ana.at("code"), key(ana));
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}
