package io.votehub.session;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.votehub.bus.BusReply;
import io.votehub.bus.LeaderboardQuery;
import io.votehub.bus.LeaderboardView;
import io.votehub.poll.Poll;
import io.votehub.poll.Stage;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells voters what came of their answers in a quiz: each once an answer is revealed, and who comes
 * back again; and everybody the leaderboard, while the presenter shows it. The scores are read once
 * for all on this loop, at most once a second, and sent in turns. Confined to one event loop.
 */
final class RoomScores {
  private static final Logger LOG = LoggerFactory.getLogger(RoomScores.class);
  private static final long INTERVAL_MS = 1_000;

  private final Vertx vertx;
  private final String room;
  private final RoomState state;
  private final ScoreBroadcast personal;
  private final Consumer<Map<String, Object>> showAll;
  private final Runnable changed;

  /** The question whose answer was revealed last. */
  private Optional<String> told = Optional.empty();

  /** Null until it is needed, and once it is outdated. */
  private LeaderboardView latest;

  private boolean reading;

  /** How often the leaderboard became outdated. */
  private long outdated;

  /** Whether the next leaderboard goes to voters, each the own score. */
  private boolean scoresWanted;

  /** Whether it goes to everybody. */
  private boolean boardWanted;

  private long timer = -1;
  private long readAt;
  private boolean closed;

  /**
   * @param showAll sends a message to everybody in the room
   * @param changed called when it takes more or less memory
   */
  RoomScores(
      Vertx vertx,
      String room,
      RoomState state,
      RoomMembers members,
      Consumer<Map<String, Object>> showAll,
      Runnable changed) {
    this.vertx = vertx;
    this.room = room;
    this.state = state;
    this.showAll = showAll;
    this.changed = changed;
    this.personal =
        new ScoreBroadcast(
            (ContextInternal) vertx.getOrCreateContext(), members::all, TallyBroadcast.SLICE_NANOS);
    readAt = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(INTERVAL_MS);
  }

  /** The memory that the leaderboard takes, in bytes. */
  long bytes() {
    return latest == null ? 0 : latest.bytes();
  }

  private boolean isShown() {
    return state.room() != null && state.room().stage().shows() == Stage.Shows.LEADERBOARD;
  }

  private static boolean isTold(Poll poll) {
    return poll.isScored() && poll.isAnswerRevealed();
  }

  /** A poll has changed from what it was before, if it was known. */
  void pollChanged(Optional<Poll> before, Poll after) {
    boolean was = before.filter(RoomScores::isTold).isPresent();
    boolean again = was && !before.get().times().equals(after.times());
    if (isTold(after) && (!was || again)) {
      told = Optional.of(after.id());
      outdated();
      scoresWanted = true;
      read();
    } else if (was && !isTold(after)) {
      left(after.id());
    }
  }

  void pollDeleted(Optional<Poll> before) {
    before.filter(RoomScores::isTold).ifPresent(poll -> left(poll.id()));
  }

  private void left(String poll) {
    told = told.filter(each -> !each.equals(poll));
    outdated();
    if (boardWanted) {
      read();
    }
  }

  private void outdated() {
    latest = null;
    outdated++;
    boardWanted |= isShown();
  }

  /** What the big screens show may have changed. */
  void stageChanged(Stage before) {
    if (isShown() && before.rev() != state.room().stage().rev()) {
      boardWanted = true;
      if (latest != null) {
        send();
      } else {
        read();
      }
    }
  }

  /** Somebody is called otherwise. */
  void playersChanged() {
    if (isShown()) {
      outdated();
      read();
    }
  }

  /** A session has joined, and was told of the room. */
  void joined(Session session) {
    boolean voter = session.voter().isPresent() && state.hasPoll(RoomScores::isTold);
    if (latest != null) {
      session.player().id().ifPresent(id -> ScoreBroadcast.send(session, id, latest.board()));
      if (isShown()) {
        session.messages().sendBounded(latest.message());
      }
    } else if (voter || isShown()) {
      scoresWanted |= voter;
      boardWanted |= isShown();
      read();
    }
  }

  private void read() {
    if (closed || reading || timer >= 0) {
      return;
    }
    long sinceMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - readAt);
    if (sinceMs < INTERVAL_MS) {
      timer = vertx.setTimer(INTERVAL_MS - sinceMs, due -> readNow());
    } else {
      readNow();
    }
  }

  private void readNow() {
    timer = -1;
    reading = true;
    readAt = System.nanoTime();
    long asked = outdated;
    BusReply.request(
            vertx.eventBus(),
            LeaderboardQuery.ADDRESS,
            new LeaderboardQuery(room, told.or(this::lastTold)),
            LeaderboardView.class)
        .onComplete(
            done -> {
              reading = false;
              if (closed) {
                return;
              }
              if (done.failed()) {
                LOG.debug("The scores of room {} are to be read again", room, done.cause());
                read();
              } else if (asked != outdated) {
                read();
              } else {
                latest = done.result();
                changed.run();
                send();
              }
            });
  }

  /**
   * Of what was revealed before anybody here could hear it, the question that was closed last; of
   * those that were closed in the same millisecond, the last in the room's order.
   */
  private Optional<String> lastTold() {
    return state.polls(true).stream()
        .filter(RoomScores::isTold)
        .reduce((last, next) -> closedAt(next) >= closedAt(last) ? next : last)
        .map(Poll::id);
  }

  private static long closedAt(Poll poll) {
    return poll.times().closedAt().orElse(0);
  }

  private void send() {
    if (scoresWanted) {
      scoresWanted = false;
      personal.send(latest.board());
    }
    if (boardWanted) {
      boardWanted = false;
      if (isShown()) {
        showAll.accept(latest.message());
      }
    }
  }

  /** Ends the timer; nothing is sent any more. */
  void close() {
    closed = true;
    vertx.cancelTimer(timer);
    latest = null;
  }
}
