/**
 * How much one sender may ask for: who a sender is, rates, and the buckets that hold senders to
 * them.
 *
 * <p>In: who asks, and when. Out: whether it may, or after how long. Imports {@code identity} for
 * prefixes of addresses. Start at {@link io.votehub.limit.KeyedRateLimiter}, then {@link
 * io.votehub.limit.RequestLimits}.
 */
package io.votehub.limit;
