package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/**
 * A quiz on three instances where everything is sent twice and two instances are killed, one while
 * people answer and one while the result is made: nobody's points differ from a model of theirs,
 * and no answer is told before it is revealed.
 */
class QuizInAClusterIT extends ThreeHubsTest {
  /** Instances follow the clock of Redis, and not to the millisecond. */
  private static final long CLOCKS_DIFFER_MS = 20;

  private static final int PLAYERS = 15;
  private static final long WITHIN_MS = 40_000;

  /** What one player ought to have. */
  private static final class Model {
    private int total;
    private int streak;

    /** Answers a question without speed. */
    Map<String, Object> answered(boolean right, int penalty, boolean bonus) {
      streak = right ? streak + 1 : 0;
      int before = total;
      int extra = bonus && right ? 100 * Math.min(streak - 1, 5) : 0;
      total = Math.max(0, total + (right ? 1000 + extra : -penalty));
      return Map.of("correct", right, "points", total - before, "total", total, "streak", streak);
    }
  }

  /** A player who keeps every frame, and comes back with the token. */
  private final class Player {
    private final Model model = new Model();
    private final List<Map<String, Object>> frames = new ArrayList<>();
    private final boolean watching;
    private VoterClient client;
    private String voter;
    private String voterToken;

    Player(boolean watching) {
      this.watching = watching;
    }

    void join(int hub) {
      client = connect(hub);
      client.onEach(this::heard);
      int before = frames().size();
      Map<String, Object> join = new LinkedHashMap<>(Map.of("type", "join", "room", room));
      if (watching) {
        join.put("watch", true);
      }
      Optional.ofNullable(voterToken).ifPresent(known -> join.put("token", known));
      client.send(join);
      Map<String, Object> joined = await(before, frame -> frame.get("type").equals("joined"));
      voter = (String) joined.get("voter");
      voterToken = (String) joined.get("token");
    }

    private void heard(Map<String, Object> frame) {
      synchronized (frames) {
        frames.add(frame);
        frames.notifyAll();
      }
    }

    List<Map<String, Object>> frames() {
      synchronized (frames) {
        return List.copyOf(frames);
      }
    }

