/**
 * Who is asking, and what proves it: the hub's key, tokens, receipts and random ids.
 *
 * <p>In: the hub's secret, and tokens from requests. Out: identities, tokens and receipts. Imports
 * {@code poll} for refusals. Start at {@link io.votehub.identity.Tokens}.
 */
package io.votehub.identity;
