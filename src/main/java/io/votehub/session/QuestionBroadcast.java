package io.votehub.session;

import io.vertx.core.internal.ContextInternal;
import io.votehub.json.Json;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.Tally;
import io.votehub.protocol.Messages;
import io.votehub.protocol.TallyFrame;
import io.votehub.question.Board;
import io.votehub.question.BoardChange;
import io.votehub.question.BoardView;
import io.votehub.question.Entry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Sends the questions from the floor of one poll, and their votes, to the sessions of this loop:
 * what changed, at most once a second to voters and five times a second to presenters, never the
 * whole list. Voters get no question that they may not see, and nobody who asked it. Confined to
 * one event loop.
 */
final class QuestionBroadcast {
  static final long VOTERS_INTERVAL_MS = 1000;
  static final long PRESENTERS_INTERVAL_MS = 200;

  /** Size of the questions of a poll in the answer to a join; the others are had over HTTP. */
  static final int MAX_JOINED_CHARS = 64 * 1024;

  private final String id;
  private final Supplier<Optional<Poll>> poll;
  private final VotingMethods methods;
  private final Supplier<Session[]> members;
  private final LiveBoard board = new LiveBoard();
  private final Audience voters;
  private final Audience presenters;

  /** The newest tally, as it came. */
  private Optional<TallyFrame> newest = Optional.empty();

  /** What voters and presenters are sent of it; null until it is needed. */
  private TallyFrame complete;

  /** Those who get the same messages at the same pace. */
  private final class Audience {
    private final boolean presenter;
    private final Pace entryPace;
    private final Pace tallyPace;
    private final EntriesRound round;
    private final TallyBroadcast tallies;
    private long told;
    private Json.Raw joined;

    Audience(boolean presenter, long intervalMs, ContextInternal context, SessionMeters meters) {
      this.presenter = presenter;
      this.entryPace = new Pace(context.owner(), intervalMs, this::tellEntries);
      this.tallyPace = new Pace(context.owner(), intervalMs, this::tellTally);
      this.round = new EntriesRound(context, this::tellMore);
      this.tallies =
          new TallyBroadcast(
              context,
              meters,
              () -> of(members.get()),
              QuestionBroadcast.this::isVisible,
              TallyBroadcast.SLICE_NANOS);
    }

    private Session[] of(Session[] all) {
      List<Session> mine = new ArrayList<>(all.length);
      for (Session each : all) {
        if (each.moderates() == presenter) {
          mine.add(each);
        }
      }
      return mine.toArray(Session[]::new);
    }

    private void tellMore() {
      if (told < board.changes()) {
        entryPace.request();
      }
    }

    private void tellEntries() {
      if (round.isRunning()) {
        return;
      }
      long before = told;
      told = board.changes();
      message(before, presenter)
          .ifPresent(
              text ->
                  round.begin(
                      id, text, before, members.get(), each -> each.moderates() == presenter));
    }

    private void tellTally() {
      frame().ifPresent(tallies::send);
    }

    void cancel() {
      entryPace.cancel();
      tallyPace.cancel();
      round.cancel();
      tallies.cancel();
    }
  }

  /**
   * @param poll its newest state
   * @param members supplies the sessions in the room
   */
  QuestionBroadcast(
      String id,
      Supplier<Optional<Poll>> poll,
      VotingMethods methods,
      ContextInternal context,
      SessionMeters meters,
      Supplier<Session[]> members) {
    this.id = id;
    this.poll = poll;
    this.methods = methods;
    this.members = members;
    this.voters = new Audience(false, VOTERS_INTERVAL_MS, context, meters);
    this.presenters = new Audience(true, PRESENTERS_INTERVAL_MS, context, meters);
  }

  private boolean isVisible() {
    return poll.get().filter(Poll::visible).isPresent();
  }

  /** How many bytes of memory the questions take. */
  long bytes() {
    return board.bytes();
  }

  /** Applies the questions as they stand, or stood a moment ago. */
  void load(Board read) {
    changed(board.apply(read));
  }

  /** Applies a change of the questions. */
  void changed(BoardChange change) {
    changed(board.apply(change));
  }

