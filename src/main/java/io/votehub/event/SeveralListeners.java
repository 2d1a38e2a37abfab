package io.votehub.event;

import io.vertx.core.Future;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.question.Entry;
import java.util.List;
import java.util.function.Function;

/** Tells each of several what happens in rooms. */
public record SeveralListeners(List<RoomEvents> all) implements RoomEvents {
  public SeveralListeners {
    all = List.copyOf(all);
  }

  private Future<Void> each(Function<RoomEvents, Future<Void>> step) {
    return Future.join(all.stream().map(step).toList()).mapEmpty();
  }

  @Override
  public Future<Void> opening(Poll poll, long at) {
    return each(one -> one.opening(poll, at));
  }

  @Override
  public void opened(Poll poll) {
    all.forEach(one -> one.opened(poll));
  }

  @Override
  public Future<Void> closing(Poll poll, long rev) {
    return each(one -> one.closing(poll, rev));
  }

  @Override
  public Future<Void> replacing(Poll poll) {
    return each(one -> one.replacing(poll));
  }

  @Override
  public Future<Void> goingLive(Poll poll, List<Entry> questions) {
    return each(one -> one.goingLive(poll, questions));
  }

  @Override
  public Future<Void> deleting(Room room) {
    return each(one -> one.deleting(room));
  }

  @Override
  public void happened() {
    all.forEach(RoomEvents::happened);
  }
}
