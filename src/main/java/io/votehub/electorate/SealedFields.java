package io.votehub.electorate;

import io.votehub.identity.HubKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts who the members of a roll are, by AES-256-GCM under a key of the roll that is derived
 * from the hub's. The member and the name of the field are authenticated, so that ciphertexts
 * cannot be exchanged. Thread-safe.
 */
final class SealedFields {
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final HubKey key;
  private final SecureRandom random = new SecureRandom();

  SealedFields(HubKey key) {
    this.key = key;
  }

  String seal(String roll, String member, String field, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] plain = text.getBytes(StandardCharsets.UTF_8);
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      SecretKeySpec ofRoll = new SecretKeySpec(key.derive("votehub roll " + roll), "AES");
      cipher.init(Cipher.ENCRYPT_MODE, ofRoll, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD((member + ' ' + field).getBytes(StandardCharsets.UTF_8));
      byte[] sealed = cipher.doFinal(plain);
      byte[] all = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JVM has AES-GCM", impossible);
    }
  }
}
