/**
 * The memory budget for what clients send.
 *
 * <p>In: the number of bytes about to be kept. Out: whether they fit. Imports {@code poll}. Start
 * at {@link io.votehub.memory.MemoryBudget}.
 */
package io.votehub.memory;
