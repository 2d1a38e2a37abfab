package io.votehub.session;

import io.votehub.fanout.Fanout;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.limit.RequestLimits;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the sessions of all event loops are made with.
 *
 * @param voters makes an id for a new voter
 * @param receipts makes a signer of receipts, one for each event loop
 * @param counters how many counters the instance has
 * @param memory of the whole instance; past it the answer is {@code busy}
 * @param requests how often a person and an address may ask, over HTTP and here together
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
    boolean alone,
    SecurityLog security) {}
