package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.bus.LeaderboardQuery;
import io.votehub.bus.LeaderboardView;
import io.votehub.count.CountingContext;
import io.votehub.count.ScoreRecords;
import io.votehub.player.PlayerNames;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.Team;
import io.votehub.protocol.QuizMessages;
import io.votehub.quiz.Leaderboard;
import io.votehub.quiz.PollScores;
import io.votehub.quiz.Standing;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Adds up the scores of the questions of a room whose answers are revealed. Scores of others are
 * left out, since they would tell who was right. Futures fail with a {@link Refusal}; every call is
 * safe from any thread.
 */
public final class Leaderboards {
  private final CountingContext counting;
  private final Store store;
  private final ScoreRecords scores;
  private final PlayerNames players;
  private final CoalescingReader<LeaderboardQuery, LeaderboardView> views;

  /**
   * The whole leaderboard.
   *
   * @param names of all players who have a name, by voter
   * @param teamOf the id of the team of all players who are in one
   * @param teams the best first; empty if the room has none
   */
  public record Table(
      long rev,
      Leaderboard board,
      Map<String, String> names,
      Map<String, String> teamOf,
      List<Leaderboard.Team> teams) {
    /** What a player is called. */
    public String name(String voter) {
      String name = names.get(voter);
      return name == null ? PlayerNames.unnamed(voter) : name;
    }
  }

  /** A question and when it was first opened. */
  private record Asked(Poll poll, long at) {}

  Leaderboards(CountingContext counting) {
    this.counting = counting;
    this.store = counting.store();
    this.scores = new ScoreRecords(counting.vertx(), store);
    this.players = new PlayerNames(store);
    this.views = new CoalescingReader<>(this::read);
  }

  /** What everybody is shown, and how each voter stands; concurrent callers share the reading. */
  public Future<LeaderboardView> of(LeaderboardQuery query) {
    return views.get(query);
  }

  private Future<LeaderboardView> read(LeaderboardQuery query) {
    return room(query.room())
        .compose(
            room ->
                counting
                    .ledger()
                    .now()
                    .compose(
                        rev ->
                            board(query.room(), query.poll())
                                .compose(board -> view(room, rev, board))));
  }

  private Future<Room> room(String code) {
    return store
        .room(code)
        .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)));
  }

  private Future<LeaderboardView> view(Room room, long rev, Leaderboard board) {
    List<Standing> top = QuizMessages.top(board);
    return players
        .names(room.code(), top.stream().map(Standing::voter).toList())
        .compose(
            names ->
                teamOf(room)
                    .map(
                        teamOf -> {
                          List<Leaderboard.Team> teams = teams(room, board, teamOf);
                          return new LeaderboardView(
                              rev,
                              board,
                              QuizMessages.leaderboard(rev, board, names, teamOf, teams));
                        }));
  }

  private Future<Map<String, String>> teamOf(Room room) {
    return teamIds(room).isEmpty() ? Future.succeededFuture(Map.of()) : players.teams(room.code());
  }

  private static List<Leaderboard.Team> teams(
      Room room, Leaderboard board, Map<String, String> teamOf) {
    return board.teams(teamIds(room), voter -> Optional.ofNullable(teamOf.get(voter)));
  }

  private static List<String> teamIds(Room room) {
    return room.players().teams().stream().map(Team::id).toList();
  }

  /** All players with their names and teams. */
  public Future<Table> table(String code) {
    return room(code)
        .compose(
            room ->
                counting
                    .ledger()
                    .now()
                    .compose(
                        rev ->
                            board(code, Optional.empty())
                                .compose(
                                    board ->
                                        players
                                            .names(code)
                                            .compose(
                                                names ->
                                                    teamOf(room)
                                                        .map(
                                                            teamOf ->
                                                                new Table(
                                                                    rev,
                                                                    board,
                                                                    names,
                                                                    teamOf,
                                                                    teams(
                                                                        room, board, teamOf)))))));
  }

  private Future<Leaderboard> board(String room, Optional<String> told) {
    return store
        .polls(room)
        .compose(
            records -> {
              List<Future<Optional<Asked>>> asked =
                  records.stream()
                      .map(PollRecord::poll)
                      .filter(poll -> poll.isScored() && poll.isAnswerRevealed())
                      .map(this::asked)
                      .toList();
              return Future.join(asked).map(done -> inOrder(asked));
            })
        .compose(polls -> sum(room, polls, 0, new Leaderboard.Builder(told)));
  }

  private Future<Optional<Asked>> asked(Poll poll) {
    return scores
        .head(poll.room(), poll.id(), poll.run())
        .map(head -> head.map(known -> new Asked(poll, known.openedAt())));
  }

  private static List<Poll> inOrder(List<Future<Optional<Asked>>> asked) {
    List<Asked> all = new ArrayList<>();
    asked.forEach(each -> each.result().ifPresent(all::add));
    all.sort(
        Comparator.comparingLong(Asked::at)
            .thenComparingLong(each -> each.poll().position())
            .thenComparing(each -> each.poll().id()));
    return all.stream().map(Asked::poll).toList();
  }

  /** One after another, so that the scores of one question at a time are in memory. */
  private Future<Leaderboard> sum(
      String room, List<Poll> polls, int next, Leaderboard.Builder sum) {
    if (next == polls.size()) {
      return aside(sum::build);
    }
    Poll poll = polls.get(next);
    return scores
        .read(room, poll.id(), poll.run())
        .compose(found -> aside(() -> added(sum, found)))
        .compose(added -> sum(room, polls, next + 1, added));
  }

  private static Leaderboard.Builder added(Leaderboard.Builder sum, Optional<PollScores> found) {
    found.ifPresent(sum::add);
    return sum;
  }

  private <T> Future<T> aside(Callable<T> work) {
    return counting.vertx().executeBlocking(work, false);
  }
}
