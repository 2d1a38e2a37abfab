/**
 * Rate limits: who a sender is, rates, and the limiters that hold senders to them.
 *
 * <p>In: who makes a request, and when. Out: whether it is allowed, or for how long to delay it.
 * Imports {@code identity} for address prefixes. Start reading at {@link
 * io.votehub.limit.RateLimiter}, then {@link io.votehub.limit.RequestLimits}.
 */
package io.votehub.limit;
