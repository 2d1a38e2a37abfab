/**
 * The connections of the audience. One verticle per event loop; event loops share nothing.
 *
 * <p>In: messages of clients, and the events of rooms. Out: batches of votes over the event bus;
 * acks, tallies and changes to clients. Imports {@code bus}, {@code fanout}, {@code identity},
 * {@code json}, {@code limit}, {@code memory}, {@code method}, {@code poll} and {@code protocol}
 * and {@code trace}. Start reading at {@link io.votehub.session.SessionServer}, then {@link
 * io.votehub.session.Session}.
 */
package io.votehub.session;
