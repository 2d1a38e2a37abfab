package io.votehub.store;

import io.vertx.core.Future;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * A store in which this instance has rooms of its own, to cast votes in by which it tries itself
 * out. Their ballots take the way of all ballots, and are as durable. The rooms are known to this
 * instance alone: they are not listed, counted, expired, or in a backup, and their polls are to
 * everybody else drafts of a room that does not exist. What an instance leaves behind in a crash,
 * any instance removes with {@link #removeOlder}.
 *
 * <p>Safe from any thread.
 */
public final class HiddenRooms extends ForwardingStore {
  /**
   * The room of all these polls as it is stored, by which those that were left behind are found.
   */
  private static final String STORED_ROOM = "000000";

  private record Hidden(Room room, List<Poll> polls) {}

  private final Map<String, Hidden> rooms = new ConcurrentHashMap<>();
  private final Map<String, Poll> polls = new ConcurrentHashMap<>();

  public HiddenRooms(Store store) {
    super(store);
  }

  /**
   * Opens a room for the instance.
   *
   * @param room its code is a {@linkplain JoinCode#isHidden hidden} one
   * @param open its polls, which are open
   */
  public Future<Void> open(Room room, List<Poll> open) {
    if (!JoinCode.isHidden(room.code())) {
      throw new IllegalArgumentException("Room " + room.code() + " would not be hidden");
    }
    Future<Void> stored = Future.succeededFuture();
    for (Poll poll : open) {
      PollRecord record = PollRecord.of(stored(poll, room.createdAt()));
      stored = stored.compose(before -> store.addPoll(record));
    }
    return stored.onSuccess(
        all -> {
          open.forEach(poll -> polls.put(poll.id(), poll));
          rooms.put(room.code(), new Hidden(room, List.copyOf(open)));
        });
  }

  /**
   * @param createdAt the position, so that old polls can be told
   */
  private static Poll stored(Poll poll, long createdAt) {
    return Poll.draft(
        poll.id(), STORED_ROOM, "", poll.method(), poll.options(), poll.settings(), createdAt);
  }

  /** Removes a room with all that was stored of it; what fails is left to {@link #removeOlder}. */
  public Future<Void> close(String code) {
    Hidden hidden = rooms.remove(code);
    if (hidden == null) {
      return Future.succeededFuture();
    }
    List<Future<Boolean>> deletions = new ArrayList<>();
    for (Poll poll : hidden.polls) {
      polls.remove(poll.id());
      deletions.add(store.deletePoll(poll.id()));
    }
    return Future.join(deletions).mapEmpty();
  }

  /**
   * Removes the polls of such rooms of any instance that were opened before a time, without those
   * of this instance.
   *
   * @param before UTC milliseconds since the epoch
   * @return the ids of the polls
   */
  public Future<List<String>> removeOlder(long before) {
    return store
        .polls(STORED_ROOM)
        .compose(
            found -> {
              List<String> old =
                  found.stream()
                      .map(PollRecord::poll)
                      .filter(poll -> poll.position() < before && !polls.containsKey(poll.id()))
                      .map(Poll::id)
                      .toList();
              return Future.join(old.stream().map(store::deletePoll).toList()).map(old);
            });
  }

  @Override
  public Future<Optional<Room>> room(String code) {
    return JoinCode.isHidden(code)
        ? Future.succeededFuture(Optional.ofNullable(rooms.get(code)).map(Hidden::room))
        : store.room(code);
  }

  @Override
  public Future<List<PollRecord>> polls(String code) {
    if (!JoinCode.isHidden(code)) {
      return store.polls(code);
    }
    Hidden hidden = rooms.get(code);
    if (hidden == null) {
      return Future.succeededFuture(List.of());
    }
    List<Future<Optional<PollRecord>>> records =
        hidden.polls.stream().map(poll -> poll(poll.id())).toList();
    return Future.join(records)
        .map(all -> records.stream().flatMap(each -> each.result().stream()).toList());
  }

  @Override
  public Future<Optional<PollRecord>> poll(String id) {
    return shown(id, store.poll(id));
  }

  @Override
  public Future<Optional<PollRecord>> raiseEpoch(String id) {
    return shown(id, store.raiseEpoch(id));
  }

  @Override
  public Future<Optional<PollRecord>> updatePoll(String id, UnaryOperator<PollRecord> change) {
    Poll hidden = polls.get(id);
    return hidden == null
        ? store.updatePoll(id, change)
        : shown(
            id,
            store.updatePoll(
                id, record -> change.apply(record.withPoll(hidden)).withPoll(record.poll())));
  }

  private Future<Optional<PollRecord>> shown(String id, Future<Optional<PollRecord>> stored) {
    Poll hidden = polls.get(id);
    return hidden == null
        ? stored
        : stored.map(found -> found.map(record -> record.withPoll(hidden)));
  }

  /** These rooms do not expire. */
  @Override
  public Future<Void> noteUse(String code, long at) {
    return JoinCode.isHidden(code) ? Future.succeededFuture() : store.noteUse(code, at);
  }
}
