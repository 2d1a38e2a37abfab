package io.votehub.store;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that notes what happens to its polls, each change in one step with the change itself, and
 * what is deleted, before it is. Appends of ballots pass through as they are.
 */
public final class HistoryStore extends ForwardingStore {
  private static final Logger LOG = LoggerFactory.getLogger(HistoryStore.class);

  private final InstantSource clock;
  private final long keepMs;

  private HistoryStore(Store store, InstantSource clock, long keepMs) {
    super(store);
    this.clock = clock;
    this.keepMs = keepMs;
  }

  /**
   * Begins to note what happens, or goes on with it. A store that cannot be written at the moment
   * begins with the first deletion that is noted.
   *
   * @param keepMs how long it is kept, in milliseconds
   */
  public static Future<Store> over(Store store, InstantSource clock, long keepMs) {
    HistoryStore noting = new HistoryStore(store, clock, keepMs);
    return noting
        .note(List.of())
        .onFailure(fault -> LOG.warn("Deletions are not noted yet: {}", fault.getMessage()))
        .<Store>map(noting)
        .otherwise(noting);
  }

  private Future<Void> note(List<Deletion> deletions) {
    long now = clock.millis();
    return store.noteDeletions(now, now - keepMs, deletions);
  }

  @Override
  public Future<Void> addPoll(PollRecord poll) {
    return store.addPoll(
        poll.history().equals(PollHistory.NONE)
            ? poll.withHistory(PollHistory.begun(clock.millis()))
            : poll);
  }

  @Override
  public Future<Optional<PollRecord>> updatePoll(String id, UnaryOperator<PollRecord> change) {
    return store.updatePoll(id, record -> noted(record, change.apply(record)));
  }

  private PollRecord noted(PollRecord before, PollRecord after) {
    return after.withHistory(PollHistory.after(before, after, clock.millis(), keepMs));
  }

  @Override
  public Future<Void> forgetBefore(String poll, int epoch) {
    return store
        .updatePoll(poll, record -> record.withHistory(record.history().withForgotten(epoch)))
        .compose(noted -> store.forgetBefore(poll, epoch));
  }

  @Override
  public Future<Boolean> deletePoll(String id) {
    return store
        .poll(id)
        .compose(
            found ->
                found.isPresent() ? note(List.of(deletion(found.get()))) : Future.succeededFuture())
        .compose(noted -> store.deletePoll(id));
  }

  private Deletion deletion(PollRecord record) {
    PollHistory history = record.history();
    return new Deletion(
        clock.millis(),
        record.poll().room(),
        Optional.of(record.poll().id()),
        history.fromCreation() ? history.since() : 0);
  }

  @Override
  public Future<Boolean> deleteRoom(String code) {
    return noteRoom(code).compose(noted -> store.deleteRoom(code));
  }

  @Override
  public Future<Boolean> deleteUnusedRoom(String code, long before) {
    // Where it is used after all, there is a note of a room that is still there, which says
    // nothing.
    return noteRoom(code).compose(noted -> store.deleteUnusedRoom(code, before));
  }

  private Future<Void> noteRoom(String code) {
    return store
        .room(code)
        .compose(
            found ->
                found
                    .map(
                        room ->
                            note(
                                List.of(
                                    new Deletion(
                                        clock.millis(), code, Optional.empty(), room.createdAt()))))
                    .orElseGet(Future::succeededFuture));
  }
}
