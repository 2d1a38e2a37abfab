package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.Closing;
import io.votehub.count.CountingContext;
import io.votehub.ledger.StandingResult;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.StandingBallot;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Looks up the ballots that stand for a returning voter: one ledger call for all polls that run,
 * and the journal for each closed poll. Safe from any thread.
 */
final class BallotLookup {
  /** A ledger page may be lost again as soon as it is built. */
  private static final int TRIES = 4;

  private final CountingContext counting;

  BallotLookup(CountingContext counting) {
    this.counting = counting;
  }

  /** The ballots that stand for the voter, by poll. */
  Future<Map<String, StandingBallot>> find(List<PollRecord> polls, String voter) {
    return find(polls, voter, TRIES);
  }

  private Future<Map<String, StandingBallot>> find(
      List<PollRecord> polls, String voter, int tries) {
    List<String> running = new ArrayList<>();
    List<Future<Map<String, StandingBallot>>> parts = new ArrayList<>();
    for (PollRecord record : polls) {
      PollState state = record.poll().state();
      if (state == PollState.CLOSED) {
        parts.add(ofClosed(record, voter));
      } else if (state != PollState.DRAFT) {
        running.add(record.poll().id());
      }
    }
    parts.add(ofRunning(running, voter, tries));
    return merged(parts);
  }

  static Future<Map<String, StandingBallot>> merged(
      List<Future<Map<String, StandingBallot>>> parts) {
    return Future.join(parts)
        .map(
            done -> {
              Map<String, StandingBallot> all = new HashMap<>();
              parts.forEach(part -> all.putAll(part.result()));
              return all;
            });
  }

  private Future<Map<String, StandingBallot>> ofClosed(PollRecord record, String voter) {
    return counting
        .standing()
        .of(record, voter)
        .map(
            found ->
                found.map(standing -> Map.of(record.poll().id(), standing)).orElseGet(Map::of));
  }

  private Future<Map<String, StandingBallot>> ofRunning(
      List<String> polls, String voter, int tries) {
    if (polls.isEmpty()) {
      return Future.succeededFuture(Map.of());
    }
    return counting
        .ledger()
        .standing(polls, voter)
        .compose(
            result ->
                result.missing().isEmpty()
                    ? Future.succeededFuture(result.ballots())
                    : withMissing(result, voter, tries));
  }

  private Future<Map<String, StandingBallot>> withMissing(
      StandingResult result, String voter, int tries) {
    if (tries == 0) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.UNAVAILABLE, "The ballots could not be read; try again"));
    }
    List<Future<Map<String, StandingBallot>>> parts = new ArrayList<>();
    parts.add(Future.succeededFuture(result.ballots()));
    result.missing().forEach(poll -> parts.add(afterRebuild(poll, voter, tries - 1)));
    return merged(parts);
  }

  private Future<Map<String, StandingBallot>> afterRebuild(String poll, String voter, int tries) {
    return counting
        .rebuild()
        .ensure(poll)
        .compose(built -> ofRunning(List.of(poll), voter, tries))
        .recover(
            fault ->
                Closing.endedOrGone(fault)
                    ? reread(poll, voter, tries)
                    : Future.failedFuture(fault));
  }

  private Future<Map<String, StandingBallot>> reread(String poll, String voter, int tries) {
    return counting
        .store()
        .poll(poll)
        .map(Optional::stream)
        .compose(found -> find(found.toList(), voter, tries));
  }
}
