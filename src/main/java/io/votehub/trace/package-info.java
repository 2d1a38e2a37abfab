/**
 * Follows requests and votes through the hub: as spans that an OpenTelemetry collector receives,
 * and as lines of the log {@code votehub.votes}. Both are off by default and cost nothing then.
 *
 * <p>Imports {@code poll}, {@code identity} and {@code logging}. Start at {@link
 * io.votehub.trace.VoteFollower}; {@link io.votehub.trace.OtlpTracing} alone knows OpenTelemetry,
 * whose classes are loaded only if a collector is set.
 */
package io.votehub.trace;
