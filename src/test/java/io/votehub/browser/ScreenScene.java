package io.votehub.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.WebSocketRoute;
import io.votehub.draft.PollSpec;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Tally;
import io.votehub.protocol.Messages;
import io.votehub.protocol.PollJson;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The messages of the hub about one poll with any number of votes, for the big screen. The results
 * are computed by the hub's own methods, but nobody has to cast the ballots: the test answers the
 * page's WebSocket.
 */
final class ScreenScene {
  static final VotingMethods METHODS = VotingMethods.standard();

  private static final List<String> NAMES =
      List.of(
          "Opening keynote",
          "State of the platform",
          "Async in practice",
          "Testing at scale",
          "Design systems",
          "Observability",
          "Security by default",
          "Kotlin and you",
          "Edge computing",
          "Data contracts",
          "Green software",
          "Pair programming",
          "Feature flags",
          "Postgres internals",
          "WebAssembly",
          "Accessibility",
          "Incident stories",
          "Career ladders",
          "Lightning talks",
          "Closing panel");

  private static final List<String> SAID =
      List.of(
          "Shorter slides, longer questions.",
          "The room was too cold.",
          "More of this, please!",
          "هذا رأي باللغة العربية",
          "日本語の意見もここに。",
          "I would have liked to hear how the team got from the first prototype to something that"
              + " ran for a whole year, and what you would do in another way if you began today.",
          "Great host",
          "Could we have the slides before the talk and not a week after it?",
          "Lunch!");

  private final Poll poll;
  private final Tally tally;
  private final int present;
  private final Time time;
  private final List<WebSocketRoute> sockets = Collections.synchronizedList(new ArrayList<>());

  private ScreenScene(Poll poll, Tally tally, int present, Time time) {
    this.poll = poll;
    this.tally = tally;
    this.present = present;
    this.time = time;
  }

  /** The hub's time: it stands still until a page has joined, however long that takes to load. */
  private static final class Time {
    private final long begin = System.currentTimeMillis();
    private long heldMs = -1;

    synchronized long now() {
      return heldMs < 0 ? begin : System.currentTimeMillis() - heldMs;
    }

    synchronized void joined() {
      if (heldMs < 0) {
        heldMs = System.currentTimeMillis() - begin;
      }
    }
  }

