/**
 * The sockets of the audience: one verticle for each event loop, and nothing of it is shared
 * between loops.
 *
 * <p>In: messages of clients, and the events of rooms. Out: batches of votes over the event bus,
 * and acks, tallies and changes to sockets. Imports {@code poll}, {@code json}, {@code memory},
 * {@code protocol}, {@code identity}, {@code limit} and {@code fanout}. Start at {@link
 * io.votehub.session.SessionServer}, then {@link io.votehub.session.Session}.
 */
package io.votehub.session;