    Map<String, Object> await(int from, Predicate<Map<String, Object>> wanted) {
      long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WITHIN_MS);
      synchronized (frames) {
        int next = from;
        while (true) {
          while (next < frames.size()) {
            if (wanted.test(frames.get(next))) {
              return frames.get(next);
            }
            next++;
          }
          long leftMs = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
          assertThat(leftMs).as("heard in time: %s", frames).isPositive();
          try {
            frames.wait(leftMs);
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stop);
          }
        }
      }
    }

    void send(String poll, String choice) {
      Map<String, Object> vote =
          Map.of("type", "vote", "id", poll, "poll", poll, "ballot", Map.of("choice", choice));
      client.send(vote);
      client.send(vote);
    }

    void awaitAck(String poll) {
      await(0, frame -> frame.get("type").equals("ack") && poll.equals(frame.get("poll")));
    }

    Map<String, Object> score(int from, String poll) {
      return await(
          from, frame -> frame.get("type").equals("score") && poll.equals(frame.get("poll")));
    }
  }

  private String ask(Map<String, Object> quiz) throws IOException, InterruptedException {
    Map<String, Object> settings = new HashMap<>(quiz);
    settings.put("correct", "a");
    Map<String, Object> poll =
        Map.of(
            "question",
            "Which?",
            "method",
            "single",
            "options",
            List.of("A", "B"),
            "settings",
            Map.of("quiz", settings));
    return (String) call(0, "POST", "/" + room + "/polls", token, poll).get("id");
  }

  private String path(String poll) {
    return "/" + room + "/polls/" + poll;
  }

  private static int points(long ms, long limitMs) {
    long taken = ms < 500 ? 0 : Math.min(ms, limitMs);
    return (int) Math.round(1000 * (1 - 0.5 * taken / limitMs));
  }

  @Test
  void everybodyHasExactlyTheOwnPointsAndNoAnswerIsToldEarly() throws Exception {
    makeRoom("Quiz");
    List<Player> players = new ArrayList<>();
    List<Player> all = new ArrayList<>();
    for (int i = 0; i < PLAYERS + 3; i++) {
      Player player = new Player(i >= PLAYERS);
      player.join(i % 3);
      all.add(player);
      if (i < PLAYERS) {
        players.add(player);
      }
    }

    pointsFollowTheTimeOfTheFirstAnswer(players);
    String second = anInstanceIsKilledWhilePeopleAnswer(players, all);
    pointsSurviveADroppedPhone(players.get(0), second);
    String third = anInstanceIsKilledWhileTheResultIsMade(players, all);

    theTableIsThatOfTheModel(players, third);
    for (Player each : all) {
      assertThat(each.frames()).isNotEmpty().allSatisfy(this::tellsNoAnswerEarly);
    }
  }

  private void pointsFollowTheTimeOfTheFirstAnswer(List<Player> players) throws Exception {
    String poll = ask(Map.of());
    Map<String, Object> opened =
        call(1, "POST", path(poll) + "/open", token, Map.of("seconds", 60));
    long openedAt = ((Number) opened.get("openedAt")).longValue();
    Map<Player, long[]> sent = new LinkedHashMap<>();
    for (Player each : players) {
      long before = System.currentTimeMillis();
      boolean right = players.indexOf(each) % 4 != 3;
      each.send(poll, right ? "a" : "b");
      each.awaitAck(poll);
      sent.put(each, new long[] {before - openedAt, System.currentTimeMillis() - openedAt});
      // Once more by another way, as a phone does that heard no answer.
      Map<String, Object> ballot = Map.of("ballot", Map.of("choice", right ? "a" : "b"));
      call(2, "POST", path(poll) + "/ballots", each.voterToken, ballot);
    }
    call(2, "POST", path(poll) + "/close", token, null);
    for (Player each : players) {
      Map<String, Object> score = each.score(0, poll);
      boolean right = players.indexOf(each) % 4 != 3;
      int given = ((Number) score.get("points")).intValue();
      long[] between = sent.get(each);
      assertThat(score).containsEntry("correct", right).containsEntry("of", PLAYERS);
      if (right) {
        assertThat(given)
            .isBetween(
                points(between[1] + CLOCKS_DIFFER_MS, 60_000),
                points(between[0] - CLOCKS_DIFFER_MS, 60_000));
      } else {
        assertThat(given).isZero();
      }
      each.model.total = given;
      each.model.streak = right ? 1 : 0;
      assertThat(score)
          .containsEntry("total", each.model.total)
          .containsEntry("streak", each.model.streak);
    }
  }

  private String anInstanceIsKilledWhilePeopleAnswer(List<Player> players, List<Player> all)
      throws Exception {
    String poll = ask(Map.of("speed", 0, "penalty", 300, "streak", true));
    call(0, "POST", path(poll) + "/open", token, Map.of("seconds", 600));
    for (Player each : players) {
      each.send(poll, choice(players, each, 3));
    }
    kill(2);
    for (int i = 2; i < all.size(); i += 3) {
      all.get(i).join(i % 2);
    }
    for (Player each : players) {
      each.send(poll, choice(players, each, 3));
      each.awaitAck(poll);
    }
    call(1, "POST", path(poll) + "/close", token, null);
    expectModel(players, poll, 3, 300);
    return poll;
  }

  private static String choice(List<Player> players, Player each, int wrongOf) {
    return players.indexOf(each) % wrongOf == 0 ? "b" : "a";
  }

  private void expectModel(List<Player> players, String poll, int wrongOf, int penalty) {
    for (Player each : players) {
      Map<String, Object> expected =
          each.model.answered(choice(players, each, wrongOf).equals("a"), penalty, true);
      assertThat(each.score(0, poll)).containsAllEntriesOf(expected);
    }
  }

  private void pointsSurviveADroppedPhone(Player player, String poll) {
    Map<String, Object> before = player.score(0, poll);
    player.client.close();
    int heard = player.frames().size();
    player.join(1);
    assertThat(player.score(heard, poll)).isEqualTo(before);
  }

  private String anInstanceIsKilledWhileTheResultIsMade(List<Player> players, List<Player> all)
      throws Exception {
    String poll = ask(Map.of("speed", 0, "penalty", 300, "streak", true));
    call(0, "POST", path(poll) + "/open", token, Map.of("seconds", 600));
    for (Player each : all) {
      each.client.close();
      each.join(0);
    }
    for (Player each : players) {
      each.send(poll, choice(players, each, 5));
      each.awaitAck(poll);
    }
    callAndForget(1, "POST", path(poll) + "/close", token);
    players.get(0).client.send(Map.of("type", "ping", "id", "before the kill"));
    players.get(0).await(0, frame -> "before the kill".equals(frame.get("id")));
    kill(1);
    // Whether the call got through or not, it is made again.
    call(0, "POST", path(poll) + "/close", token, null);
    expectModel(players, poll, 5, 300);
    return poll;
  }

  private void theTableIsThatOfTheModel(List<Player> players, String last) throws Exception {
    Map<String, Object> table = call(0, "GET", "/" + room + "/leaderboard", token, null);
    Map<Object, Object> totals = new HashMap<>();
    for (Object each : (List<?>) table.get("entries")) {
      Map<?, ?> entry = (Map<?, ?>) each;
      totals.put(entry.get("voter"), entry.get("points"));
      long better =
          players.stream()
              .filter(other -> other.model.total > ((Number) entry.get("points")).intValue())
              .count();
      assertThat(((Number) entry.get("rank")).longValue()).isEqualTo(better + 1);
    }
    Map<Object, Object> expected = new HashMap<>();
    players.forEach(each -> expected.put(each.voter, each.model.total));
    assertThat(totals).isEqualTo(expected);
    assertThat(players.get(0).score(0, last)).containsEntry("of", PLAYERS);
  }

  private void tellsNoAnswerEarly(Object value) {
    if (value instanceof List<?> list) {
      list.forEach(this::tellsNoAnswerEarly);
    } else if (value instanceof Map<?, ?> map) {
      if (map.get("settings") instanceof Map<?, ?> settings
          && settings.get("quiz") instanceof Map<?, ?> quiz) {
        boolean revealed =
            "closed".equals(map.get("state")) && Boolean.TRUE.equals(map.get("visible"));
        assertThat(quiz.containsKey("correct")).as("%s", map).isEqualTo(revealed);
      }
      map.values().forEach(this::tellsNoAnswerEarly);
    }
  }
}
