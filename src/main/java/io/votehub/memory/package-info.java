/**
 * How much of the heap may be taken by what people send, and how much of it is taken.
 *
 * <p>In: bytes that somebody is about to keep. Out: whether there is room for them. Imports {@code
 * poll}. Start at {@link io.votehub.memory.MemoryBudget}.
 */
package io.votehub.memory;
