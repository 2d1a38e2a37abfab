package io.votehub.accounts;

import io.votehub.people.Account;

/** The keyed hash by which a mail address is known: the store has no address in clear. */
final class Names {
  private static final String PREFIX = "mail:";

  private final byte[] key;

  Names(byte[] key) {
    this.key = key.clone();
  }

  /**
   * @param mail as {@link Mails#read} returned it
   */
  String hash(String mail) {
    return Digests.keyed(key, mail);
  }

  /** The key of the account with that address. */
  static String key(String mailHash) {
    return PREFIX + mailHash;
  }

  static boolean isKey(String key) {
    return key.startsWith(PREFIX);
  }

  /** The hash of the address of an account; its id if it has no address. */
  static String hashOf(Account account) {
    return account.keys().stream()
        .filter(key -> key.startsWith(PREFIX))
        .map(key -> key.substring(PREFIX.length()))
        .findFirst()
        .orElse(account.id());
  }
}
