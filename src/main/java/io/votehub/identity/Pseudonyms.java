package io.votehub.identity;

import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.VoterId;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The ids under which voters are counted. A member of a voter roll has another pseudonym in each
 * poll, an HMAC-SHA256 (RFC 2104) of the member's id under a key of the poll, so that the journal
 * names nobody and ballots on different polls cannot be linked without the hub's key. In a secret
 * poll that key is mixed with one of its own, which is destroyed when its result is final. In the
 * questions of quizzes, whose points add up, a member has one pseudonym in the whole room, and in
 * both rounds of a question the same, so that it can be told how votes moved. Any other voter is
 * counted under the voter's own, random id. Thread-safe.
 */
public final class Pseudonyms {
  /** As many as a random id has; more would only make journals larger. */
  private static final int BYTES = 12;

  private final HmacSha256 hmac;

  public Pseudonyms(HubKey key) {
    hmac = new HmacSha256(key.derive("votehub pseudonym"));
  }

  /**
   * The id under which a voter is counted in a poll; always the same.
   *
   * @param room the room of the poll
   * @throws Refusal {@code not-eligible} if the poll is for the members of a roll of which the
   *     voter is none, or none any more; {@code not-open} if the poll is secret and not open
   */
  public String countedAs(Room room, Poll poll, String voter) {
    Optional<RollVoter> member = RollVoter.read(voter);
    if (poll.isSecret() && poll.secrecy().key().isEmpty()) {
      throw Refusal.of(ErrorCode.NOT_OPEN);
    }
    if (poll.electorate().isEmpty()) {
      return member.map(each -> pseudonym(room, poll, each)).orElse(voter);
    }
    return member
        .filter(each -> poll.electorate().get().equals(each.roll()))
        .filter(each -> !room.hasRemoved(each.roll(), each.member()))
        .map(each -> counted(room, poll, each))
        .orElseThrow(() -> Refusal.of(ErrorCode.NOT_ELIGIBLE));
  }

  /**
   * The id under which a voter plays the quizzes of a room, always the same; that of a ballot on a
   * question without its weight.
   */
  public String playerOf(Room room, String voter) {
    return RollVoter.read(voter).map(member -> player(room, member)).orElse(voter);
  }

  private String counted(Room room, Poll poll, RollVoter member) {
    String pseudonym = pseudonym(room, poll, member);
    return poll.isSecret()
        ? VoterId.ofSecretMember(member.weight(), pseudonym)
        : VoterId.ofMember(member.weight(), pseudonym);
  }

  private String pseudonym(Room room, Poll poll, RollVoter voter) {
    if (poll.isSecret()) {
      return digest(poll.id(), voter, '\n' + poll.secrecy().key());
    }
    return poll.settings().quiz().isPresent()
        ? player(room, voter)
        : digest(poll.rounds().previous().orElse(poll.id()), voter, "");
  }

  private String player(Room room, RollVoter voter) {
    return digest("quiz of " + room.id().orElse(room.code()), voter, "");
  }

  private String digest(String scope, RollVoter voter, String more) {
    byte[] sum = hmac.of(scope + '\n' + voter.roll() + '\n' + voter.member() + more);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(sum, BYTES));
  }
}
