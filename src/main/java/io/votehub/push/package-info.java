/**
 * Web Push (RFC 8030, 8291, 8292): tells voters whose page is closed that a poll has opened.
 *
 * <p>In: subscriptions of voters' browsers, and polls that open. Out: encrypted messages to the
 * push services of the browsers' vendors. Imports {@code store} for subscriptions and for what is
 * due, {@code event}, {@code identity} for keys, {@code ledger} for the clock, {@code fanout} for
 * who has a connection, and {@code outbound} for requests. Start reading at {@link
 * io.votehub.push.OpenedPolls}, then {@link io.votehub.push.PushDispatcher}.
 */
package io.votehub.push;
