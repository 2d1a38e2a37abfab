/**
 * Rankings and their counts, from Borda to the single transferable vote.
 *
 * <p>In: rankings as cells. Out: results with rounds or pairwise comparisons. Imports {@code poll}
 * and {@code method}. Start at {@link io.votehub.method.ranked.RankedChoice}.
 */
package io.votehub.method.ranked;
