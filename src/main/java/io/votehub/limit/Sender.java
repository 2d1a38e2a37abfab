package io.votehub.limit;

import io.votehub.identity.AddressPrefix;

/**
 * Who sends, as far as it can be told from outside.
 *
 * @param from the prefix of the address, as far as it is known
 * @param isAlone whether that is the sender's own; otherwise it may be a proxy's, for many
 * @param connection names the connection, unlike any other that is open
 */
public record Sender(AddressPrefix from, boolean isAlone, String connection) {}
