/**
 * Requests of the hub to addresses that strangers chose.
 *
 * <p>In: addresses, headers and bodies. Out: statuses. Imports {@code limit} for ranges of
 * addresses, and {@code poll} for refusals. Start reading at {@link
 * io.votehub.outbound.OutboundClient}.
 */
package io.votehub.outbound;