  /** The given number of short options. */
  static List<String> labels(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> NAMES.get(i % NAMES.size()) + (i < NAMES.size() ? "" : " " + (i / 20 + 1)))
        .toList();
  }

  /** The given number of options of 200 characters. */
  static List<String> longLabels(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> ((i + 1) + ": " + Labels.LONG + ", and " + Labels.LONG).substring(0, 200))
        .toList();
  }

  /**
   * A poll that is open, or finally closed.
   *
   * @param votes the number of ballots, which favour some options
   */
  static ScreenScene of(
      String method,
      Map<String, Object> settings,
      String question,
      List<String> labels,
      int votes,
      boolean open) {
    PollSpec spec =
        PollSpec.read(
            Map.of("question", question, "method", method, "options", labels, "settings", settings),
            METHODS);
    Poll draft =
        Poll.draft(
            "p1", "QRDC6T", spec.question(), spec.method(), spec.options(), spec.settings(), 1);
    Map<String, Long> cells = new HashMap<>();
    ballots(draft, votes)
        .forEach(
            (ballot, weight) -> {
              VotingMethod counted = METHODS.of(draft);
              long at = 1_700_000_000_000L + cells.size() * 1000L;
              String voter = "v" + cells.size();
              counted
                  .cells(counted.read(draft, ballot), voter, at)
                  .forEach(cell -> cells.merge(cell, weight, Long::sum));
            });
    return new ScreenScene(draft, new Tally(2, votes, !open, cells), votes, new Time())
        .in(open ? PollState.OPEN : PollState.CLOSED, 0);
  }

  /**
   * The same scene in another state; {@code leftMs} is the time left of an open poll, 0 for no time
   * limit.
   */
  ScreenScene in(PollState state, long leftMs) {
    long now = time.now();
    OptionalLong closes = leftMs > 0 ? OptionalLong.of(now + leftMs) : OptionalLong.empty();
    OptionalLong closed = state == PollState.CLOSED ? OptionalLong.of(now) : OptionalLong.empty();
    Poll moved =
        poll.withState(state, new Poll.Times(OptionalLong.of(now - 30_000), closes, closed))
            .withRev(poll.rev() + 1);
    Tally counted =
        new Tally(tally.rev() + 1, tally.ballots(), state == PollState.CLOSED, tally.cells());
    ScreenScene next = new ScreenScene(moved, counted, present, time);
    next.sockets.addAll(sockets);
    return next;
  }

  /** The same scene with this number of people present. */
  ScreenScene with(int people) {
    return new ScreenScene(poll, tally, people, time);
  }

  /** The same scene while voters may not see the result. */
  ScreenScene hidden() {
    return new ScreenScene(poll.withShown(Optional.of(false)), tally, present, time);
  }

  /** Pages of the room that connect from now on receive this scene. */
  void playTo(Page page, String code) {
    page.routeWebSocket(
        "**/ws",
        socket -> {
          sockets.add(socket);
          socket.onMessage(frame -> answer(socket, code, frame.text()));
        });
  }

  /** Sends the scene to the connected pages. */
  void tell() {
    sockets.forEach(
        socket -> {
          socket.send(Json.write(Messages.pollChanged(poll, false)));
          if (poll.visible()) {
            socket.send(Json.write(result()));
          }
        });
  }

  private void answer(WebSocketRoute socket, String code, String asked) {
    if (asked.contains("\"join\"")) {
      time.joined();
      socket.send(Json.write(joined(code)));
    } else if (asked.contains("\"ping\"")) {
      String id = asked.replaceAll(".*\"id\":\"([^\"]*)\".*", "$1");
      socket.send(Json.write(Messages.pong(id, time.now())));
    }
  }

  private Map<String, Object> joined(String code) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", "joined");
    json.put("room", Map.of("code", code, "title", "All-hands December"));
    json.put("role", "voter");
    json.put("now", time.now());
    json.put("joinUrl", "https://vote.example.org/r/" + code);
    json.put("present", present);
    json.put("polls", List.of(PollJson.of(poll, false)));
    json.put("tallies", poll.visible() ? List.of(result()) : List.of());
    json.put("ballots", Map.of());
    return json;
  }

  private Map<String, Object> result() {
    return Messages.tally(poll, METHODS.of(poll), tally, false);
  }

  /** Ballots and how often each is cast; deterministic for a poll. */
  private static Map<Map<String, Object>, Long> ballots(Poll poll, int votes) {
    Random random = new Random(7);
    Map<Map<String, Object>, Long> ballots = new LinkedHashMap<>();
    int kinds = poll.method().equals("text") ? votes : Math.min(votes, 400);
    for (int kind = 0; kind < kinds; kind++) {
      long weight = (long) votes / kinds + (kind < votes % kinds ? 1 : 0);
      ballots.merge(ballot(poll, random, kind), weight, Long::sum);
    }
    return ballots;
  }

  private static Map<String, Object> ballot(Poll poll, Random random, int kind) {
    int options = poll.options().size();
    List<String> ids = poll.options().stream().map(option -> option.id()).toList();
    return switch (poll.method()) {
      case "single" -> Map.of("choice", ids.get(leaning(random, options)));
      case "multiple" ->
          Map.of(
              "choices",
              ids.stream().filter(id -> random.nextInt(10) < 2 + ids.indexOf(id) % 7).toList());
      case "score" -> Map.of("scores", each(ids, i -> random.nextInt(5) - (i % 3 == 1 ? 2 : 1)));
      case "grades" ->
          Map.of(
              "grades",
              each(
                  ids,
                  i ->
                      List.of("excellent", "very-good", "good", "passable", "poor", "reject")
                          .get(Math.min(5, random.nextInt(3) + i % 4))));
      case "points" -> Map.of("points", Map.of(ids.get(leaning(random, options)), 60));
      case "ranked" -> Map.of("ranking", ranking(ids, random));
      case "number" -> Map.of("number", Math.round(40 + random.nextGaussian() * 12));
      case "words" ->
          Map.of("words", List.of(word(leaning(random, 60)), word(60 + random.nextInt(12))));
      default -> Map.of("text", SAID.get(kind % SAID.size()) + (kind < 9 ? "" : " " + kind));
    };
  }

  private static Map<String, Object> each(
      List<String> ids, java.util.function.IntFunction<Object> value) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      Object given = value.apply(i);
      all.put(ids.get(i), given instanceof Integer n ? Math.max(-2, Math.min(2, n)) : given);
    }
    return all;
  }

  private static List<String> ranking(List<String> ids, Random random) {
    List<String> order = new ArrayList<>(ids);
    Collections.shuffle(order, random);
    String liked = ids.get(leaning(random, ids.size()));
    order.remove(liked);
    order.add(0, liked);
    return order.subList(0, Math.max(1, order.size() - random.nextInt(3)));
  }

  /** Some options in the middle of the list are the most popular. */
  private static int leaning(Random random, int count) {
    double where = random.nextDouble() * random.nextDouble();
    int liked = (int) (where * count);
    return (liked * 7 + count / 3) % count;
  }

  private static String word(int i) {
    List<String> words =
        List.of(
            "trust",
            "fast",
            "fun",
            "late",
            "open",
            "curious",
            "coffee",
            "calm",
            "learning",
            "team",
            "remote",
            "honest",
            "busy",
            "proud",
            "focus",
            "kind");
    return i < words.size() ? words.get(i) : words.get(i % words.size()) + " " + i / words.size();
  }
}
