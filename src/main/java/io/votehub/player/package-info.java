/**
 * Who plays the quizzes of a room: names, which are unique in the room, and teams.
 *
 * <p>In: what players and presenters ask for, over the event bus. Out: players, and notices to all
 * instances of those whom a presenter renamed. Kept as records of the room: {@code name/VOTER},
 * {@code team/VOTER}, {@code names-taken/PART} and {@code team-sizes}. Imports {@code poll}, {@code
 * method} for the form in which names are compared, {@code json}, {@code bus}, {@code store} and
 * {@code fanout}. Start reading at {@link io.votehub.player.Players}.
 */
package io.votehub.player;
