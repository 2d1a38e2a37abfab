/**
 * Clients of identity providers: OpenID Connect and Discord's OAuth 2.0.
 *
 * <p>In: the secrets of a sign-in, and what the browser brings back from the provider. Out: who it
 * is, as a text that is the same each time. Keeps no token of a provider. Imports nothing of the
 * hub but {@code json}. Loaded only where a provider is set. Start reading at {@link
 * io.votehub.accounts.oauth.IdentityProvider}.
 */
package io.votehub.accounts.oauth;
