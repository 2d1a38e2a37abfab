package io.votehub.limit;

import io.votehub.identity.AddressPrefix;

/**
 * The sender of a request, as far as it can be determined from its connection.
 *
 * @param from the prefix of the address, if known
 * @param isAlone whether the address is the sender's own; otherwise it may be that of a proxy
 * @param connection identifies the connection among those that are open
 */
public record Sender(AddressPrefix from, boolean isAlone, String connection) {}
