/**
 * Voting methods: how a ballot becomes cells, and how sums of cells become a result.
 *
 * <p>In: plain Java values, as parsed from JSON. Out: ballots with their cells, and results.
 * Imports the JDK and {@code poll} only; methods are stateless. Start at {@link
 * io.votehub.method.VotingMethod}; {@link io.votehub.method.VotingMethods} lists all methods.
 */
package io.votehub.method;
