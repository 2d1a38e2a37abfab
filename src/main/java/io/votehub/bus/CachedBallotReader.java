package io.votehub.bus;

import io.votehub.json.Json;
import io.votehub.method.OpenText;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.WordRules;
import io.votehub.wording.AudienceFilter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads ballots by the methods of their polls and makes them ready to be counted. Recent ballots
 * are cached: in a hall most ballots are equal, and then a thousand of them are parsed and written
 * once and share one text. Confined to one event loop.
 */
public final class CachedBallotReader {
  private static final int MAX_POLLS = 64;
  private static final int MAX_BALLOTS = 128;

  /** Longer ballots are hardly ever equal to others. */
  private static final int MAX_CACHED_LENGTH = 256;

  /** The total length of all cached ballots; each character costs some ten bytes. */
  private static final int MAX_CHARS = 1 << 17;

  private record Read(Ballot ballot, String text) {}

  /** The cached ballots of one poll, valid as long as its definition is unchanged. */
  private static final class OfPoll {
    Poll definition;
    WordRules rules;
    final Map<Map<String, ?>, Read> ballots = new HashMap<>();

    OfPoll(Poll definition, WordRules rules) {
      this.definition = definition;
      this.rules = rules;
    }

    /** Nearly always it is the same object, which saves the comparison. */
    @SuppressWarnings("ReferenceEquality")
    boolean isFor(Poll poll, WordRules wanted) {
      return (wanted == rules || wanted.equals(rules)) && isFor(poll);
    }

    @SuppressWarnings("ReferenceEquality")
    private boolean isFor(Poll poll) {
      return poll == definition
          || (poll.method().equals(definition.method())
              && poll.options().equals(definition.options())
              && poll.settings().equals(definition.settings()));
    }
  }

  private final VotingMethods methods;
  private final AudienceFilter filter;
  private final Map<String, OfPoll> polls = new HashMap<>();
  private int chars;

  public CachedBallotReader(VotingMethods methods, AudienceFilter filter) {
    this.methods = methods;
    this.filter = filter;
  }

  /**
   * Reads what a voter casts.
   *
   * @param given the ballot as received, not to be changed afterwards; empty to withdraw the
   *     standing one
   * @param rules what the room does with unwanted words
   * @param at when the hub reads it, UTC milliseconds since the epoch
   * @throws Refusal {@code bad-ballot}; {@code unwanted-words}; {@code already-voted} for
   *     withdrawing a ballot that cannot be changed
   */
  public CastBallot cast(
      Poll poll, String voter, Optional<Map<String, ?>> given, WordRules rules, long at) {
    if (given.isPresent()) {
      return cast(poll, voter, given.get(), rules, at);
    }
    if (!poll.settings().change()) {
      throw Refusal.of(ErrorCode.ALREADY_VOTED, "Votes on this poll cannot be taken back");
    }
    return CastBallot.withdrawal(voter, poll.run(), at);
  }

  /**
   * Reads a ballot.
   *
   * @param fields the ballot as received; not to be changed afterwards
   * @param rules what the room does with unwanted words
   * @param at when the hub reads it, UTC milliseconds since the epoch
   * @throws io.votehub.poll.Refusal {@code bad-ballot}; {@code unwanted-words}
   */
  public CastBallot cast(Poll poll, String voter, Map<String, ?> fields, WordRules rules, long at) {
    VotingMethod method = methods.of(poll);
    Map<Map<String, ?>, Read> known = of(poll, rules).ballots;
    Read read = known.get(fields);
    if (read == null) {
      Ballot ballot = filtered(method, poll, fields, rules);
      read = new Read(ballot, Json.write(ballot.value()));
      if (read.text.length() <= MAX_CACHED_LENGTH) {
        if (known.size() >= MAX_BALLOTS) {
          known.clear();
        }
        cache(known, fields, read);
      }
    }
    return new CastBallot(voter, poll.run(), read.text, method.cells(read.ballot, voter, at), at);
  }

  private Ballot filtered(VotingMethod method, Poll poll, Map<String, ?> fields, WordRules rules) {
    if (fields.containsKey(OpenText.HELD)) {
      throw Refusal.of(ErrorCode.BAD_BALLOT, "The hub alone sets '" + OpenText.HELD + "'");
    }
    Ballot typed = method.read(poll, fields);
    Map<String, ?> kept = filter.ballot(rules, poll, typed.value());
    return kept.equals(typed.value()) ? typed : method.read(poll, kept);
  }

  private void cache(Map<Map<String, ?>, Read> known, Map<String, ?> fields, Read read) {
    chars += read.text.length();
    if (chars > MAX_CHARS) {
      polls.values().forEach(each -> each.ballots.clear());
      chars = read.text.length();
    }
    known.put(fields, read);
  }

  private OfPoll of(Poll poll, WordRules rules) {
    OfPoll known = polls.get(poll.id());
    if (known == null || !known.isFor(poll, rules)) {
      if (polls.size() >= MAX_POLLS) {
        polls.clear();
      }
      known = new OfPoll(poll, rules);
      polls.put(poll.id(), known);
    }
    known.definition = poll;
    known.rules = rules;
    return known;
  }
}
