/**
 * How much one sender may ask for: rates, and the buckets that hold senders to them.
 *
 * <p>In: who asks, and when. Out: whether it may, or after how long. Imports {@code poll} for
 * refusals. Start at {@link io.votehub.limit.Buckets}.
 */
package io.votehub.limit;
