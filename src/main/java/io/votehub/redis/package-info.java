/**
 * Access to Redis, shared by ledger and fan-out: one supervised connection for commands, one for
 * subscriptions, and scripts that are called by digest.
 *
 * <p>In: commands and scripts. Out: their replies, or a refusal of {@code unavailable} or {@code
 * busy}. Imports {@code poll} and {@code logging}. Start at {@link io.votehub.redis.RedisLink}.
 */
package io.votehub.redis;
