/**
 * The voting methods: how a ballot becomes cells, and how sums of cells become a result.
 *
 * <p>In: plain Java values, as parsed from JSON. Out: ballots as bags of cells, and results.
 * Imports the JDK and {@code poll} alone; a method keeps no state. Start at {@link
 * io.votehub.method.VotingMethod}; {@link io.votehub.method.VotingMethods} lists them all.
 */
package io.votehub.method;
