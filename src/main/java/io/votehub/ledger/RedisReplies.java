package io.votehub.ledger;

import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.StandingBallot;
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

  static RecordResult recording(Response reply, List<CastBallot> batch) {
    if (reply == null) {
      return new RecordResult.Missing();
    }
    int epoch = reply.get(0).toInteger();
    long before = reply.get(1).toLong();
    long counter = before;
    List<Receipt> receipts = new ArrayList<>(batch.size());
    Map<Integer, Long> codes = codes(reply.get(2));
    Map<Integer, FirstBallot> standing = firsts(reply.get(4));
    Map<Integer, Mark> others = otherMarks(reply.get(5));
    List<RecordResult.First> firsts = new ArrayList<>(standing.size());
    for (int place = 0; place < batch.size(); place++) {
      long code = codes.isEmpty() ? 0 : codes.getOrDefault(place, 0L);
      FirstBallot first = standing.get(place);
      if (code == 0 || first != null) {
        counter++;
      }
      long rev = Revision.of(epoch, counter);
      if (first != null) {
        firsts.add(new RecordResult.First(place, rev, first.ballot, first.mark));
      }
      if (code > 0) {
        Mark own = batch.get(place).mark();
        Mark mark = others.isEmpty() ? own : others.getOrDefault(place, own);
        receipts.add(new Receipt.Repeated(code, mark));
      } else {
        receipts.add(receipt(code, rev));
      }
    }
    Set<Integer> undecided = new HashSet<>();
    reply.get(3).forEach(place -> undecided.add(place.toInteger()));
    RevisionRange range =
        new RevisionRange(Revision.of(epoch, before + 1), Revision.of(epoch, counter));
    return new RecordResult.Recorded(epoch, range, receipts, undecided, firsts);
  }

  /** The codes of ballots that are not counted, by place. */
  private static Map<Integer, Long> codes(Response pairs) {
    Map<Integer, Long> codes = new HashMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      codes.put(pairs.get(i).toInteger(), pairs.get(i + 1).toLong());
    }
    return codes;
  }

  private record FirstBallot(String ballot, Mark mark) {}

  private static Map<Integer, FirstBallot> firsts(Response triples) {
    Map<Integer, FirstBallot> ballots = new HashMap<>();
    for (int i = 0; i < triples.size(); i += 3) {
      FirstBallot first = new FirstBallot(triples.get(i + 1).toString(), mark(triples.get(i + 2)));
      ballots.put(triples.get(i).toInteger(), first);
    }
    return ballots;
  }

  /** The marks of standing ballots that differ from those of their repeats; null for none. */
  private static Map<Integer, Mark> otherMarks(Response pairs) {
    Map<Integer, Mark> marks = new HashMap<>();
    for (int i = 0; i < pairs.size(); i += 2) {
      marks.put(pairs.get(i).toInteger(), mark(pairs.get(i + 1)));
    }
    return marks;
  }

  private static Mark mark(Response text) {
    return Mark.read(text.toString()).orElse(null);
  }

  /**
   * @param code not of a repeat
   */
  private static Receipt receipt(long code, long rev) {
    if (code == 0) {
      return new Receipt.Counted(rev);
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
    Map<String, StandingBallot> ballots = new HashMap<>();
    Set<String> missing = new HashSet<>();
    for (int i = 0; i < polls.size(); i++) {
      Response reply = replies.get(i);
      if (reply == null) {
        missing.add(polls.get(i));
      } else if (reply.size() > 0) {
        ballots.put(
            polls.get(i),
            new StandingBallot(reply.get(0).toLong(), reply.get(1).toString(), mark(reply.get(2))));
      }
    }
    return new StandingResult(ballots, missing);
  }
}
