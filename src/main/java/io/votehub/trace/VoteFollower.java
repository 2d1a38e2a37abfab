package io.votehub.trace;

import io.votehub.poll.FollowedVote;
import java.util.Collection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Follows votes from the socket to the acknowledgement and the fan-out: in the log {@code
 * votehub.votes} at debug, one line for each step, and in traces. Neither ever holds a choice or a
 * voter.
 *
 * @param tracing {@link Tracing#OFF} if there is no collector
 * @param logs whether each step is logged
 */
public record VoteFollower(Tracing tracing, boolean logs) {
  /** Follows nothing. */
  public static final VoteFollower OFF = new VoteFollower(Tracing.OFF, false);

  private static final Logger LOG = LoggerFactory.getLogger("votehub.votes");

  /** How a vote came: the name of the field, and the id of the connection or request. */
  public record Way(String field, String id) {
    /** By a WebSocket. */
    public static Way socket(String id) {
      return new Way("connection", id);
    }

    /** By an HTTP request. */
    public static Way request(String id) {
      return new Way("request", id);
    }
  }

  /** Whether votes are followed at all. */
  public boolean isOn() {
    return logs || tracing.isOn();
  }

  /**
   * A valid vote has come.
   *
   * @param id the client's id of it; null if it gave none
   * @param parent the {@code traceparent} of the request that brought it; null for none
   */
  public FollowedVote received(Way way, String id, String room, String poll, String parent) {
    TraceSpan span =
        tracing
            .begin(Tracing.Kind.SERVER, "vote", parent)
            .with("votehub.room", room)
            .with("votehub.poll", poll)
            .with("votehub.vote", way.id + "/" + id);
    TracedVote vote = new TracedVote(this, way, id, room, poll, span);
    vote.reached(FollowedVote.Step.RECEIVED);
    return vote;
  }

  /** The begin of a log line about votes; {@code message} names no choice. */
  LoggingEventBuilder line(String room, String poll, String traceparent) {
    LoggingEventBuilder line = LOG.atLevel(Level.DEBUG);
    if (room != null) {
      line = line.addKeyValue("room", room);
    }
    line = line.addKeyValue("poll", poll);
    String trace = TraceParent.traceId(traceparent);
    return trace == null ? line : line.addKeyValue("trace", trace);
  }

  /**
   * A tally was received from an instance, or from this one, and is passed to the sockets here.
   *
   * @param votes ids of votes that it contains for the first time; may be incomplete
   * @param parent the {@code traceparent} of the message; null for none
   */
  public void delivered(
      String room, String poll, long rev, Collection<String> votes, String parent) {
    tracing
        .begin(parent == null ? Tracing.Kind.INTERNAL : Tracing.Kind.CONSUMER, "deliver", parent)
        .with("votehub.room", room)
        .with("votehub.poll", poll)
        .with("votehub.rev", rev)
        .end();
    if (logs) {
      for (String vote : votes) {
        line(room, poll, parent)
            .addKeyValue("vote", vote)
            .addKeyValue("step", "delivered")
            .addKeyValue("rev", rev)
            .log("Vote delivered to the sockets of this instance");
      }
    }
  }
}
