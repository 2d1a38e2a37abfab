package io.votehub.session;

import io.votehub.bus.RoomView;
import io.votehub.json.Json;
import io.votehub.memory.Footprint;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.protocol.PollJson;
import io.votehub.protocol.TallyFrame;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The state of one room on one event loop: its polls, and the newest tally of each.
 *
 * <p>It is fed with views of the room and with events, which may be duplicated, delayed, reordered,
 * or arrive before a view that is older than they are. It only moves forward: the revisions of
 * polls and tallies never decrease, a tally from before the poll's last reset or close is ignored,
 * and a deleted poll does not come back. Independent of connections.
 */
final class RoomState {
  /**
   * Ids are never reused, so forgetting one matters only while events of its poll are in flight.
   */
  private static final int MAX_DELETIONS = 1000;

  /** Its own objects, a subscription, and its places in maps. */
  private static final int FIXED_BYTES = 4 * 1024;

  /** The first tally of a poll may arrive before the event that announces the poll. */
  private static final int MAX_TALLIES_OF_UNKNOWN_POLLS = 16;

  private final Map<String, Poll> polls = new HashMap<>();
  private final Map<String, Long> knownSince = new HashMap<>();

  /**
   * By poll, the epoch in which its latest reset or close took place; tallies of earlier epochs are
   * obsolete. An epoch that merely replaced a lost ledger does not count.
   */
  private final Map<String, Integer> firstEpochs = new HashMap<>();

