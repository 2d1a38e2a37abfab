package io.votehub.audit;

import io.vertx.core.Future;

/** Keeps how far the audit log has come where it cannot be changed later without being seen. */
public interface HeadWitness {
  /** Keeps nothing. */
  HeadWitness NONE = (number, hash, at) -> Future.succeededFuture();

  /**
   * Is told the newest entry of a chain.
   *
   * @param number how many entries the chain had
   * @param hash of that entry, which depends on all before it
   * @param at UTC milliseconds since the epoch
   */
  Future<Void> told(long number, String hash, long at);
}
