package io.votehub.hublog;

import io.votehub.hublog.LogTask.Told;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.proof.CanonicalJson;
import io.votehub.store.PollRecord;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the log has yet to say of a poll, found by comparing what it says with what is. */
final class SealEntries {
  /**
   * An entry.
   *
   * @param then what the log says after it; empty if the poll is gone
   */
  record Entry(String text, Optional<Told> then) {}

  private SealEntries() {}

  /**
   * The next entry; empty if the log says all there is to say.
   *
   * @param record the poll as it is; empty if it is gone
   * @param now UTC milliseconds since the epoch
   */
  static Optional<Entry> next(String id, Told told, Optional<PollRecord> record, long now) {
    if (record.isEmpty()) {
      return told.seal() > 0
          ? Optional.of(new Entry(text("delete", id, Map.of(), now), Optional.empty()))
          : Optional.empty();
    }
    Poll poll = record.get().poll();
    if (told.seal() > 0 && poll.run() > told.run()) {
      Told then = new Told(told.seal(), true, poll.run());
      return Optional.of(new Entry(text("reset", id, Map.of(), now), Optional.of(then)));
    }
    boolean isSealed = poll.seal().root().isPresent() && poll.seal().number() > told.seal();
    boolean isOpenAgain = isSealed || poll.state() == PollState.OPEN;
    if (told.seal() > 0 && !told.isOpen() && isOpenAgain) {
      Map<String, Object> last = Map.of("seal", told.seal());
      Told then = new Told(told.seal(), true, told.run());
      return Optional.of(new Entry(text("reopen", id, last, now), Optional.of(then)));
    }
    return isSealed ? Optional.of(seal(poll, record.get(), now)) : Optional.empty();
  }

  private static Entry seal(Poll poll, PollRecord record, long now) {
    Map<String, Object> seal =
        Map.of(
            "seal", poll.seal().number(),
            "root", poll.seal().root().orElseThrow(),
            // The manifest is the first leaf.
            "size", record.result().orElseThrow().ballots() + 1);
    Told then = new Told(poll.seal().number(), false, poll.run());
    return new Entry(text("seal", poll.id(), seal, now), Optional.of(then));
  }

  private static String text(String type, String poll, Map<String, Object> more, long at) {
    Map<String, Object> entry = new TreeMap<>(more);
    entry.put("type", type);
    entry.put("poll", poll);
    entry.put("at", at);
    return CanonicalJson.write(entry);
  }
}
