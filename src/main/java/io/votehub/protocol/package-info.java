/**
 * The messages of the contract and their codec.
 *
 * <p>In: text of clients. Out: records; and the other way round. Imports {@code poll} and {@code
 * json}. Start at {@link io.votehub.protocol.ClientMessage} for what comes in, at {@link
 * io.votehub.protocol.Messages} for what goes out.
 */
package io.votehub.protocol;
