package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.draft.PollSpec;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever people voted, changed and took back, by whichever method: frames come in the order of
 * time, each is the tally of what had arrived by then, and the last is the result.
 */
class ReplayLawTest {
  private static final int STEP_MS = 100;

  /** Four ballots for each method. */
  private static final Map<String, List<Map<String, Object>>> BALLOTS =
      Map.of(
          "single",
          of("choice", "a", "b", "c", "a"),
          "multiple",
          of("choices", List.of("a"), List.of("a", "b"), List.of("c"), List.of("b", "c")),
          "score",
          of("scores", Map.of("a", 2), Map.of("b", -1), Map.of("a", 1, "c", 1), Map.of("c", 0)),
          "ranked",
          of("ranking", List.of("a", "b"), List.of("b"), List.of("c", "a", "b"), List.of("a")),
          "grades",
          of(
              "grades",
              Map.of("a", "good"),
              Map.of("b", "poor"),
              Map.of("c", "good"),
              Map.of("a", "reject")),
          "points",
          of("points", Map.of("a", 60), Map.of("b", 40, "c", 1), Map.of("c", 100), Map.of("a", 1)),
          "number",
          of("number", 1, 2.5, -7, 1_000),
          "words",
          of("words", List.of("x"), List.of("x", "y"), List.of("z"), List.of("y")),
          "text",
          of("text", "one", "two", "three", "one"));

  private static List<Map<String, Object>> of(String field, Object... values) {
    List<Map<String, Object>> ballots = new ArrayList<>();
    for (Object value : values) {
      ballots.add(Map.of(field, value));
    }
    return ballots;
  }

  /**
   * What a voter does.
   *
   * @param ballot which of the four; 4 to take it back
   * @param laterMs when, after the step before; clocks of instances may run back
   */
  record Act(int voter, int ballot, int laterMs) {}

  /** What was counted, and when. */
  private record Counted(String voter, CastBallot cast, long at) {}

