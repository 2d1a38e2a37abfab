package io.votehub.session;

import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Brings one receiver all tallies of a room, no faster than it takes them: the newest of each poll,
 * and again what has grown meanwhile, until it has them all. Lives on the socket's event loop.
 */
final class TallyCatchUp {
  /** How much of tallies, in characters, goes with the answer to a join; the others follow it. */
  static final int FIRST_CHARS = 256 * 1024;

  private final boolean presenter;
  private final Map<String, Long> sent = new HashMap<>();

  TallyCatchUp(boolean presenter) {
    this.presenter = presenter;
  }

  /** Those that go with the answer to a join, which count as sent. */
  List<TallyFrame> first(List<TallyFrame> all) {
    List<TallyFrame> first = new ArrayList<>();
    int chars = 0;
    for (TallyFrame frame : all) {
      chars += frame.text(presenter).length();
      if (chars > FIRST_CHARS) {
        break;
      }
      first.add(frame);
      sent.put(frame.poll(), frame.rev());
    }
    return first;
  }

  private boolean isSent(TallyFrame frame) {
    return sent.getOrDefault(frame.poll(), -1L) >= frame.rev();
  }

  /** Writes what the receiver does not have and takes now; whether it then has all of these. */
  boolean goOn(List<TallyFrame> all, FrameWriter outbound) {
    for (TallyFrame frame : all) {
      if (!isSent(frame)) {
        if (!outbound.isWritable()) {
          return false;
        }
        outbound.write(frame.text(presenter));
        sent.put(frame.poll(), frame.rev());
      }
    }
    return true;
  }
}
