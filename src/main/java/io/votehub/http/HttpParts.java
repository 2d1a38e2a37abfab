package io.votehub.http;

import io.vertx.core.Vertx;
import io.votehub.fanout.Fanout;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.limit.RequestLimits;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.room.Moderator;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the HTTP side is made with, the same for all event loops.
 *
 * @param receipts makes a signer of receipts, one for each event loop
 * @param voters makes an id for a new voter
 * @param clock the time by which polls close
 * @param counters how many counters the instance has
 * @param memory of the whole instance; past it the answer is {@code busy}
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
    SecurityLog security,
    RequestMeters meters) {}
