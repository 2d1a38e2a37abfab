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

/** What the scripts of {@link RedisLedger} answer, read into its terms. */
final class RedisAnswers {
  private RedisAnswers() {}

  static RecordResult recording(Response answer) {
    if (answer == null) {
      return new RecordResult.Missing();
    }
    int epoch = answer.get(0).toInteger();
    long before = answer.get(1).toLong();
    long counter = before;
    List<Receipt> receipts = new ArrayList<>(answer.get(2).size());
    Map<Integer, String> standing = ballotsByPlace(answer.get(4));
    List<RecordResult.First> firsts = new ArrayList<>(standing.size());
    for (Response code : answer.get(2)) {
      long said = code.toLong();
      String first = standing.get(receipts.size());
      if (said == 0 || first != null) {
        counter++;
      }
      long rev = Revision.of(epoch, counter);
      if (first != null) {
        firsts.add(new RecordResult.First(receipts.size(), rev, first));
      }
      receipts.add(receipt(said, rev));
    }
    Set<Integer> undecided = new HashSet<>();
    answer.get(3).forEach(place -> undecided.add(place.toInteger()));
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

  static Tally tally(Response answer) {
    Map<String, Long> cells = new HashMap<>();
    for (int i = 3; i < answer.size(); i += 2) {
      cells.put(answer.get(i).toString(), answer.get(i + 1).toLong());
    }
    return new Tally(
        answer.get(0).toLong(), answer.get(1).toLong(), false, cells, answer.get(2).toLong());
  }

  static PublishPermit tryAcquirePublish(Response answer) {
    if (answer == null) {
      return new PublishPermit.Unchanged();
    }
    return answer.type() == ResponseType.NUMBER
        ? new PublishPermit.RetryIn(answer.toLong())
        : new PublishPermit.Granted(tally(answer));
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
