/**
 * The way to Redis that ledger and fan-out share: one supervised connection for commands, one for
 * subscriptions, scripts that are called by digest.
 *
 * <p>In: commands and scripts. Out: their answers, or a refusal of {@code unavailable} or {@code
 * busy}. Imports {@code poll} and {@code logging}. Start at {@link io.votehub.redis.RedisLink}.
 */
package io.votehub.redis;
