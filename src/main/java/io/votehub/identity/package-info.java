/**
 * Identities and their proof: the hub's key, tokens, receipts, random ids and the security log.
 *
 * <p>In: the hub's secret, and tokens from requests. Out: identities, tokens and receipts. Imports
 * {@code poll} for refusals and {@code files}. Start reading at {@link io.votehub.identity.Tokens}.
 */
package io.votehub.identity;
