package io.votehub.ledger;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decodes the replies of {@link RedisLedger}'s scripts. */
final class RedisReplies {
  private RedisReplies() {}

  static RecordResult recording(Response reply) {
    if (reply == null) {
      return new RecordResult.Missing();
    }
    int epoch = reply.get(0).toInteger();
    long before = reply.get(1).toLong();
    long counter = before;
    List<Receipt> receipts = new ArrayList<>(reply.get(2).size());
    Map<Integer, String> standing = ballotsByPlace(reply.get(4));
    List<RecordResult.First> firsts = new ArrayList<>(standing.size());
    for (Response each : reply.get(2)) {
      long code = each.toLong();
      String first = standing.get(receipts.size());
      if (code == 0 || first != null) {
        counter++;
      }
      long rev = Revision.of(epoch, counter);
      if (first != null) {
        firsts.add(new RecordResult.First(receipts.size(), rev, first));
      }
      receipts.add(receipt(code, rev));
    }
    Set<Integer> undecided = new HashSet<>();
    reply.get(3).forEach(place -> undecided.add(place.toInteger()));
    RevisionRange range =
        new RevisionRange(Revision.of(epoch, before + 1), Revision.of(epoch, counter));
    return new RecordResult.Recorded(epoch, range, receipts, undecided, firsts);
  }

  private static Map<Integer, String> ballotsByPlace(Response pairs) {
    Map<Integer, String> ballots = new HashMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      ballots.put(pairs.get(i).toInteger(), pairs.get(i + 1).toString());
    }
    return ballots;
  }

  private static Receipt receipt(long code, long rev) {
    if (code == 0) {
      return new Receipt.Counted(rev);
    }
    if (code > 0) {
      return new Receipt.Repeated(code);
    }
    if (code == -1) {
      return new Receipt.Refused(Refusal.of(ErrorCode.ALREADY_VOTED));
    }
    return new Receipt.Refused(
        code == -2 ? Refusal.of(ErrorCode.POLL_CHANGED) : Refusal.late(-3 - code));
  }

  static Tally tally(Response reply) {
    Map<String, Long> cells = new HashMap<>();
    for (int i = 3; i < reply.size(); i += 2) {
      cells.put(reply.get(i).toString(), reply.get(i + 1).toLong());
    }
    return new Tally(
        reply.get(0).toLong(), reply.get(1).toLong(), false, cells, reply.get(2).toLong());
  }

  static PublishPermit tryAcquirePublish(Response reply) {
    if (reply == null) {
      return new PublishPermit.Unchanged();
    }
    return reply.type() == ResponseType.NUMBER
        ? new PublishPermit.RetryIn(reply.toLong())
        : new PublishPermit.Granted(tally(reply));
  }

  /**
   * @param replies one for each poll, in the same order
   */
  static StandingResult standing(List<String> polls, List<Response> replies) {
    Map<String, String> ballots = new HashMap<>();
    Set<String> missing = new HashSet<>();
    for (int i = 0; i < polls.size(); i++) {
      Response reply = replies.get(i);
      if (reply == null) {
        missing.add(polls.get(i));
      } else if (!reply.toString().isEmpty()) {
        ballots.put(polls.get(i), reply.toString());
      }
    }
    return new StandingResult(ballots, missing);
  }
}
