/**
 * The messages between clients and the hub, as the contract defines them.
 *
 * <p>In: text from clients, and domain objects. Out: records, and JSON for clients. Imports {@code
 * json}, {@code method} and {@code poll}. Start reading at {@link
 * io.votehub.protocol.ClientMessage} for what clients send, and at {@link
 * io.votehub.protocol.Messages} for what the hub sends; {@link io.votehub.protocol.PollJson} and
 * {@link io.votehub.protocol.RoomMessages} say how polls and rooms look in it.
 */
package io.votehub.protocol;
