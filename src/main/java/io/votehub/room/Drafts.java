package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.draft.PollSpec;
import io.votehub.ledger.Ledger;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Makes drafts behind the polls that a room has. */
final class Drafts {
  private final Store store;
  private final Ledger ledger;
  private final Supplier<String> ids;

  Drafts(Store store, Ledger ledger, Supplier<String> ids) {
    this.store = store;
    this.ledger = ledger;
    this.ids = ids;
  }

  /** Keeps one for each of {@code specs}, in this order; where one cannot be kept, none is. */
  Future<List<Poll>> create(String room, List<PollSpec> specs) {
    return ledger
        .now()
        .compose(now -> end(room, specs, now))
        .compose(
            end -> {
              List<Poll> drafts = new ArrayList<>(specs.size());
              specs.forEach(spec -> drafts.add(draft(room, spec, end + drafts.size())));
              return keep(drafts);
            });
  }

  /**
   * A draft that was made somewhere in a room.
   *
   * @param order the ids of the room's polls with it, in their order
   */
  record Placed(Poll draft, List<String> order) {}

  /** Keeps a draft like the poll, right after it; those that come next make way. */
  Future<Placed> duplicate(Poll original) {
    return store.polls(original.room()).compose(there -> placed(original, there));
  }

  private Future<Placed> placed(Poll original, List<PollRecord> there) {
    PollSpec spec = PollSpec.of(original);
    requireSpace(there, List.of(spec));
    List<Poll> polls = there.stream().map(PollRecord::poll).toList();
    List<String> order = new ArrayList<>(polls.stream().map(Poll::id).toList());
    int at = order.indexOf(original.id()) + 1;
    if (at == 0) {
      throw Refusal.of(ErrorCode.UNKNOWN_POLL);
    }
    long position = polls.get(at - 1).position() + 1;
    Poll draft = draft(original.room(), spec, position);
    order.add(at, draft.id());
    return makeWay(polls.subList(at, polls.size()), position)
        .compose(moved -> store.addPoll(PollRecord.of(draft)))
        .map(kept -> new Placed(draft, List.copyOf(order)));
  }

  /** Moves polls back, as far as they stand in the way, so that nothing stands at the position. */
  private Future<?> makeWay(List<Poll> next, long position) {
    List<Future<?>> moves = new ArrayList<>();
    long taken = position;
    for (Poll poll : next) {
      if (poll.position() > taken) {
        break;
      }
      taken++;
      long free = taken;
      moves.add(store.updatePoll(poll.id(), r -> r.withPoll(r.poll().withPosition(free))));
    }
    return Future.join(moves);
  }

  /** A position behind all polls of the room, whatever the clock says, if they leave any. */
  private Future<Long> end(String room, List<PollSpec> specs, long now) {
    return store
        .polls(room)
        .map(
            there -> {
              requireSpace(there, specs);
              return there.isEmpty()
                  ? now
                  : Math.max(now, there.get(there.size() - 1).poll().position() + 1);
            });
  }

  /**
   * Refuses polls that a room cannot have beside others: what anybody may ask for in one answer is
   * bounded by this.
   */
  static void requireSpace(List<PollRecord> others, List<PollSpec> specs) {
    if (others.size() + specs.size() > Room.MAX_POLLS) {
      throw Refusal.of(
          ErrorCode.BAD_REQUEST,
          "A room has at most " + Room.MAX_POLLS + " polls; delete some, or make another room");
    }
    Stream<PollSpec> there = others.stream().map(record -> PollSpec.of(record.poll()));
    long bytes = Stream.concat(there, specs.stream()).mapToLong(PollSpec::textBytes).sum();
    if (bytes > Room.MAX_TEXT_BYTES) {
      throw Refusal.of(
          ErrorCode.BAD_REQUEST,
          "The polls of a room have at most "
              + Room.MAX_TEXT_BYTES / 1024
              + " KiB of text together; delete some, or make another room");
    }
  }

  private Poll draft(String room, PollSpec spec, long position) {
    return Poll.draft(
        ids.get(), room, spec.question(), spec.method(), spec.options(), spec.settings(), position);
  }

  private Future<List<Poll>> keep(List<Poll> drafts) {
    List<Future<Void>> writes = new ArrayList<>(drafts.size());
    drafts.forEach(draft -> writes.add(store.addPoll(PollRecord.of(draft))));
    return Future.join(writes).map(kept -> drafts).recover(fault -> takeBack(drafts, fault));
  }

  /** What was kept is deleted; the fault is told, whether or not that could be done. */
  private Future<List<Poll>> takeBack(List<Poll> drafts, Throwable fault) {
    List<Future<Boolean>> deletions = new ArrayList<>(drafts.size());
    drafts.forEach(draft -> deletions.add(store.deletePoll(draft.id())));
    return Future.join(deletions).transform(gone -> Future.failedFuture(fault));
  }
}
