package io.votehub.identity;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts bytes into base64url text by AES-256-GCM with a random nonce (NIST SP 800-38D). The
 * context in which a text stands is authenticated, so that ciphertexts cannot be exchanged.
 * Thread-safe.
 */
public final class SealedText {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();

  /**
   * Encrypts.
   *
   * @param key of 32 bytes
   * @param context needed to decrypt; not secret, and not part of the text
   */
  public String seal(byte[] key, String context, byte[] plain) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, key, nonce, context, ByteBuffer.wrap(plain));
    byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * Decrypts.
   *
   * @throws IllegalStateException if the text was changed, or key or context are others than those
   *     it was made with
   */
  public byte[] open(byte[] key, String context, String text) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      byte[] nonce = new byte[NONCE_BYTES];
      all.get(nonce);
      return run(Cipher.DECRYPT_MODE, key, nonce, context, all);
    } catch (IllegalArgumentException | BufferUnderflowException fault) {
      throw new IllegalStateException("Not an encrypted text", fault);
    }
  }

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
          "An encrypted field does not fit the hub's key; was auth.secret changed?", fault);
    }
  }
}
