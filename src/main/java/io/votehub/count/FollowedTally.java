package io.votehub.count;

import io.votehub.fanout.TallyOrigin;
import io.votehub.poll.FollowedVote;
import io.votehub.trace.TraceSpan;
import io.votehub.trace.Tracing;
import io.votehub.trace.VoteFollower;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The followed batches that a poll's tally has grown by since it was last published, at most {@link
 * #MAX} votes and batches of them. Confined to the context of its counter.
 */
final class FollowedTally {
  private static final int MAX = 100;

  private final VoteFollower follower;
  private final String poll;
  private List<FollowedVote> votes = List.of();
  private List<String> batches = List.of();

  FollowedTally(VoteFollower follower, String poll) {
    this.follower = follower;
    this.poll = poll;
  }

  void add(FollowedBatch batch) {
    if (batch.votes().isEmpty()) {
      return;
    }
    if (follower.logs()) {
      votes = joined(votes, batch.votes());
    }
    if (batch.traceparent() != null) {
      batches = joined(batches, List.of(batch.traceparent()));
    }
  }

  private static <T> List<T> joined(List<T> before, List<T> more) {
    List<T> all = new ArrayList<>(before);
    all.addAll(more.subList(0, Math.min(more.size(), MAX - Math.min(MAX, before.size()))));
    return all;
  }

  /** Publishes a tally with what it comes from, and begins anew. */
  void published(String room, long rev, Consumer<TallyOrigin> publication) {
    if (votes.isEmpty() && batches.isEmpty()) {
      publication.accept(TallyOrigin.UNKNOWN);
      return;
    }
    TraceSpan span = TraceSpan.NONE;
    for (String batch : batches) {
      if (span.isRecorded()) {
        span.link(batch);
      } else {
        span =
            follower
                .tracing()
                .begin(Tracing.Kind.PRODUCER, "fan-out", batch)
                .with("votehub.room", room)
                .with("votehub.poll", poll)
                .with("votehub.rev", rev);
      }
    }
    publication.accept(
        new TallyOrigin(span.traceparent(), votes.stream().map(FollowedVote::id).toList()));
    votes.forEach(vote -> vote.reached(FollowedVote.Step.PUBLISHED, rev));
    span.end();
    clear();
  }

  /** Another instance has published what these votes changed. */
  void publishedElsewhere() {
    votes.forEach(vote -> vote.reached(FollowedVote.Step.PUBLISHED));
    clear();
  }

  private void clear() {
    votes = List.of();
    batches = List.of();
  }
}
