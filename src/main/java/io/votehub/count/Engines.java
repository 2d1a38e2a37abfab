package io.votehub.count;

import io.vertx.core.Vertx;
import io.votehub.fanout.Fanout;
import io.votehub.ledger.Ledger;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.Optional;

/**
 * What all counting rests on.
 *
 * @param memory what may be kept in memory of what people send
 * @param keepSuperseded whether ballots that their voters replaced stay in the store after a close
 */
public record Engines(
    Vertx vertx,
    Store store,
    Ledger ledger,
    Fanout fanout,
    VotingMethods methods,
    MemoryBudget memory,
    boolean keepSuperseded) {
  /**
   * The poll that was looked for in the store.
   *
   * @throws Refusal {@code unknown-poll} if there is none
   */
  public static PollRecord known(Optional<PollRecord> found) {
    return found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_POLL));
  }
}
