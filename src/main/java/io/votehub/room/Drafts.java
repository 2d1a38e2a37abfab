package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.draft.PollSpec;
import io.votehub.ledger.Ledger;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.Rounds;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Creates drafts at the end of a room's list of polls. */
final class Drafts {
  private final Store store;
  private final Ledger ledger;
  private final Supplier<String> ids;

  Drafts(Store store, Ledger ledger, Supplier<String> ids) {
    this.store = store;
    this.ledger = ledger;
    this.ids = ids;
  }

  /**
   * Stores one draft for each of {@code specs}, in this order; if one cannot be stored, none is
   * kept.
   */
  Future<List<Poll>> create(String room, List<PollSpec> specs) {
    return ledger
        .now()
        .compose(now -> endPosition(room, specs, now))
        .compose(
            end -> {
              List<Poll> drafts = new ArrayList<>(specs.size());
              specs.forEach(spec -> drafts.add(draft(room, spec, end + drafts.size())));
              return storeAll(drafts);
            });
  }

  /**
   * A draft and its place in a room.
   *
   * @param order the ids of the room's polls, the draft's included, in their order
   */
  record Placed(Poll draft, List<String> order) {}

  /** Stores a copy of the poll as a draft right after it; the polls behind it move. */
  Future<Placed> duplicate(Poll original) {
    return store
        .polls(original.room())
        .compose(there -> placed(original, there, ids.get(), Rounds.NONE));
  }

  /**
   * Stores a second round of the poll as a draft right after it; the polls behind it move.
   *
   * @param id of the second round
   */
  Future<Placed> secondRound(Poll first, String id) {
    return store
        .polls(first.room())
        .compose(there -> placed(first, there, id, Rounds.after(first.id())));
  }

  private Future<Placed> placed(Poll original, List<PollRecord> there, String id, Rounds rounds) {
    PollSpec spec = PollSpec.of(original);
    requireSpace(there, List.of(spec));
    List<Poll> polls = there.stream().map(PollRecord::poll).toList();
    List<String> order = new ArrayList<>(polls.stream().map(Poll::id).toList());
    int at = order.indexOf(original.id()) + 1;
    if (at == 0) {
      throw Refusal.of(ErrorCode.UNKNOWN_POLL);
    }
    long position = polls.get(at - 1).position() + 1;
    Poll draft = draft(original.room(), spec, position, id).withRounds(rounds);
    order.add(at, draft.id());
    return freePosition(polls.subList(at, polls.size()), position)
        .compose(moved -> store.addPoll(PollRecord.of(draft)))
        .map(kept -> new Placed(draft, List.copyOf(order)));
  }

  /** Moves polls towards the end, as far as necessary to free the position. */
  private Future<?> freePosition(List<Poll> next, long position) {
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

  /** A position behind all polls of the room, independent of the clock. */
  private Future<Long> endPosition(String room, List<PollSpec> specs, long now) {
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
   * Refuses polls that would exceed the limits of a room. These also bound the size of replies that
   * anybody may request.
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
    return draft(room, spec, position, ids.get());
  }

  private static Poll draft(String room, PollSpec spec, long position, String id) {
    return Poll.draft(
            id, room, spec.question(), spec.method(), spec.options(), spec.settings(), position)
        .withElectorate(spec.electorate())
        .withImage(spec.image());
  }

  private Future<List<Poll>> storeAll(List<Poll> drafts) {
    List<Future<Void>> writes = new ArrayList<>(drafts.size());
    drafts.forEach(draft -> writes.add(store.addPoll(PollRecord.of(draft))));
    return Future.join(writes).map(kept -> drafts).recover(fault -> rollBack(drafts, fault));
  }

  /** Deletes the stored drafts; fails with the original fault, whether or not that succeeded. */
  private Future<List<Poll>> rollBack(List<Poll> drafts, Throwable fault) {
    List<Future<Boolean>> deletions = new ArrayList<>(drafts.size());
    drafts.forEach(draft -> deletions.add(store.deletePoll(draft.id())));
    return Future.join(deletions).transform(gone -> Future.failedFuture(fault));
  }
}
