package io.votehub.accounts.oauth;

/**
 * The settings of an identity provider.
 *
 * @param id names it in addresses, such as {@code google}
 * @param name names it on pages
 * @param address the issuer; of Discord, where its pages and calls are
 */
public record ProviderSettings(
    Kind kind, String id, String name, String address, String clientId, String clientSecret) {
  /** What a provider speaks. */
  public enum Kind {
    OIDC,
    DISCORD
  }
}
