package io.votehub.count;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.votehub.poll.CastBallot;
import io.votehub.poll.FollowedVote;
import io.votehub.poll.FollowedVote.Step;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.trace.TraceSpan;
import io.votehub.trace.Tracing;
import io.votehub.trace.VoteFollower;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The followed votes of one batch, and the batch as a span: it continues the trace of the first
 * traced vote and is linked with those of the others. Nearly always it is {@link #NONE}.
 */
final class FollowedBatch {
  /** A batch of which nothing is followed. */
  static final FollowedBatch NONE = new FollowedBatch(List.of(), TraceSpan.NONE);

  private final List<FollowedVote> votes;
  private final TraceSpan span;

  private FollowedBatch(List<FollowedVote> votes, TraceSpan span) {
    this.votes = votes;
    this.span = span;
  }

  static FollowedBatch of(VoteFollower follower, String poll, List<CastBallot> casts) {
    if (!follower.isOn()) {
      return NONE;
    }
    List<FollowedVote> votes = new ArrayList<>();
    for (CastBallot cast : casts) {
      if (cast.followed() != null) {
        votes.add(cast.followed());
      }
    }
    if (votes.isEmpty()) {
      return NONE;
    }
    FollowedBatch batch = new FollowedBatch(votes, begin(follower, poll, votes, casts.size()));
    batch.reached(Step.BATCHED);
    return batch;
  }

  private static TraceSpan begin(
      VoteFollower follower, String poll, List<FollowedVote> votes, int size) {
    TraceSpan span = TraceSpan.NONE;
    for (FollowedVote vote : votes) {
      if (vote.traceparent() != null && span.isRecorded()) {
        span.link(vote.traceparent());
        vote.joined(span.traceparent());
      } else if (vote.traceparent() != null) {
        span =
            follower
                .tracing()
                .begin(Tracing.Kind.INTERNAL, "count batch", vote.traceparent())
                .with("votehub.poll", poll)
                .with("votehub.votes", size);
      }
    }
    return span;
  }

  List<FollowedVote> votes() {
    return votes;
  }

  /** Where the batch's trace goes on; null if it is not traced. */
  String traceparent() {
    return span.traceparent();
  }

  private void reached(Step step) {
    votes.forEach(vote -> vote.reached(step));
  }

  /** Runs a step of the batch as a span within it. */
  <T> Future<T> step(String name, Supplier<Future<T>> work) {
    if (!span.isRecorded()) {
      return work.get();
    }
    TraceSpan within = span.child(name);
    return work.get().onComplete(done -> end(within, done));
  }

  /** Those of these ballots that count have reached a step. */
  void reached(Step step, List<CastBallot> casts, List<Receipt> receipts) {
    if (votes.isEmpty()) {
      return;
    }
    for (int i = 0; i < casts.size(); i++) {
      FollowedVote vote = casts.get(i).followed();
      if (vote != null && receipts.get(i) instanceof Receipt.Counted counted) {
        vote.reached(step, counted.rev());
      }
    }
  }

  /** The batch has its receipts or has failed. */
  void ended(AsyncResult<?> done) {
    end(span, done);
  }

  private static void end(TraceSpan span, AsyncResult<?> done) {
    if (done.failed()) {
      span.failed(
          done.cause() instanceof Refusal refusal
              ? refusal.code().wire()
              : done.cause().getClass().getSimpleName());
    }
    span.end();
  }
}
