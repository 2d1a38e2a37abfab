package io.votehub.accounts;

/** What an authenticator app shows, for tests of other packages. */
public final class TotpCodes {
  private TotpCodes() {}

  public static String at(String secret, long now) {
    return Totp.code(Totp.fromBase32(secret), now / Totp.STEP_MS);
  }

  public static String sha256(String token) {
    return Digests.sha256(token);
  }
}
