/**
 * What happens in rooms that other programs are told of.
 *
 * <p>In: what is about to be stored. Out: nothing. Imports {@code poll} and {@code question}. Start
 * reading at {@link io.votehub.event.RoomEvents}.
 */
package io.votehub.event;
