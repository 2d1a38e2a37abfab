package io.votehub.accounts;

import io.votehub.identity.HubKey;
import io.votehub.identity.SealedText;
import java.nio.charset.StandardCharsets;

/**
 * Encrypts what people may read, by AES-256-GCM. Each account has a key of its own, which is itself
 * encrypted by one derived from the hub's: erasing the account's key erases its fields, also from
 * copies, and the store alone reveals nothing. The name of a field and its account are
 * authenticated, so that ciphertexts cannot be exchanged. Thread-safe.
 */
final class Vault {
  private static final int KEY_BYTES = 32;

  private final SealedText texts = new SealedText();
  private final byte[] master;

  Vault(HubKey key) {
    master = key.derive("votehub account keys");
  }

  /** A new key for an account, encrypted. */
  String newKey(String account) {
    return texts.seal(master, "key " + account, Digests.random(KEY_BYTES));
  }

  /**
   * Encrypts a field.
   *
   * @param wrappedKey the account's key as {@link #newKey} returned it
   */
  String seal(String wrappedKey, String account, String field, String text) {
    byte[] key = texts.open(master, "key " + account, wrappedKey);
    return texts.seal(key, account + " " + field, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Decrypts a field. */
  String open(String wrappedKey, String account, String field, String ciphertext) {
    byte[] key = texts.open(master, "key " + account, wrappedKey);
    return new String(texts.open(key, account + " " + field, ciphertext), StandardCharsets.UTF_8);
  }

  /** Encrypts what belongs to no account yet and is kept for a short time. */
  String sealForHub(String purpose, String text) {
    return texts.seal(master, "hub " + purpose, text.getBytes(StandardCharsets.UTF_8));
  }

  String openForHub(String purpose, String ciphertext) {
    return new String(texts.open(master, "hub " + purpose, ciphertext), StandardCharsets.UTF_8);
  }
}
