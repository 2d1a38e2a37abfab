package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.bus.BallotsQuery;
import io.votehub.bus.RoomView;
import io.votehub.count.CountingContext;
import io.votehub.method.Questions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.StandingBallot;
import io.votehub.protocol.TallyFrame;
import io.votehub.question.Board;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What sessions show to those who join a room: its polls with their tallies, and to a returning
 * voter the ballots that stand. Reading either counts as use of the room. Safe from any thread.
 */
public final class RoomViews {
  private final CountingContext counting;
  private final Store store;
  private final StandingsReader standings;
  private final Boards boards;
  private final RoomActivity activity;
  private final BallotLookup ballots;

  /** Many voters return at once, so concurrent readings of a room's polls are shared. */
  private final CoalescingReader<String, List<PollRecord>> pollsForBallots;

  RoomViews(CountingContext counting, Polls polls, RoomActivity activity) {
    this.counting = counting;
    this.store = counting.store();
    this.standings = polls.standings();
    this.boards = polls.boards();
    this.activity = activity;
    this.ballots = new BallotLookup(counting);
    this.pollsForBallots = new CoalescingReader<>(store::polls);
  }

  /** The room with all its polls, drafts included. Fails with {@code unknown-room}. */
  public Future<RoomView> of(String code) {
    activity.record(code);
    return store
        .room(code)
        .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)))
        .compose(
            room ->
                store
                    .polls(code)
                    .compose(
                        records -> {
                          List<Future<Standings>> all =
                              records.stream().map(standings::of).toList();
                          return Future.join(all)
                              .compose(done -> viewed(room, done.list()))
                              .compose(this::withBoards);
                        }));
  }

  /** Results of many cells are computed away from the event loop. */
  private Future<RoomView> viewed(Room room, List<Standings> all) {
    return all.stream().anyMatch(each -> TallyFrame.isLarge(each.tally()))
        ? counting.vertx().executeBlocking(() -> view(room, all), false)
        : Future.succeededFuture(view(room, all));
  }

  private RoomView view(Room room, List<Standings> all) {
    List<Poll> polls = new ArrayList<>();
    List<TallyFrame> tallies = new ArrayList<>();
    for (Standings each : all) {
      Poll poll = each.poll();
      polls.add(poll);
      if (poll.state() != PollState.DRAFT) {
        tallies.add(TallyFrame.of(poll, counting.methods().of(poll), each.tally()));
      }
    }
    return new RoomView(room, polls, tallies);
  }

  private Future<RoomView> withBoards(RoomView view) {
    Map<String, Future<Board>> found = new HashMap<>();
    for (Poll poll : view.polls()) {
      if (Questions.isMethodOf(poll) && poll.state() != PollState.DRAFT) {
        found.put(poll.id(), boards.of(poll));
      }
    }
    return found.isEmpty()
        ? Future.succeededFuture(view)
        : Future.join(List.copyOf(found.values()))
            .map(
                done -> {
                  Map<String, Board> all = new HashMap<>();
                  found.forEach((poll, board) -> all.put(poll, board.result()));
                  return new RoomView(view.room(), view.polls(), view.tallies(), all);
                });
  }

  /** The ballots that stand for a voter in the room, as the voter is shown them, by poll. */
  public Future<Map<String, StandingBallot>> ballots(BallotsQuery query) {
    activity.record(query.room());
    return pollsForBallots.get(query.room()).compose(records -> ballots(records, query));
  }

  /** One look-up for each id under which the voter is counted; nearly all voters have one. */
  private Future<Map<String, StandingBallot>> ballots(
      List<PollRecord> records, BallotsQuery query) {
    Map<String, List<PollRecord>> byVoter = new HashMap<>();
    for (PollRecord record : records) {
      String voter = query.countedAs(record.poll().id());
      if (voter != null) {
        byVoter.computeIfAbsent(voter, first -> new ArrayList<>()).add(record);
      }
    }
    List<Future<Map<String, StandingBallot>>> parts = new ArrayList<>();
    byVoter.forEach((voter, polls) -> parts.add(ballots.find(polls, voter)));
    return BallotLookup.merged(parts).map(found -> shown(records, found));
  }

  private static Map<String, StandingBallot> shown(
      List<PollRecord> records, Map<String, StandingBallot> found) {
    Map<String, StandingBallot> shown = new HashMap<>(found);
    for (PollRecord record : records) {
      Poll poll = record.poll();
      shown.computeIfPresent(
          poll.id(), (id, stands) -> stands.withBallot(poll.shownBallot(stands.ballot())));
    }
    return shown;
  }
}
