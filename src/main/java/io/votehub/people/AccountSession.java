package io.votehub.people;

/**
 * A browser that is signed in.
 *
 * @param id names it in lists; proves nothing
 * @param hash SHA-256 of its token, in hexadecimal digits
 * @param createdAt UTC milliseconds since the epoch, as all times here
 * @param usedAt when it was last used, to the minute
 * @param provedAt when its owner last proved a factor
 * @param client browser and system in a few words
 */
public record AccountSession(
    String id, String hash, long createdAt, long usedAt, long provedAt, String client) {
  private static final String PREFIX = "session:";

  /** The key by which the account of a session is found. */
  public static String key(String hash) {
    return PREFIX + hash;
  }

  String key() {
    return key(hash);
  }

  public AccountSession usedAt(long now) {
    return new AccountSession(id, hash, createdAt, now, provedAt, client);
  }
}
