package io.votehub.smoke;

import io.votehub.json.Json;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Checks a running hub in a room of its own, which it deletes at the end: health, a poll of every
 * voting method with one vote each, a vote over WebSocket on a timed poll that closes by itself,
 * and the export. Stops at the first step that fails. Takes well under 30 s; blocks its thread.
 */
public final class SmokeCheck {
  private static final int TIMED_SECONDS = 5;
  private static final long CLOSE_WITHIN_MS = 5_000;
  private static final long POLL_EVERY_MS = 200;
  private static final List<String> LABELS = List.of("Ferns", "Roses", "A pond");

  /** A ballot for each method, for a poll with the options a, b and c if it has options. */
  private static final Map<String, String> BALLOTS = new LinkedHashMap<>();

  static {
    BALLOTS.put("single", "{\"choice\":\"a\"}");
    BALLOTS.put("multiple", "{\"choices\":[\"a\",\"c\"]}");
    BALLOTS.put("score", "{\"scores\":{\"a\":2,\"b\":-1}}");
    BALLOTS.put("ranked", "{\"ranking\":[\"b\",\"a\"]}");
    BALLOTS.put("grades", "{\"grades\":{\"a\":\"good\"}}");
    BALLOTS.put("points", "{\"points\":{\"a\":60,\"b\":40}}");
    BALLOTS.put("number", "{\"number\":42.5}");
    BALLOTS.put("words", "{\"words\":[\"fast\",\"fun\"]}");
    BALLOTS.put("text", "{\"text\":\"It works\"}");
  }

  private final HubClient hub;
  private final PrintStream out;
  private String room;
  private String presenter;
  private String voter;

  /**
   * @param hub the hub's address, such as {@code https://vote.example.org}
   * @param out receives a line for each step
   */
  public SmokeCheck(URI hub, PrintStream out) {
    this.hub = new HubClient(hub);
    this.out = out;
  }

  /** Runs every step; returns whether all passed. */
  public boolean run() {
    long began = System.nanoTime();
    boolean passed = step("page", this::ready) && step("make a room", this::makeRoom) && inRoom();
    out.printf("%s in %d ms%n", passed ? "PASSED" : "FAILED", millisSince(began));
    return passed;
  }

  private boolean inRoom() {
    boolean passed =
        BALLOTS.entrySet().stream()
            .allMatch(
                method ->
                    step(method.getKey(), () -> castOnce(method.getKey(), method.getValue())));
    passed = passed && step("vote over WebSocket, close by the clock", this::timedPoll);
    passed = passed && step("export", this::export);
    // Also after a failure, so that nothing stays on the hub.
    return step("delete the room", this::deleteRoom) && passed;
  }

  private boolean step(String name, Callable<Object> work) {
    long began = System.nanoTime();
    try {
      work.call();
      out.printf("ok    %-42s %6d ms%n", name, millisSince(began));
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (Exception fault) {
      String why = fault.getMessage() == null ? fault.toString() : fault.getMessage();
      out.printf("FAIL  %-42s %6d ms  %s%n", name, millisSince(began), why);
      return false;
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  /** Requests a page, because health and version are often not reachable from outside. */
  private Object ready() throws IOException, InterruptedException {
    return hub.page("/");
  }

  private Object makeRoom() throws IOException, InterruptedException {
    Map<String, Object> made = hub.post("/api/v1/rooms", null, Map.of("title", "Smoke test"));
    room = "/api/v1/rooms/" + made.get("code");
    presenter = (String) made.get("token");
    voter = (String) hub.post(room + "/voters", null, Map.of()).get("token");
    return made;
  }

  private String draft(String method) throws IOException, InterruptedException {
    Map<String, Object> poll = new LinkedHashMap<>();
    poll.put("question", "Does " + method + " work?");
    poll.put("method", method);
    if (!List.of("number", "words", "text").contains(method)) {
      poll.put("options", LABELS);
    }
    return room + "/polls/" + hub.post(room + "/polls", presenter, poll).get("id");
  }

  private Object castOnce(String method, String ballot) throws Exception {
    String poll = draft(method);
    hub.post(poll + "/open", presenter, Map.of());
    Map<String, Object> ack =
        hub.post(poll + "/ballots", voter, Map.of("ballot", Json.readObject(ballot)));
    require(ack.get("receipt") != null, "the vote has no receipt");
    hub.post(poll + "/close", presenter, Map.of());
    return requireOneBallot(poll);
  }

  private Object timedPoll() throws Exception {
    String poll = draft("single");
    hub.post(poll + "/open", presenter, Map.of("seconds", TIMED_SECONDS));
    String id = poll.substring(poll.lastIndexOf('/') + 1);
    String code = room.substring(room.lastIndexOf('/') + 1);
    hub.voteOverWebSocket(code, id, Map.of("choice", "b"));
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMED_SECONDS);
    until += TimeUnit.MILLISECONDS.toNanos(CLOSE_WITHIN_MS);
    while (!"closed".equals(hub.get(poll, presenter).get("state"))) {
      require(System.nanoTime() < until, "the poll is still open after its time");
      Thread.sleep(POLL_EVERY_MS);
    }
    return requireOneBallot(poll);
  }

  private Object requireOneBallot(String poll) throws IOException, InterruptedException {
    Map<String, Object> result = hub.get(poll + "/result", presenter);
    require(Boolean.TRUE.equals(result.get("final")), "the result is not final");
    require(
        ((Number) result.get("ballots")).longValue() == 1,
        "the result has " + result.get("ballots") + " ballots and not 1");
    return result;
  }

  private Object export() throws IOException, InterruptedException {
    String csv = hub.csv(room + "/results", presenter);
    require(
        csv.lines().count() > BALLOTS.size(),
        "the export has only " + csv.lines().count() + " lines");
    return csv;
  }

  private Object deleteRoom() throws IOException, InterruptedException {
    return hub.delete(room, presenter);
  }

  private static void require(boolean holds, String otherwise) throws IOException {
    if (!holds) {
      throw new IOException(otherwise);
    }
  }
}
