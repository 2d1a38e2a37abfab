package io.votehub.accounts;

import io.votehub.identity.HubKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts what people may read, by AES-256-GCM. Each account has a key of its own, which is itself
 * encrypted by one derived from the hub's: erasing the account's key erases its fields, also from
 * copies, and the store alone reveals nothing. The name of a field and its account are
 * authenticated, so that ciphertexts cannot be exchanged. Thread-safe.
 */
final class Vault {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final byte[] master;

  Vault(HubKey key) {
    master = key.derive("votehub account keys");
  }

  /** A new key for an account, encrypted. */
  String newKey(String account) {
    return encrypt(master, "key " + account, Digests.random(KEY_BYTES));
  }

  /**
   * Encrypts a field.
   *
   * @param wrappedKey the account's key as {@link #newKey} returned it
   */
  String seal(String wrappedKey, String account, String field, String text) {
    byte[] key = decrypt(master, "key " + account, wrappedKey);
    return encrypt(key, account + " " + field, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Decrypts a field. */
  String open(String wrappedKey, String account, String field, String ciphertext) {
    byte[] key = decrypt(master, "key " + account, wrappedKey);
    return new String(decrypt(key, account + " " + field, ciphertext), StandardCharsets.UTF_8);
  }

  /** Encrypts what belongs to no account yet and is kept for a short time. */
  String sealForHub(String purpose, String text) {
    return encrypt(master, "hub " + purpose, text.getBytes(StandardCharsets.UTF_8));
  }

  String openForHub(String purpose, String ciphertext) {
    return new String(decrypt(master, "hub " + purpose, ciphertext), StandardCharsets.UTF_8);
  }

  private static String encrypt(byte[] key, String context, byte[] plain) {
    byte[] nonce = Digests.random(NONCE_BYTES);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, context, ByteBuffer.wrap(plain));
    byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  private static byte[] decrypt(byte[] key, String context, String text) {
    ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
    byte[] nonce = new byte[NONCE_BYTES];
    all.get(nonce);
    return run(Cipher.DECRYPT_MODE, key, nonce, context, all);
  }

  /**
   * @throws IllegalStateException if a ciphertext was changed, or the hub's key is another than
   *     that it was made with
   */
  private static byte[] run(int mode, byte[] key, byte[] nonce, String context, ByteBuffer input) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
      byte[] bytes = new byte[input.remaining()];
      input.get(bytes);
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException fault) {
      throw new IllegalStateException(
          "An encrypted field of an account does not fit the hub's key; was auth.secret changed?",
          fault);
    }
  }
}