  private final Map<String, TallyFrame> tallies = new HashMap<>();
  private final Map<String, Boolean> deleted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MAX_DELETIONS;
        }
      };

  /** Null until it is needed, and after each change of a poll. */
  private Json.Raw pollsForVoters;

  private List<String> order = List.of();
  private Room room;

  /** What its polls and tallies take in memory. */
  private long contentBytes;

  /** How many bytes of memory it takes; more than none. */
  long bytes() {
    return FIXED_BYTES + contentBytes;
  }

  /** As a poll, and as the text that voters get. */
  private static long bytes(Poll poll) {
    return poll == null ? 0 : 2 * Footprint.of(poll);
  }

  private static long bytes(TallyFrame tally) {
    if (tally == null) {
      return 0;
    }
    long forPresenter = tally.isModerated() ? Footprint.of(tally.forPresenter()) : 0;
    // Its texts are kept as values, too.
    long forVoters = Footprint.of(tally.forVoters()) * (tally.texts().isPresent() ? 3 : 1);
    return forVoters + forPresenter;
  }

  private void forgetTally(String poll) {
    contentBytes -= bytes(tallies.remove(poll));
  }

  /**
   * Merges the view that was requested after the subscription; returns false if the events received
   * meanwhile are of another room.
   */
  boolean load(RoomView view) {
    if (room != null && !room.isSameAs(view.room())) {
      return false;
    }
    if (room == null || room.tokenVersion() < view.room().tokenVersion()) {
      room = merged(view.room());
    } else {
      room =
          room.withStage(room.stage().orNewer(view.room().stage()))
              .withKeys(room.keys().orNewer(view.room().keys()))
              .withAdmission(room.admission().orNewer(view.room().admission()))
              .withSuspension(room.suspension().orNewer(view.room().suspension()))
              .withReactions(room.reactions().orNewer(view.room().reactions()))
              .withPlayers(room.players().orNewer(view.room().players()))
              .withTheme(room.theme().orNewer(view.room().theme()))
              .withWordRules(room.wordRules().orNewer(view.room().wordRules()))
              .withEmbedding(room.embedding().orNewer(view.room().embedding()));
    }
    view.polls().forEach(this::pollChanged);
    view.tallies().forEach(this::tallyGrown);
    reorder(order);
    return true;
  }

  /** Null until known. */
  Room room() {
    return room;
  }

  /** Applies a new title, order of the polls or stage; returns false if it is another room. */
  boolean roomChanged(Room changed, List<String> newOrder) {
    if (room != null && !room.isSameAs(changed)) {
      return false;
    }
    room = merged(changed);
    order = newOrder;
    reorder(order);
    return true;
  }

  /** Concurrent changes may arrive in either order; a revoked token stays revoked. */
  private Room merged(Room changed) {
    if (room == null) {
      return changed;
    }
    return changed
        .withTokenVersion(Math.max(changed.tokenVersion(), room.tokenVersion()))
        .withStage(changed.stage().orNewer(room.stage()))
        .withKeys(changed.keys().orNewer(room.keys()))
        .withAdmission(changed.admission().orNewer(room.admission()))
        .withSuspension(changed.suspension().orNewer(room.suspension()))
        .withReactions(changed.reactions().orNewer(room.reactions()))
        .withPlayers(changed.players().orNewer(room.players()))
        .withTheme(changed.theme().orNewer(room.theme()))
        .withWordRules(changed.wordRules().orNewer(room.wordRules()))
        .withEmbedding(changed.embedding().orNewer(room.embedding()));
  }

  private void reorder(List<String> ids) {
    pollsForVoters = null;
    for (int i = 0; i < ids.size(); i++) {
      int position = i;
      polls.computeIfPresent(ids.get(i), (id, poll) -> poll.withPosition(position));
    }
  }

  /** Applies the poll unless a newer revision is known; returns whether it was applied. */
  boolean pollChanged(Poll poll) {
    Poll before = polls.get(poll.id());
    if (deleted.containsKey(poll.id()) || (before != null && before.rev() > poll.rev())) {
      return false;
    }
    polls.put(poll.id(), poll);
    pollsForVoters = null;
    contentBytes += bytes(poll) - bytes(before);
    knownSince.putIfAbsent(poll.id(), System.nanoTime());
    boolean startsOver =
        poll.state() == PollState.DRAFT
            || poll.state() == PollState.CLOSED
            || (before != null && before.run() != poll.run());
    if (startsOver) {
      firstEpochs.put(poll.id(), Revision.epoch(poll.rev()));
    }
    if (tally(poll.id()).filter(this::isObsolete).isPresent()) {
      forgetTally(poll.id());
    }
    return true;
  }

  private boolean isObsolete(TallyFrame tally) {
    return Revision.epoch(tally.rev()) < firstEpochs.getOrDefault(tally.poll(), 0);
  }

  /** Removes the poll; returns whether it was known. */
  boolean pollDeleted(String poll) {
    deleted.put(poll, true);
    forgetTally(poll);
    knownSince.remove(poll);
    firstEpochs.remove(poll);
    Poll known = polls.remove(poll);
    pollsForVoters = null;
    contentBytes -= bytes(known);
    return known != null;
  }

  /** Applies the tally unless it is obsolete; returns whether it was applied. */
  boolean tallyGrown(TallyFrame tally) {
    String id = tally.poll();
    Poll poll = polls.get(id);
    TallyFrame before = tallies.get(id);
    boolean ignored =
        deleted.containsKey(id)
            || (poll == null && tallies.size() >= polls.size() + MAX_TALLIES_OF_UNKNOWN_POLLS)
            || isObsolete(tally);
    if (ignored || (before != null && before.rev() >= tally.rev())) {
      return false;
    }
    tallies.put(id, tally);
    contentBytes += bytes(tally) - bytes(before);
    return true;
  }

  /**
   * The known polls that a view of the room shows to be deleted.
   *
   * @param present the polls of the view
   * @param asked when the view was requested, by {@link System#nanoTime}; it may lack polls that
   *     became known later
   */
  List<String> missingFrom(Set<String> present, long asked) {
    return polls.keySet().stream()
        .filter(poll -> !present.contains(poll) && knownSince.get(poll) - asked <= 0)
        .toList();
  }

  Optional<Poll> poll(String id) {
    return Optional.ofNullable(polls.get(id));
  }

  boolean hasPoll(Predicate<Poll> wanted) {
    return polls.values().stream().anyMatch(wanted);
  }

  /** The polls that a session may see, in the room's order. */
  List<Poll> polls(boolean presenter) {
    return polls.values().stream()
        .filter(poll -> presenter || poll.state() != PollState.DRAFT)
        .sorted(Comparator.comparingLong(Poll::position).thenComparing(Poll::id))
        .toList();
  }

  /** The polls that voters see, as JSON: written once for all who join. */
  Json.Raw pollsForVoters() {
    if (pollsForVoters == null) {
      List<?> visible = polls(false).stream().map(poll -> PollJson.of(poll, false)).toList();
      pollsForVoters = new Json.Raw(Json.write(visible));
    }
    return pollsForVoters;
  }

  Optional<TallyFrame> tally(String poll) {
    return Optional.ofNullable(tallies.get(poll));
  }

  /** The newest tallies that a session may see, those of open polls and newer ones first. */
  List<TallyFrame> tallies(boolean presenter) {
    return tallies.values().stream()
        .filter(tally -> presenter ? polls.containsKey(tally.poll()) : isVisible(tally.poll()))
        .sorted(Comparator.comparing(TallyFrame::last).thenComparing(this::closedAt))
        .toList();
  }

  private long closedAt(TallyFrame tally) {
    return -polls.get(tally.poll()).times().closedAt().orElse(0);
  }

  /** Whether voters see the poll's tallies. */
  boolean isVisible(String poll) {
    Poll known = polls.get(poll);
    return known != null && known.visible();
  }
}
