package io.votehub.fanout;

import io.vertx.core.Future;
import io.votehub.method.Moderation;
import io.votehub.poll.Poll;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/**
 * Caches the definitions of a room's polls that are needed to compute results: question, options,
 * settings. They can change only while a poll is a draft, and a poll that was a draft again has
 * another epoch; so a cached definition is valid for its epoch. A moderated poll is read after each
 * of its tallies, because the marks on its entries may change at any time. Bounded by the number of
 * polls that a room may have; deleted polls are not cached. Confined to one context.
 */
final class PollDefinitions {
  private record Cached(int epoch, Future<Optional<Poll>> poll) {
    /** A read in flight may miss marks that belong to the tally. */
    boolean isValid() {
      return poll.succeeded() && poll.result().filter(Moderation::isOn).isEmpty();
    }
  }

  /** How often definitions were found in the cache, and read from the store. */
  record Reads(LongAdder cached, LongAdder stored) {
    Reads() {
      this(new LongAdder(), new LongAdder());
    }
  }

  private final Reads reads;
  private final Function<String, Future<Optional<Poll>>> source;
  private final Map<String, Cached> cache =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Cached> eldest) {
          return size() > Room.MAX_POLLS;
        }
      };

  /**
   * @param source reads a poll
   */
  PollDefinitions(Function<String, Future<Optional<Poll>>> source) {
    this(source, new Reads());
  }

  PollDefinitions(Function<String, Future<Optional<Poll>>> source, Reads reads) {
    this.reads = reads;
    this.source = source;
  }

  /** The poll for a tally of that revision; empty if it was deleted. */
  Future<Optional<Poll>> of(String poll, long rev) {
    int epoch = Revision.epoch(rev);
    Cached before = cache.get(poll);
    if (before != null && before.epoch == epoch && before.isValid()) {
      reads.cached.increment();
      return before.poll;
    }
    reads.stored.increment();
    Cached fresh = new Cached(epoch, source.apply(poll));
    cache.put(poll, fresh);
    return fresh.poll.onSuccess(
        found -> {
          if (found.isEmpty()) {
            cache.remove(poll, fresh);
          }
        });
  }

  /** Invalidates the cached definition of a changed poll. */
  void changed(Poll poll) {
    cache.remove(poll.id());
  }

  /** Removes a deleted poll. */
  void deleted(String poll) {
    cache.remove(poll);
  }

  /** The number of cached polls. */
  int size() {
    return cache.size();
  }
}
