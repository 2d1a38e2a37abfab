package io.votehub.session;

import io.votehub.protocol.TallyFrame;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** The broadcasts of a room's polls of texts on this loop. Confined to one event loop. */
final class RoomTexts {
  private final Function<String, TextBroadcast> create;
  private final Map<String, TextBroadcast> byPoll = new HashMap<>();

  /**
   * @param create begins the broadcasts of a poll
   */
  RoomTexts(Function<String, TextBroadcast> create) {
    this.create = create;
  }

  /** Takes a tally that nobody has to be told of, if it lists texts. */
  void load(TallyFrame frame) {
    if (frame.texts().isPresent()) {
      byPoll.computeIfAbsent(frame.poll(), create).load(frame);
    }
  }

  /** Sends a tally if it lists texts; returns whether it does. */
  boolean tally(TallyFrame frame) {
    if (frame.texts().isPresent()) {
      byPoll.computeIfAbsent(frame.poll(), create).tally(frame);
    }
    return frame.texts().isPresent();
  }

  /** Voters see the poll's result again; the next tally is whole. */
  void revealed(String poll) {
    TextBroadcast known = byPoll.get(poll);
    if (known != null) {
      known.revealed();
    }
  }

  boolean has(String poll) {
    return byPoll.containsKey(poll);
  }

  /** Discards what has not been sent of the poll. */
  void remove(String poll) {
    TextBroadcast removed = byPoll.remove(poll);
    if (removed != null) {
      removed.cancel();
    }
  }

  /** Ends all that is in progress. */
  void cancel() {
    byPoll.values().forEach(TextBroadcast::cancel);
    byPoll.clear();
  }
}
