/**
 * Rankings and the ways to count them, from Borda to the single transferable vote.
 *
 * <p>In: rankings as cells. Out: results with rounds or pairwise comparisons. Imports {@code poll}
 * and {@code method}. Start at {@link io.votehub.method.ranked.RankedChoice}.
 */
package io.votehub.method.ranked;
