package io.votehub.session;

import io.votehub.bus.RoomView;
import io.votehub.fanout.RoomEvent;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A room as kept by a hub, and the events about it, which the test delivers at will. */
final class FakeRoom {
  final Room room = new Room(RoomKit.CODE, "Room", 1, Optional.of("r1"), 0);

  /** The pending events. */
  final List<RoomEvent> underWay = new ArrayList<>();

  private final Map<String, Poll> polls = new LinkedHashMap<>();
  private final Map<String, TallyFrame> tallies = new LinkedHashMap<>();
  private final Map<String, Integer> epochs = new LinkedHashMap<>();
  private int made;

  List<Poll> polls() {
    return List.copyOf(polls.values());
  }

  List<TallyFrame> tallies() {
    return List.copyOf(tallies.values());
  }

  RoomView view() {
    return new RoomView(room, polls(), tallies());
  }

  Poll make() {
    return make("single", List.of(new Option("a", "A", Optional.empty())), Map.of());
  }

  Poll make(String method, List<Option> options, Map<String, Object> own) {
    String id = "p" + made;
    PollSettings settings = new PollSettings(true, PollSettings.Results.LIVE, 0, own);
    epochs.put(id, 0);
    return changed(Poll.draft(id, room.code(), "Which?", method, options, settings, made++));
  }

  Poll open(Poll poll) {
    Poll open = poll.withState(PollState.OPEN, Poll.Times.NONE).withRev(nextEpoch(poll.id()) + 1);
    changed(open);
    grown(open.id(), open.rev(), false);
    return open;
  }

  void vote(Poll poll) {
    grown(poll.id(), tallies.get(poll.id()).rev() + 1, false);
  }

  /** Hides or reveals it, which uses a revision. */
  Poll show(Poll poll, boolean visible) {
    long rev = Math.max(poll.rev(), tallies.get(poll.id()).rev()) + 1;
    return changed(poll.withShown(Optional.of(visible)).withRev(rev));
  }

  Poll close(Poll poll) {
    long rev = nextEpoch(poll.id());
    Poll closed = changed(poll.withState(PollState.CLOSED, Poll.Times.NONE).withRev(rev));
    grown(poll.id(), rev, true);
    return closed;
  }

  Poll reset(Poll poll) {
    tallies.remove(poll.id());
    Poll draft =
        poll.withState(PollState.DRAFT, Poll.Times.NONE).withShown(Optional.empty()).withNextRun();
    return changed(draft.withRev(nextEpoch(poll.id())));
  }

  void delete(Poll poll) {
    polls.remove(poll.id());
    tallies.remove(poll.id());
    underWay.add(new RoomEvent.PollDeleted(poll.id()));
  }

  private long nextEpoch(String poll) {
    return Revision.of(epochs.merge(poll, 1, Integer::sum), 0);
  }

  private Poll changed(Poll poll) {
    polls.put(poll.id(), poll);
    underWay.add(new RoomEvent.PollChanged(poll));
    return poll;
  }

  private void grown(String poll, long rev, boolean last) {
    TallyFrame frame = frame(poll, rev, last);
    tallies.put(poll, frame);
    underWay.add(new RoomEvent.TallyGrown(frame));
  }

  static TallyFrame frame(String poll, long rev, boolean last) {
    String text = "{\"type\":\"tally\",\"poll\":\"" + poll + "\",\"rev\":" + rev + "}";
    return new TallyFrame(poll, rev, last, text, text);
  }
}
