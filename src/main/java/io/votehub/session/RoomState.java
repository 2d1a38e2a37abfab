package io.votehub.session;

import io.votehub.bus.RoomView;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.protocol.TallyFrame;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an event loop knows of a room: its polls, and the newest tally of each.
 *
 * <p>It is fed with views of the room and with events, which may come twice, late, in any order,
 * and before the view that they are newer than. It only goes forward: the revision of a poll never
 * falls, nor that of its tally, a tally of before its last reset or close is passed over, and a
 * poll that was deleted does not come back. Knows no sockets.
 */
final class RoomState {
  /** Ids are never used again, so one that is forgotten does harm only if it is still under way. */
  private static final int DELETIONS_REMEMBERED = 1000;

  /** What is told of a poll may overtake the news that there is one. */
  private static final int TALLIES_OF_UNKNOWN_POLLS = 16;

  private final Map<String, Poll> polls = new HashMap<>();
  private final Map<String, Long> knownSince = new HashMap<>();

  /**
   * By poll, the epoch that its latest reset or close began: what was counted before is not to be
   * seen any more. An epoch that merely followed a lost ledger is not among them.
   */
  private final Map<String, Integer> firstEpochs = new HashMap<>();

  private final Map<String, TallyFrame> tallies = new HashMap<>();
  private final Map<String, Boolean> deleted =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > DELETIONS_REMEMBERED;
        }
      };
  private List<String> order = List.of();
  private Room room;

  /**
   * Takes the view that was asked for once events were heard; false if it is of another room than
   * these.
   */
  boolean load(RoomView view) {
    if (room != null && !room.isSameAs(view.room())) {
      return false;
    }
    if (room == null || room.tokenVersion() < view.room().tokenVersion()) {
      room = newest(view.room());
    } else {
      room = room.withStage(room.stage().orNewer(view.room().stage()));
    }
    view.polls().forEach(this::pollChanged);
    view.tallies().forEach(this::tallyGrown);
    place(order);
    return true;
  }

  /** Null until it is known. */
  Room room() {
    return room;
  }

  /** Another title, order of the polls or stage; false if it is another room. */
  boolean roomChanged(Room changed, List<String> newOrder) {
    if (room != null && !room.isSameAs(changed)) {
      return false;
    }
    room = newest(changed);
    order = newOrder;
    place(order);
    return true;
  }

  /** Changes made at once may be heard in either order; a token that is void stays void. */
  private Room newest(Room changed) {
    if (room == null) {
      return changed;
    }
    return changed
        .withTokenVersion(Math.max(changed.tokenVersion(), room.tokenVersion()))
        .withStage(changed.stage().orNewer(room.stage()));
  }

  private void place(List<String> ids) {
    for (int i = 0; i < ids.size(); i++) {
      int position = i;
      polls.computeIfPresent(ids.get(i), (id, poll) -> poll.withPosition(position));
    }
  }

  /** Whether it is news. */
  boolean pollChanged(Poll poll) {
    Poll before = polls.get(poll.id());
    if (deleted.containsKey(poll.id()) || (before != null && before.rev() > poll.rev())) {
      return false;
    }
    polls.put(poll.id(), poll);
    knownSince.putIfAbsent(poll.id(), System.nanoTime());
    boolean begins =
        poll.state() == PollState.DRAFT
            || poll.state() == PollState.CLOSED
            || (before != null && before.run() != poll.run());
    if (begins) {
      firstEpochs.put(poll.id(), Revision.epoch(poll.rev()));
    }
    tallies.computeIfPresent(poll.id(), (id, tally) -> isOfBefore(tally) ? null : tally);
    return true;
  }

  private boolean isOfBefore(TallyFrame tally) {
    return Revision.epoch(tally.rev()) < firstEpochs.getOrDefault(tally.poll(), 0);
  }

  /** Whether the poll was known. */
  boolean pollDeleted(String poll) {
    deleted.put(poll, true);
    tallies.remove(poll);
    knownSince.remove(poll);
    firstEpochs.remove(poll);
    return polls.remove(poll) != null;
  }

  /** Whether it is news. */
  boolean tallyGrown(TallyFrame tally) {
    String id = tally.poll();
    Poll poll = polls.get(id);
    TallyFrame before = tallies.get(id);
    boolean unwanted =
        deleted.containsKey(id)
            || (poll == null && tallies.size() >= polls.size() + TALLIES_OF_UNKNOWN_POLLS)
            || isOfBefore(tally);
    if (unwanted || (before != null && before.rev() >= tally.rev())) {
      return false;
    }
    tallies.put(id, tally);
    return true;
  }

  /**
   * The polls that are known, but were gone when a view was read in which they are not.
   *
   * @param there the polls of the view
   * @param asked when its reading began, by {@link System#nanoTime}
   */
  List<String> goneBefore(Set<String> there, long asked) {
    return polls.keySet().stream()
        .filter(poll -> !there.contains(poll) && knownSince.get(poll) - asked <= 0)
        .toList();
  }

  Optional<Poll> poll(String id) {
    return Optional.ofNullable(polls.get(id));
  }

  /** The polls that a session may know of, in order. */
  List<Poll> polls(boolean presenter) {
    return polls.values().stream()
        .filter(poll -> presenter || poll.state() != PollState.DRAFT)
        .sorted(Comparator.comparingLong(Poll::position).thenComparing(Poll::id))
        .toList();
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
