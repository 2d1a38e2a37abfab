package io.votehub.session;

import io.votehub.fanout.Fanout;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.limit.NewVoters;
import io.votehub.limit.RequestLimits;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.trace.VoteFollower;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The dependencies of sessions, the same for all event loops.
 *
 * @param voters generates the id of a new voter
 * @param receipts creates a receipt signer, one per event loop
 * @param counters the number of counters of the instance
 * @param memory the memory budget of the whole instance; beyond it requests are refused with {@code
 *     busy}
 * @param requests the rate limits per person and address, shared with HTTP
 * @param follower follows votes through log and traces
 * @param signIns empty where accounts are off
 * @param reactions how often a voter reacts, over all event loops
 * @param alone whether no other instance serves the same rooms
 */
public record SessionParts(
    Fanout fanout,
    VotingMethods methods,
    Tokens tokens,
    Supplier<String> voters,
    Supplier<ReceiptSigner> receipts,
    InstantSource clock,
    SessionLimits limits,
    SessionMeters meters,
    int counters,
    MemoryBudget memory,
    RequestLimits requests,
    NewVoters newVoters,
    boolean alone,
    SecurityLog security,
    VoteFollower follower,
    Optional<SignIns> signIns,
    ReactionLimiter reactions) {
  /** Without accounts. */
  public SessionParts(
      Fanout fanout,
      VotingMethods methods,
      Tokens tokens,
      Supplier<String> voters,
      Supplier<ReceiptSigner> receipts,
      InstantSource clock,
      SessionLimits limits,
      SessionMeters meters,
      int counters,
      MemoryBudget memory,
      RequestLimits requests,
      NewVoters newVoters,
      boolean alone,
      SecurityLog security,
      VoteFollower follower) {
    this(
        fanout,
        methods,
        tokens,
        voters,
        receipts,
        clock,
        limits,
        meters,
        counters,
        memory,
        requests,
        newVoters,
        alone,
        security,
        follower,
        Optional.empty(),
        new ReactionLimiter());
  }
}
