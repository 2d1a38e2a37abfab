package io.votehub.hook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.question.BoardJson;
import io.votehub.question.BoardKey;
import io.votehub.question.Entry;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;

/**
 * Finds out from the store whether what was announced has happened. An announcement comes first, so
 * that whoever finds it after a crash can tell.
 */
final class EventLookup {
  private static final String SEPARATOR = "/";

  /** After that, a step that was about to be taken is not taken any more. */
  private static final long ABANDONED_AFTER_MS = 60_000;

  private final Vertx vertx;
  private final Store store;
  private final EventBodies bodies;

  EventLookup(Vertx vertx, Store store, EventBodies bodies) {
    this.vertx = vertx;
    this.store = store;
    this.bodies = bodies;
  }

  /** What is known of an announcement. */
  enum Answer {
    HAPPENED,
    /** To be looked up again. */
    NOT_YET,
    NEVER
  }

  /**
   * What came of an announcement.
   *
   * @param body what is to be told if it happened
   */
  record Found(Answer answer, String body) {
    private static final Found NEVER = new Found(Answer.NEVER, "");
    private static final Found NOT_YET = new Found(Answer.NOT_YET, "");
  }

  /**
   * Looks an announcement up.
   *
   * @param room as it is now; empty if it is gone
   */
  Future<Found> find(Delivery announced, Optional<Room> room, long now) {
    boolean abandoned = now - announced.at() > ABANDONED_AFTER_MS;
    Found later = abandoned ? Found.NEVER : Found.NOT_YET;
    if (announced.event() == HookEvent.ROOM_DELETED) {
      boolean there = room.filter(each -> subject(each).equals(announced.subject())).isPresent();
      return Future.succeededFuture(there ? later : new Found(Answer.HAPPENED, announced.body()));
    }
    if (room.isEmpty()) {
      return Future.succeededFuture(Found.NEVER);
    }
    if (announced.event() == HookEvent.QUESTION_LIVE) {
      return question(announced, room.get().code(), later);
    }
    return store
        .poll(announced.subject())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Found.NEVER)
                    : find(announced, room.get(), found.get(), later));
  }

  /** Identifies a room, whose code may be another's later. */
  static String subject(Room room) {
    return room.id().orElse(room.code());
  }

  /** Identifies a question from the floor. */
  static String subject(Poll poll, Entry question) {
    return poll.id() + SEPARATOR + poll.run() + SEPARATOR + question.id();
  }

  /** Whether an announcement is about a poll, or one of its questions. */
  static boolean isAbout(Delivery announced, Poll poll) {
    return announced.subject().equals(poll.id())
        || announced.subject().startsWith(poll.id() + SEPARATOR);
  }

  private Future<Found> question(Delivery announced, String room, Found later) {
    String[] subject = announced.subject().split(SEPARATOR, -1);
    return store
        .record(room, BoardKey.of(subject[0], Integer.parseInt(subject[1])))
        .map(
            text ->
                text.map(BoardJson::read)
                    .flatMap(board -> board.entry(subject[2]))
                    .filter(entry -> entry.lives() >= announced.mark())
                    .map(entry -> new Found(Answer.HAPPENED, announced.body()))
                    .orElse(later));
  }

  private Future<Found> find(Delivery announced, Room room, PollRecord record, Found later) {
    Poll poll = record.poll();
    if (announced.event() == HookEvent.POLL_OPENED) {
      boolean opened =
          poll.state() != PollState.DRAFT
              && poll.times().openedAt().equals(OptionalLong.of(announced.mark()));
      return opened ? aside(() -> bodies.opened(room, poll)) : Future.succeededFuture(later);
    }
    if (poll.state() == PollState.CLOSING) {
      return Future.succeededFuture(Found.NOT_YET);
    }
    // Revisions grow after the close, too, but only another result is of another epoch.
    boolean closed =
        poll.state() == PollState.CLOSED
            && record.result().isPresent()
            && Revision.epoch(poll.rev()) == Revision.epoch(announced.mark());
    return closed ? aside(() -> bodies.closed(room, record)) : Future.succeededFuture(Found.NEVER);
  }

  /** A result of many options takes time. */
  private Future<Found> aside(Callable<String> body) {
    return vertx.executeBlocking(body, false).map(told -> new Found(Answer.HAPPENED, told));
  }
}
