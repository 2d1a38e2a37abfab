/**
 * Delivers tallies, changes of polls and presence to every connection of a room.
 *
 * <p>In: tallies and changes, from whoever makes them. Out: {@link io.votehub.fanout.RoomEvent}s,
 * on every event loop with listeners of the room. Imports {@code poll}, {@code protocol}, {@code
 * bus}, {@code redis} and {@code trace}. Start at {@link io.votehub.fanout.Fanout}.
 */
package io.votehub.fanout;
