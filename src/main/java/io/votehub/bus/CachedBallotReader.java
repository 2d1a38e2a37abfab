package io.votehub.bus;

import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes ballots ready to be counted: reads them by the methods of their polls, and remembers how
 * the latest ones read: in a hall most are alike, and then a thousand of them are read and written
 * once, and share one text. Lives on one event loop.
 */
public final class CachedBallotReader {
  private static final int POLLS = 64;
  private static final int BALLOTS = 128;

  /** Longer ones are hardly ever alike. */
  private static final int LONGEST = 256;

  /** Of all that are remembered; each character costs some ten bytes. */
  private static final int CHARS_AT_MOST = 1 << 17;

  private record Read(Ballot ballot, String text) {}

  /** What was read of one poll, as long as it asks the same. */
  private static final class OfPoll {
    Poll asked;
    final Map<Map<String, ?>, Read> ballots = new HashMap<>();

    OfPoll(Poll asked) {
      this.asked = asked;
    }

    /** Nearly always it is the same object, and there is no more to compare. */
    @SuppressWarnings("ReferenceEquality")
    boolean isFor(Poll poll) {
      return poll == asked
          || (poll.method().equals(asked.method())
              && poll.options().equals(asked.options())
              && poll.settings().equals(asked.settings()));
    }
  }

  private final VotingMethods methods;
  private final Map<String, OfPoll> polls = new HashMap<>();
  private int chars;

  public CachedBallotReader(VotingMethods methods) {
    this.methods = methods;
  }

  /**
   * What a voter casts, ready to be counted.
   *
   * @param given the ballot as it was given, not to be changed afterwards; nothing to take back the
   *     one that stands
   * @param at when the hub reads it, UTC milliseconds since the epoch
   * @throws Refusal {@code bad-ballot}; {@code already-voted} for taking back what cannot be
   *     changed
   */
  public CastBallot cast(Poll poll, String voter, Optional<Map<String, ?>> given, long at) {
    if (given.isPresent()) {
      return cast(poll, voter, given.get(), at);
    }
    if (!poll.settings().change()) {
      throw Refusal.of(ErrorCode.ALREADY_VOTED, "Votes on this poll cannot be taken back");
    }
    return CastBallot.takenBack(voter, poll.run(), at);
  }

  /**
   * A ballot ready to be counted.
   *
   * @param fields the ballot as it was given; not to be changed afterwards
   * @param at when the hub reads it, UTC milliseconds since the epoch
   * @throws io.votehub.poll.Refusal {@code bad-ballot}
   */
  public CastBallot cast(Poll poll, String voter, Map<String, ?> fields, long at) {
    VotingMethod method = methods.of(poll);
    Map<Map<String, ?>, Read> known = of(poll).ballots;
    Read read = known.get(fields);
    if (read == null) {
      Ballot ballot = method.read(poll, fields);
      read = new Read(ballot, Json.write(ballot.value()));
      if (read.text.length() <= LONGEST) {
        if (known.size() >= BALLOTS) {
          known.clear();
        }
        remember(known, fields, read);
      }
    }
    return new CastBallot(voter, poll.run(), read.text, method.cells(read.ballot, voter, at), at);
  }

  private void remember(Map<Map<String, ?>, Read> known, Map<String, ?> fields, Read read) {
    chars += read.text.length();
    if (chars > CHARS_AT_MOST) {
      polls.values().forEach(each -> each.ballots.clear());
      chars = read.text.length();
    }
    known.put(fields, read);
  }

  private OfPoll of(Poll poll) {
    OfPoll known = polls.get(poll.id());
    if (known == null || !known.isFor(poll)) {
      if (polls.size() >= POLLS) {
        polls.clear();
      }
      known = new OfPoll(poll);
      polls.put(poll.id(), known);
    }
    known.asked = poll;
    return known;
  }
}
