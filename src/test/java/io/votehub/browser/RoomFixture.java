package io.votehub.browser;

import io.votehub.RunningHub;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A hub with one room, and ways to fill the room with votes without a browser. */
final class RoomFixture implements AutoCloseable {
  private final RunningHub hub;
  private final RunningHub.Room room;

  RoomFixture(Path data) {
    this(data, Map.of());
  }

  RoomFixture(Path data, Map<String, String> settings) {
    this(new RunningHub(data, settings));
  }

  /** A room of its own on a hub that other tests use, too. */
  RoomFixture(RunningHub hub) {
    this.hub = hub;
    Map<String, Object> made =
        hub.post("/api/v1/rooms", null, Map.of("title", "Spring meeting of the garden club"));
    this.room = new RunningHub.Room((String) made.get("code"), (String) made.get("token"));
  }

  RunningHub hub() {
    return hub;
  }

  RunningHub.Room room() {
    return room;
  }

  String home() {
    return address(hub.port(), "/");
  }

  String audience() {
    return address(hub.port(), "/r/" + room.code());
  }

  String screen() {
    return address(hub.port(), "/screen/" + room.code());
  }

  /** The address of the presenter's page, with the key. */
  String presenter() {
    return address(hub.port(), "/present/" + room.code() + "#key=" + room.token());
  }

  static String address(int port, String path) {
    return "http://127.0.0.1:" + port + path;
  }

  /** A draft of the method single. */
  String draft(String question, List<String> labels, Map<String, Object> settings) {
    return draft("single", question, labels, settings);
  }

  String draft(String method, String question, List<String> labels, Map<String, Object> settings) {
    Map<String, Object> poll =
        hub.post(
            "/api/v1/rooms/" + room.code() + "/polls",
            room.token(),
            Map.of(
                "question", question, "method", method, "options", labels, "settings", settings));
    return (String) poll.get("id");
  }

  String open(String question, List<String> labels) {
    String poll = draft(question, labels, Map.of());
    step(poll, "open");
    return poll;
  }

  void step(String poll, String step) {
    hub.step(room, poll, step, Map.of());
  }

  void delete(String poll) {
    String path = "/api/v1/rooms/" + room.code() + "/polls/" + poll;
    hub.call("DELETE", path, room.token(), null);
  }

  /** The tally that the presenter receives. */
  Map<String, Object> result(String poll) {
    return hub.get("/api/v1/rooms/" + room.code() + "/polls/" + poll + "/result", room.token());
  }

  /** The result as CSV. */
  String csv(String poll) {
    return hub.csv("/api/v1/rooms/" + room.code() + "/polls/" + poll + "/result", room.token());
  }

  /** Casts the given number of votes for each option in turn, each by another voter. */
  void vote(String poll, int... votes) {
    for (int option = 0; option < votes.length; option++) {
      String id = String.valueOf((char) ('a' + option));
      IntStream.range(0, votes[option]).parallel().forEach(i -> voteAsSomebodyNew(poll, id));
    }
  }

  /** Casts the given number of votes for each option in turn, by voters who stay connected. */
  void voteAndStay(String poll, int... votes) {
    for (int option = 0; option < votes.length; option++) {
      for (int i = 0; i < votes[option]; i++) {
        hub.join(room).vote(poll, String.valueOf((char) ('a' + option)));
      }
    }
  }

  private void voteAsSomebodyNew(String poll, String choice) {
    cast(poll, Map.of("choice", choice));
  }

  /** Casts a ballot by a new voter. */
  void cast(String poll, Map<String, Object> ballot) {
    String path = "/api/v1/rooms/" + room.code();
    Object token = hub.post(path + "/voters", null, Map.of()).get("token");
    hub.post(path + "/polls/" + poll + "/ballots", (String) token, Map.of("ballot", ballot));
  }

  @Override
  public void close() {
    hub.close();
  }
}