  @Provide
  Arbitrary<List<Act>> histories() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 7),
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(-50, 400))
        .as(Act::new)
        .list()
        .ofMaxSize(30);
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of(BALLOTS.keySet().stream().sorted().toList());
  }

  private static String open(CountingKit kit, String method, String results) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("question", "?");
    json.put("method", method);
    json.put("settings", Map.of("results", results));
    if (!List.of("number", "words", "text").contains(method)) {
      json.put("options", List.of("A", "B", "C"));
    }
    String id = await(kit.polls.create(ROOM, PollSpec.read(json, VotingMethods.standard()))).id();
    await(kit.polls.open(ROOM, id, OptionalInt.empty()));
    return id;
  }

  /** Casts the ballots; returns those that counted, with the latest time up to each. */
  private static List<Counted> live(CountingKit kit, String poll, List<Act> history) {
    Poll open = await(kit.polls.get(ROOM, poll));
    VotingMethod method = VotingMethods.standard().of(open);
    List<Counted> counted = new ArrayList<>();
    long now = 1_000_000;
    long latest = Long.MIN_VALUE;
    for (Act act : history) {
      now += act.laterMs;
      String voter = "voter" + act.voter;
      CastBallot cast;
      if (act.ballot == 4) {
        cast = CastBallot.withdrawal(voter, open.run(), now);
      } else {
        Ballot read = method.read(open, BALLOTS.get(open.method()).get(act.ballot));
        String text = Json.write(read.value());
        cast = new CastBallot(voter, open.run(), text, method.cells(read, voter, now), now);
      }
      Receipt receipt = kit.send(poll, cast);
      // The same ballot again is a repeat, and is not recorded.
      if (receipt instanceof Receipt.Counted) {
        latest = Math.max(latest, now);
        counted.add(new Counted(voter, cast, latest));
      }
    }
    await(kit.polls.close(ROOM, poll));
    return counted;
  }

  private static List<Replay.Frame> replay(CountingKit kit, String poll) {
    List<Replay.Frame> frames = new ArrayList<>();
    Replay replay =
        await(
            kit.polls
                .standings()
                .replay(
                    ROOM,
                    poll,
                    STEP_MS,
                    frame -> {
                      Tally tally = frame.tally();
                      // The sums of the next frame are made in the same map.
                      frames.add(
                          new Replay.Frame(
                              frame.ms(),
                              new Tally(
                                  tally.rev(),
                                  tally.ballots(),
                                  tally.last(),
                                  Map.copyOf(tally.cells()))));
                      return "line\n";
                    }));
    int lines = 0;
    for (Iterator<String> part = await(replay.next());
        part.hasNext();
        part = await(replay.next())) {
      while (part.hasNext()) {
        part.next();
        lines++;
      }
    }
    assertThat(lines).isEqualTo(frames.size());
    return frames;
  }

  private static Tally result(CountingKit kit, String poll) {
    return await(kit.polls.standings().of(ROOM, poll)).tally();
  }

  /** The sums of what stood after these. */
  private static Map<String, Long> sums(List<Counted> counted) {
    Map<String, CastBallot> standing = new HashMap<>();
    for (Counted each : counted) {
      if (each.cast.ballot().equals(CastBallot.WITHDRAWN)) {
        standing.remove(each.voter);
      } else {
        standing.put(each.voter, each.cast);
      }
    }
    Map<String, Long> sums = new HashMap<>();
    standing.values().forEach(cast -> cast.cells().forEach(c -> sums.merge(c, 1L, Long::sum)));
    return sums;
  }

  @Property(tries = 150)
  void whereReplacedBallotsAreKeptEachFrameIsWhatHadArrived(
      @ForAll("methods") String method, @ForAll("histories") List<Act> history) {
    try (CountingKit kit = new CountingKit()) {
      kit.keepSuperseded();
      String poll = open(kit, method, "live");
      List<Counted> counted = live(kit, poll, history);

      List<Replay.Frame> frames = replay(kit, poll);

      assertInOrder(frames, result(kit, poll));
      long from = Math.min(1_000_000, counted.stream().mapToLong(c -> c.cast.at()).min().orElse(0));
      for (Replay.Frame frame : frames.subList(0, frames.size() - 1)) {
        List<Counted> until = counted.stream().filter(c -> c.at - from < frame.ms()).toList();
        assertThat(frame.tally().cells()).isEqualTo(sums(until));
      }
    }
  }

  @Property(tries = 150)
  void elseWhatStandsGrowsFrameByFrameIntoTheResult(
      @ForAll("methods") String method, @ForAll("histories") List<Act> history) {
    try (CountingKit kit = new CountingKit()) {
      String poll = open(kit, method, "live");
      live(kit, poll, history);

      List<Replay.Frame> frames = replay(kit, poll);

      assertInOrder(frames, result(kit, poll));
      for (int i = 1; i < frames.size(); i++) {
        assertThat(frames.get(i).tally().ballots())
            .isGreaterThan(frames.get(i - 1).tally().ballots());
      }
    }
  }

  @Property(tries = 150)
  void whereVotersDidNotSeeTheResultNoFrameHasFewerThanFiveChanges(
      @ForAll("histories") List<Act> history) {
    try (CountingKit kit = new CountingKit()) {
      String poll = open(kit, "single", "closed");
      live(kit, poll, history);

      List<Replay.Frame> frames = replay(kit, poll);

      assertInOrder(frames, result(kit, poll));
      long before = 0;
      for (Replay.Frame frame : frames) {
        long more = frame.tally().ballots() - before;
        assertThat(frames.size() == 1 || more >= Replay.MIN_CHANGES).isTrue();
        before = frame.tally().ballots();
      }
    }
  }

  private static void assertInOrder(List<Replay.Frame> frames, Tally result) {
    assertThat(frames).isNotEmpty().hasSizeLessThanOrEqualTo(Replay.MAX_FRAMES);
    assertThat(frames.get(frames.size() - 1).tally().cells()).isEqualTo(result.cells());
    assertThat(frames.get(frames.size() - 1).tally().ballots()).isEqualTo(result.ballots());
    assertThat(frames.get(frames.size() - 1).tally().last()).isTrue();
    for (int i = 1; i < frames.size(); i++) {
      assertThat(frames.get(i).ms()).isGreaterThanOrEqualTo(frames.get(i - 1).ms());
    }
  }

  @Example
  void aLongPollHasLongerStepsAndIsReadInParts() {
    try (CountingKit kit = new CountingKit()) {
      String poll = open(kit, "single", "live");
      List<Act> history = new ArrayList<>();
      for (int i = 0; i < 4_000; i++) {
        history.add(new Act(i, i % 3, 2 * STEP_MS));
      }
      live(kit, poll, history);

      List<Replay.Frame> frames = replay(kit, poll);

      assertThat(frames.size()).isGreaterThan(3 * ReplayPart.MAX_FRAMES);
      assertInOrder(frames, result(kit, poll));
    }
  }
}