  private void changed(Set<String> ids) {
    if (!ids.isEmpty()) {
      forget();
      presenters.entryPace.request();
      boolean forVoters = ids.stream().anyMatch(board::wasShown);
      if (forVoters) {
        voters.entryPace.request();
      }
    }
  }

  /** The poll has changed, and with it what voters may see. */
  void pollChanged() {
    forget();
  }

  private void forget() {
    complete = null;
    voters.joined = null;
    presenters.joined = null;
  }

  /** Applies a newer tally. */
  void tally(TallyFrame frame) {
    newest = Optional.of(frame);
    forget();
    presenters.tallyPace.request();
    voters.tallyPace.request();
  }

  /** The newest tally as voters and presenters get it; empty if there is none yet. */
  Optional<TallyFrame> frame() {
    if (complete == null && newest.isPresent()) {
      complete = poll.get().map(now -> complete(now, newest.get())).orElse(null);
    }
    return Optional.ofNullable(complete);
  }

  private TallyFrame complete(Poll now, TallyFrame frame) {
    Tally tally = frame.counts().orElseThrow();
    Map<String, Entry> entries = board.entries();
    return new TallyFrame(
        id,
        frame.rev(),
        frame.last(),
        Json.write(Messages.tally(now, methods.of(now), tally, false, entries)),
        Json.write(Messages.tally(now, methods.of(now), tally, true, entries)));
  }

  private Map<String, Map<String, Object>> counts() {
    return poll.get()
        .flatMap(
            now ->
                newest
                    .flatMap(TallyFrame::counts)
                    .map(tally -> BoardView.counts(methods.of(now).result(now, tally))))
        .orElse(Map.of());
  }

  /**
   * The message about what changed; empty if there is nothing that the audience may know.
   *
   * @param since how many changes the audience knows of
   */
  Optional<String> message(long since, boolean presenter) {
    Map<String, Map<String, Object>> counts = counts();
    boolean counted = presenter || isVisible();
    List<Map<String, Object>> changed = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    for (String each : board.changedSince(since)) {
      Entry entry = board.entries().get(each);
      if (entry != null && BoardView.isSeen(entry, presenter)) {
        changed.add(BoardView.entry(entry, counts, counted, presenter));
      } else if ((entry == null && presenter) || board.wasShown(each)) {
        removed.add(each);
      }
    }
    return changed.isEmpty() && removed.isEmpty()
        ? Optional.empty()
        : Optional.of(Json.write(Messages.entries(id, board.rev(), changed, removed)));
  }

  /** The questions for the answer to a join, the best first, with how many more there are. */
  Json.Raw joined(boolean presenter) {
    Audience audience = presenter ? presenters : voters;
    if (audience.joined == null) {
      audience.joined = new Json.Raw(Json.write(list(presenter)));
    }
    return audience.joined;
  }

  /** What a voter asked, in the order of slots; for that voter alone. */
  List<Map<String, Object>> askedBy(String voter) {
    return board.entries().values().stream()
        .filter(each -> each.author().equals(voter))
        .sorted(Comparator.comparingInt(Entry::slot))
        .map(BoardView::own)
        .toList();
  }

  private Map<String, Object> list(boolean presenter) {
    boolean counted = presenter || isVisible();
    Map<String, Map<String, Object>> counts = counted ? counts() : Map.of();
    Collection<Entry> seen =
        board.entries().values().stream()
            .filter(each -> BoardView.isSeen(each, presenter))
            .sorted(BoardView.order(counts))
            .toList();
    List<Json.Raw> listed = new ArrayList<>();
    int chars = 0;
    for (Entry each : seen) {
      String text = Json.write(BoardView.entry(each, counts, counted, presenter));
      chars += text.length();
      if (chars > MAX_JOINED_CHARS) {
        break;
      }
      listed.add(new Json.Raw(text));
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rev", board.rev());
    json.put("entries", listed);
    json.put("more", seen.size() - listed.size());
    return json;
  }

  /** Ends all that is in progress. */
  void cancel() {
    voters.cancel();
    presenters.cancel();
  }
}
