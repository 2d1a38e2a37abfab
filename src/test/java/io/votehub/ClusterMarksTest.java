package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Mark;
import io.votehub.proof.TagHash;
import io.votehub.session.VoterClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The marks of ballots that come by several instances. */
@Tag("slow")
class ClusterMarksTest {
  private static final int VOTERS = 24;

  @TempDir private Path folder;
  private ClusterEngines engines;
  private List<RunningHub> hubs;
  private RunningHub.Room room;
  private String poll;
  private String ballots;

  @BeforeEach
  void start() {
    engines = new ClusterEngines();
    hubs = new ArrayList<>();
    for (String name : List.of("one", "two", "three")) {
      hubs.add(new RunningHub(folder, engines.settings(name)));
    }
    room = hubs.get(0).room();
    poll = hubs.get(0).openPoll(room, Map.of());
    ballots = "/api/v1/rooms/" + room.code() + "/polls/" + poll + "/ballots";
  }

  @AfterEach
  void stop() {
    hubs.forEach(RunningHub::close);
    engines.close();
  }

  private String voter(int hub) {
    return (String)
        hubs.get(hub).post("/api/v1/rooms/" + room.code() + "/voters", null, Map.of()).get("token");
  }

  private Map<String, Object> vote(int hub, String voter, Mark mark) {
    Map<String, Object> vote = Map.of("ballot", Map.of("choice", "a"), "mark", mark.text());
    return hubs.get(hub).post(ballots, voter, vote);
  }

  private String tag(Mark mark, Map<String, Object> answer) {
    return new TagHash().text(poll, mark, (String) answer.get("receipt"));
  }

  private Map<?, ?> joined(int hub, String voter) {
    try (VoterClient client = hubs.get(hub).connect()) {
      Map<?, ?> receipts = (Map<?, ?>) client.join(room.code(), Optional.of(voter)).get("receipts");
      return (Map<?, ?>) receipts.get(poll);
    }
  }

  @Test
  void theSameVoteWithTwoMarksOverTwoInstancesHasOneTag() {
    Mark one = new Mark(1, 1);
    String voter = voter(0);

    Map<String, Object> first = vote(0, voter, one);
    Map<String, Object> second = vote(1, voter, new Mark(2, 2));
    Map<String, Object> third = vote(2, voter, one);

    assertThat(first).containsEntry("tag", tag(one, first)).doesNotContainKey("mark");
    assertThat(second)
        .containsEntry("receipt", first.get("receipt"))
        .containsEntry("tag", first.get("tag"))
        .containsEntry("mark", one.text());
    assertThat(third).containsEntry("tag", first.get("tag")).doesNotContainKey("mark");
    Map<String, Object> told =
        Map.of("receipt", first.get("receipt"), "tag", first.get("tag"), "mark", one.text());
    assertThat(joined(2, voter)).isEqualTo(told);

    hubs.get(1).step(room, poll, "close", Map.of());
    assertThat(vote(2, voter, new Mark(3, 3)))
        .containsEntry("tag", first.get("tag"))
        .containsEntry("mark", one.text());
    assertThat(joined(0, voter)).isEqualTo(told);
  }

  @Test
  void ofVotesThatRaceOneStandsAndAllInstancesTellItsTagBeforeAndAfterTheClose() {
    List<String> voters = new ArrayList<>();
    for (int i = 0; i < VOTERS; i++) {
      voters.add(voter(i % 3));
    }
    List<List<CompletableFuture<Map<String, Object>>>> acks = new ArrayList<>();
    for (String voter : voters) {
      List<CompletableFuture<Map<String, Object>>> ofVoter = new ArrayList<>();
      for (int hub = 0; hub < 3; hub++) {
        int at = hub;
        ofVoter.add(CompletableFuture.supplyAsync(() -> vote(at, voter, new Mark(at, 7))));
      }
      acks.add(ofVoter);
    }

    List<Object> tags = new ArrayList<>();
    for (int i = 0; i < VOTERS; i++) {
      List<Object> told = acks.get(i).stream().map(ack -> ack.join().get("tag")).toList();
      Map<?, ?> stands = joined(i % 3, voters.get(i));
      Mark mark = Mark.read((String) stands.get("mark")).orElseThrow();
      assertThat(stands.get("tag"))
          .isIn(told)
          .isEqualTo(new TagHash().text(poll, mark, (String) stands.get("receipt")));
      assertThat(joined((i + 1) % 3, voters.get(i))).isEqualTo(stands);
      tags.add(stands.get("tag"));
    }
    assertThat(tags).doesNotHaveDuplicates();

    Map<String, Object> closed = hubs.get(0).step(room, poll, "close", Map.of());
    assertThat(closed).containsEntry("state", "closed");
    for (int i = 0; i < VOTERS; i++) {
      assertThat(vote((i + 2) % 3, voters.get(i), new Mark(8, 8)))
          .containsEntry("tag", tags.get(i));
    }
  }
}
