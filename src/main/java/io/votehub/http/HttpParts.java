package io.votehub.http;

import io.vertx.core.Vertx;
import io.votehub.accounts.Accounts;
import io.votehub.fanout.Fanout;
import io.votehub.hook.Webhooks;
import io.votehub.hublog.HubLog;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.image.Images;
import io.votehub.limit.NewVoters;
import io.votehub.limit.RequestLimits;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.push.Subscriptions;
import io.votehub.rehearse.Rehearsals;
import io.votehub.room.Moderator;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;
import io.votehub.trace.VoteFollower;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The dependencies of the HTTP API, the same for all event loops.
 *
 * @param receipts creates a receipt signer, one per event loop
 * @param voters generates the id of a new voter
 * @param clock the clock that decides when polls close
 * @param counters the number of counters of the instance
 * @param follower follows requests and votes through log and traces
 * @param memory the memory budget of the whole instance; beyond it requests are refused with {@code
 *     busy}
 * @param accounts empty where accounts are off
 * @param subscriptions who is told by push; empty where nobody is
 */
public record HttpParts(
    Vertx vertx,
    Rooms rooms,
    Polls polls,
    Moderator moderating,
    Fanout fanout,
    VotingMethods methods,
    Tokens tokens,
    Supplier<ReceiptSigner> receipts,
    Supplier<String> voters,
    InstantSource clock,
    int counters,
    MemoryBudget memory,
    HttpSettings settings,
    RequestLimits limits,
    NewVoters newVoters,
    SecurityLog security,
    RequestMeters meters,
    VoteFollower follower,
    Optional<Accounts> accounts,
    Rehearsals rehearsals,
    Images images,
    Webhooks webhooks,
    HubLog log,
    Optional<Subscriptions> subscriptions) {}
