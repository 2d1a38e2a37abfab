package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * While the result of a poll is hidden, no revision that a voter sees depends on what others do:
 * whoever votes slowly and compares the revisions would else learn how many have voted, and when.
 */
class HiddenRevisionLawTest {
  private static final int ME = 0;
  private static final int OTHERS = 3;

  private static Path folder;
  private static RunningHub hub;

  /** Somebody votes for that choice; I do so by WebSocket or by HTTP. */
  private record Step(int who, String choice, boolean http) {}

  @BeforeContainer
  static void start() throws IOException {
    folder = Files.createTempDirectory("revisions");
    hub =
        new RunningHub(
            folder,
            Map.of("VOTEHUB_TALLY_INTERVAL_MS", "5", "VOTEHUB_LIMITS_VOTES_PER_SECOND", "0"));
  }

  @AfterContainer
  static void stop() throws IOException {
    hub.close();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }

  @Provide
  Arbitrary<List<Step>> votes() {
    return Combinators.combine(
            Arbitraries.integers().between(ME, OTHERS),
            Arbitraries.of("a", "b"),
            Arbitraries.of(true, false))
        .as(Step::new)
        .list()
        .ofMinSize(2)
        .ofMaxSize(8);
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void inAPollWithHiddenResultsRevisionsAreAsIfIVotedAlone(@ForAll("votes") List<Step> votes) {
    assertThat(revisionsSeen(votes, false)).isEqualTo(revisionsSeen(mine(votes), false));
  }

  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void inASecretPollRevisionsAreAsIfIVotedAlone(@ForAll("votes") List<Step> votes) {
    assertThat(revisionsSeen(votes, true)).isEqualTo(revisionsSeen(mine(votes), true));
  }

  private static List<Step> mine(List<Step> votes) {
    return votes.stream().filter(step -> step.who == ME).toList();
  }

  /** All that bears a revision and reaches me, in its order, from my join to the last vote. */
  private static List<String> revisionsSeen(List<Step> votes, boolean secret) {
    RunningHub.Room room = hub.room();
    String path = "/api/v1/rooms/" + room.code();
    String roll = (String) owner(room, "/electorates", Map.of("title", "Members")).get("id");
    String id = (String) owner(room, "/polls", fields(secret, roll)).get("id");
    String poll = path + "/polls/" + id;
    hub.step(room, id, "open", Map.of());
    List<String> tokens = tokens(room, roll);
    List<String> seen = new ArrayList<>();
    try (VoterClient me = hub.connect();
        VoterClient stage = hub.connect()) {
      stage.join(room.code(), Optional.of(room.token()));
      note(seen, me.join(room.code(), Optional.of(tokens.get(ME))));
      Set<Integer> voted = new HashSet<>();
      for (Step step : votes) {
        voted.add(step.who);
        if (step.who == ME && !step.http) {
          String vote = me.sendVote(id, step.choice);
          me.await(message -> note(seen, message) && vote.equals(message.get("id")));
        } else {
          Map<String, Object> ballot = Map.of("ballot", Map.of("choice", step.choice));
          Map<String, Object> counted = hub.post(poll + "/ballots", tokens.get(step.who), ballot);
          if (step.who == ME) {
            seen.add("receipt " + counted.get("rev"));
          }
        }
      }
      if (!voted.isEmpty()) {
        stage.awaitTally(voted.size());
      }
      seen.add("read " + hub.get(poll, tokens.get(ME)).get("rev"));
      me.send(Map.of("type", "ping", "id", "last"));
      me.await(message -> note(seen, message) && "pong".equals(message.get("type")));
    }
    try (VoterClient again = hub.connect()) {
      note(seen, again.join(room.code(), Optional.of(tokens.get(ME))));
    }
    return seen;
  }

  private static Map<String, Object> fields(boolean secret, String roll) {
    return Map.of(
        "question",
        "Which?",
        "method",
        "single",
        "options",
        List.of("A", "B"),
        "electorate",
        roll,
        "settings",
        secret ? Map.of("secret", true) : Map.of("results", "closed"));
  }

  private static Map<String, Object> owner(
      RunningHub.Room room, String path, Map<String, Object> body) {
    return hub.post("/api/v1/rooms/" + room.code() + path, room.token(), body);
  }

  private static List<String> tokens(RunningHub.Room room, String roll) {
    List<String> tokens = new ArrayList<>();
    for (int i = ME; i <= OTHERS; i++) {
      Map<String, Object> member =
          owner(
              room,
              "/electorates/" + roll + "/members",
              Map.of("label", "Member " + i, "weight", i + 1));
      Map<String, Object> code = Map.of("code", member.get("code"));
      tokens.add(
          (String) hub.post("/api/v1/rooms/" + room.code() + "/voters", null, code).get("token"));
    }
    return tokens;
  }

  /** Always true, so that it can stand in a condition. */
  private static boolean note(List<String> seen, Map<String, Object> message) {
    List<Object> revs = new ArrayList<>();
    collect(message, revs);
    if (!revs.isEmpty()) {
      seen.add(message.get("type") + " " + revs);
    }
    return true;
  }

  private static void collect(Object json, List<Object> revs) {
    if (json instanceof Map<?, ?> fields) {
      fields.forEach(
          (name, value) -> {
            if ("rev".equals(name)) {
              revs.add(value);
            }
            collect(value, revs);
          });
    } else if (json instanceof List<?> values) {
      values.forEach(value -> collect(value, revs));
    }
  }
}
