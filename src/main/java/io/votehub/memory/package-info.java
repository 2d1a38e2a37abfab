/**
 * The memory budget for what clients send, and a table that keeps many texts in little of it.
 *
 * <p>In: the number of bytes about to be kept. Out: whether they fit. Imports {@code poll}. Start
 * at {@link io.votehub.memory.MemoryBudget}.
 */
package io.votehub.memory;
