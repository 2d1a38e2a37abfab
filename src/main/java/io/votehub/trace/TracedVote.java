package io.votehub.trace;

import io.votehub.poll.FollowedVote;
import io.votehub.poll.Receipt;
import java.util.Locale;
import org.slf4j.spi.LoggingEventBuilder;

/** A vote in the log and as the span from its arrival to its answer. */
final class TracedVote implements FollowedVote {
  private static final String STEP = "step";

  private final VoteFollower follower;
  private final VoteFollower.Way way;
  private final String id;
  private final String room;
  private final String poll;
  private final TraceSpan span;

  TracedVote(
      VoteFollower follower,
      VoteFollower.Way way,
      String clientId,
      String room,
      String poll,
      TraceSpan span) {
    this.follower = follower;
    this.way = way;
    this.id = clientId == null ? way.id() : way.id() + "/" + clientId;
    this.room = room;
    this.poll = poll;
    this.span = span;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String traceparent() {
    return span.traceparent();
  }

  @Override
  public void reached(Step step) {
    if (follower.logs()) {
      String name = step.name().toLowerCase(Locale.ROOT);
      line().addKeyValue(STEP, name).log("Vote {}", name);
    }
  }

  @Override
  public void reached(Step step, long rev) {
    if (follower.logs()) {
      String name = step.name().toLowerCase(Locale.ROOT);
      line().addKeyValue(STEP, name).addKeyValue("rev", rev).log("Vote {}", name);
    }
  }

  private LoggingEventBuilder line() {
    return follower
        .line(room, poll, span.traceparent())
        .addKeyValue(way.field(), way.id())
        .addKeyValue("vote", id);
  }

  @Override
  public void joined(String batchTraceparent) {
    span.link(batchTraceparent);
  }

  @Override
  public void answered(Receipt receipt) {
    String outcome = outcome(receipt);
    span.with("votehub.outcome", outcome);
    span.end();
    if (follower.logs()) {
      line().addKeyValue(STEP, "answered").addKeyValue("outcome", outcome).log("Vote answered");
    }
  }

  private static String outcome(Receipt receipt) {
    if (receipt instanceof Receipt.Refused refused) {
      return refused.why().code().wire();
    }
    return receipt.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
