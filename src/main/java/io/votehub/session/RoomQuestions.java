package io.votehub.session;

import io.votehub.fanout.RoomEvent;
import io.votehub.json.Json;
import io.votehub.method.Questions;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.protocol.TallyFrame;
import io.votehub.question.Board;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The polls of a room that take questions from the floor, with what is sent of them to the sessions
 * of this loop. Confined to one event loop.
 */
final class RoomQuestions {
  private final RoomState state;
  private final Function<String, QuestionBroadcast> create;
  private final Map<String, QuestionBroadcast> byPoll = new HashMap<>();

  /**
   * @param create begins the broadcasts of a poll
   */
  RoomQuestions(RoomState state, Function<String, QuestionBroadcast> create) {
    this.state = state;
    this.create = create;
  }

  /** Those of a poll that takes questions and is no draft; empty for any other. */
  private Optional<QuestionBroadcast> of(String poll) {
    return state
        .poll(poll)
        .filter(known -> Questions.isMethodOf(known) && known.state() != PollState.DRAFT)
        .map(known -> byPoll.computeIfAbsent(poll, create));
  }

  boolean has(String poll) {
    return of(poll).isPresent();
  }

  /** Applies the questions of a poll as they stand, or stood a moment ago. */
  void load(String poll, Board board) {
    of(poll).ifPresent(each -> each.load(board));
  }

  /** Applies a change, unless it is of another run than the poll's. */
  void changed(RoomEvent.EntriesChanged changed) {
    boolean isCurrent =
        state.poll(changed.poll()).filter(poll -> poll.run() == changed.run()).isPresent();
    if (isCurrent) {
      of(changed.poll()).ifPresent(each -> each.changed(changed.change()));
    }
  }

  /** Sends a tally if it is of a poll that takes questions; returns whether it is. */
  boolean tally(TallyFrame frame) {
    Optional<QuestionBroadcast> taking = of(frame.poll());
    taking.filter(each -> frame.counts().isPresent()).ifPresent(each -> each.tally(frame));
    return taking.isPresent();
  }

  /** The tally as its receivers get it. */
  TallyFrame complete(TallyFrame frame) {
    return of(frame.poll()).flatMap(QuestionBroadcast::frame).orElse(frame);
  }

  /** The questions for the answer to a join, by poll. */
  Map<String, Json.Raw> joined(boolean presenter) {
    Map<String, Json.Raw> all = new LinkedHashMap<>();
    for (Poll poll : state.polls(presenter)) {
      of(poll.id()).ifPresent(each -> all.put(poll.id(), each.joined(presenter)));
    }
    return all;
  }

  /**
   * What a voter asked, by poll; polls of which that is nothing are left out.
   *
   * @param countedAs the id under which the voter is counted in a poll; empty if in none
   */
  Map<String, Object> askedBy(Function<Poll, Optional<String>> countedAs) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Poll poll : state.polls(false)) {
      List<Map<String, Object>> asked =
          of(poll.id()).flatMap(each -> countedAs.apply(poll).map(each::askedBy)).orElse(List.of());
      if (!asked.isEmpty()) {
        all.put(poll.id(), asked);
      }
    }
    return all;
  }

  /** What a session missed of a poll's questions. */
  Optional<String> missed(String poll, long since, boolean presenter) {
    return of(poll).flatMap(each -> each.message(since, presenter));
  }

  /** Begins anew if the poll was reset. */
  void pollChanged(Optional<Poll> before, Poll poll) {
    boolean isReset = before.filter(known -> known.run() != poll.run()).isPresent();
    if (isReset || poll.state() == PollState.DRAFT) {
      remove(poll.id());
    } else {
      of(poll.id()).ifPresent(QuestionBroadcast::pollChanged);
    }
  }

  void remove(String poll) {
    QuestionBroadcast removed = byPoll.remove(poll);
    if (removed != null) {
      removed.cancel();
    }
  }

  long bytes() {
    return byPoll.values().stream().mapToLong(QuestionBroadcast::bytes).sum();
  }

  /** Ends all that is in progress. */
  void cancel() {
    byPoll.values().forEach(QuestionBroadcast::cancel);
    byPoll.clear();
  }
}
