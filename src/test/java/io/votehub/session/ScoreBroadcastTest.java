package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.quiz.Leaderboard;
import io.votehub.quiz.PollScores;
import io.votehub.quiz.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Everybody's own score takes several turns of the event loop. Each turn here ends at the first
 * look at the clock, after 32 players.
 */
class ScoreBroadcastTest {
  private static final int PLAYERS = 100;
  private static final int SLICE = 32;

  private final RoomKit kit = new RoomKit();
  private final List<RoomKit.Client> players = new ArrayList<>();
  private ScoreBroadcast broadcast;

  @BeforeEach
  void gather() {
    FakeRoom room = new FakeRoom();
    players.add(kit.joining());
    kit.answer(room.view());
    while (players.size() < PLAYERS) {
      players.add(kit.joining());
    }
    RoomKit.Client watcher = kit.connect();
    watcher.says("{\"type\":\"join\",\"room\":\"" + RoomKit.CODE + "\",\"watch\":true}");
    List<Session> members = new ArrayList<>();
    players.forEach(each -> members.add(each.session()));
    members.add(watcher.session());
    kit.turn(
        () ->
            broadcast =
                new ScoreBroadcast(
                    (ContextInternal) Vertx.currentContext(),
                    () -> members.toArray(Session[]::new),
                    0));
    players.add(watcher);
  }

  @AfterEach
  void part() {
    kit.everybodyLeaves();
    kit.close();
  }

  /** The player at an index has as many points as the index says, and some more. */
  private Leaderboard board(int more) {
    List<Score> scores = new ArrayList<>();
    for (int i = 0; i < PLAYERS; i++) {
      String player = players.get(i).session().player().id().orElseThrow();
      scores.add(new Score(player, i + more, true, true, 9));
    }
    PollScores poll = new PollScores("p", 1, 2, 0, false, false, scores);
    return new Leaderboard.Builder(Optional.of("p")).add(poll).build();
  }

  /** Sends the scores in one turn, and waits until the last player has the last of them. */
  private void send(Leaderboard... boards) {
    kit.turn(() -> List.of(boards).forEach(broadcast::send));
    while (heard(PLAYERS - 1).isEmpty()) {
      kit.turn(() -> {});
    }
  }

  private List<Object> heard(int player) {
    return players.get(player).heard("score").stream().map(each -> each.get("points")).toList();
  }

  @Test
  void everyPlayerHearsTheOwnScoreOnceAndWatchersHearNone() {
    send(board(1000));

    for (int i = 0; i < PLAYERS; i++) {
      assertThat(heard(i)).containsExactly(1000 + i);
    }
    assertThat(heard(PLAYERS)).isEmpty();
    assertThat(players.get(7).heard("score").get(0))
        .containsAllEntriesOf(Map.of("poll", "p", "correct", true, "of", PLAYERS));
  }

  /** If all were told in one turn, everybody would hear of both. */
  @Test
  void newerScoresReplaceThoseThatAreStillToBeSentAndReachEverybody() {
    send(board(1000), board(2000));

    for (int i = 0; i < SLICE; i++) {
      assertThat(heard(i)).containsExactly(1000 + i, 2000 + i);
    }
    for (int i = SLICE; i < PLAYERS; i++) {
      assertThat(heard(i)).containsExactly(2000 + i);
    }
  }
}
