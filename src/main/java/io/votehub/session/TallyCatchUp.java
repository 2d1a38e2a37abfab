package io.votehub.session;

import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends one receiver the newest tally of every poll of a room as its write queue drains, and again
 * those that have changed meanwhile, until it has them all. Confined to the session's event loop.
 */
final class TallyCatchUp {
  /** Size of the tallies in the answer to a join, in characters; the rest follows it. */
  static final int MAX_INITIAL_CHARS = 256 * 1024;

  private final boolean moderates;
  private final Map<String, Long> sent = new HashMap<>();

  /**
   * @param moderates whether the receiver sees texts that nobody has approved
   */
  TallyCatchUp(boolean moderates) {
    this.moderates = moderates;
  }

  /** The tallies for the answer to a join, which count as sent. */
  List<TallyFrame> initial(List<TallyFrame> all) {
    List<TallyFrame> initial = new ArrayList<>();
    int chars = 0;
    for (TallyFrame frame : all) {
      chars += frame.text(moderates).length();
      if (chars > MAX_INITIAL_CHARS) {
        break;
      }
      initial.add(frame);
      sent.put(frame.poll(), frame.rev());
    }
    return initial;
  }

  private boolean isSent(TallyFrame frame) {
    return sent.getOrDefault(frame.poll(), -1L) >= frame.rev();
  }

  /** Writes what the receiver lacks and has room for; returns whether it then has all of these. */
  boolean resume(List<TallyFrame> all, FrameWriter writer) {
    for (TallyFrame frame : all) {
      if (!isSent(frame)) {
        if (!writer.isWritable()) {
          return false;
        }
        writer.write(frame.text(moderates));
        sent.put(frame.poll(), frame.rev());
      }
    }
    return true;
  }
}
