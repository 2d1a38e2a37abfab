package io.votehub.fanout;

import io.vertx.core.Future;
import io.votehub.method.Moderation;
import io.votehub.poll.Poll;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The polls of a room as they are needed to read their tallies: question, options, settings. Those
 * can only change while a poll is a draft, and a poll that was a draft again has another epoch; so
 * what was read once holds for its epoch. But a poll that is moderated is read after each of its
 * tallies, for the marks on its entries change at any time. Keeps no more than a room has polls,
 * and none that is gone. Used on one context.
 */
final class PollDefinitions {
  private record Known(int epoch, Future<Optional<Poll>> poll) {
    /** What is still being read may be of before the marks that the tally goes with. */
    boolean holds() {
      return poll.succeeded() && poll.result().filter(Moderation::isOn).isEmpty();
    }
  }

  private final Function<String, Future<Optional<Poll>>> source;
  private final Map<String, Known> known =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Known> eldest) {
          return size() > Room.MAX_POLLS;
        }
      };

  /**
   * @param source reads a poll
   */
  PollDefinitions(Function<String, Future<Optional<Poll>>> source) {
    this.source = source;
  }

  /** The poll, good for a tally of that revision; nothing if it is gone. */
  Future<Optional<Poll>> of(String poll, long rev) {
    int epoch = Revision.epoch(rev);
    Known before = known.get(poll);
    if (before != null && before.epoch == epoch && before.holds()) {
      return before.poll;
    }
    Known fresh = new Known(epoch, source.apply(poll));
    known.put(poll, fresh);
    return fresh.poll.onSuccess(
        found -> {
          if (found.isEmpty()) {
            known.remove(poll, fresh);
          }
        });
  }

  /** A poll as it is now: what was known of it may be outdated. */
  void changed(Poll poll) {
    known.remove(poll.id());
  }

  /** A poll is gone. */
  void deleted(String poll) {
    known.remove(poll);
  }

  /** How many polls are kept. */
  int size() {
    return known.size();
  }
}
