/**
 * What every socket of a room is to hear: tallies, changes of polls, presence.
 *
 * <p>In: tallies and changes, from whoever made them. Out: {@link io.votehub.fanout.RoomEvent}s, on
 * every event loop that listens to the room. Imports {@code poll} and {@code protocol}. Start at
 * {@link io.votehub.fanout.Fanout}.
 */
package io.votehub.fanout;
