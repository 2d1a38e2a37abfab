package io.votehub.push;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser does of Web Push: subscribes with keys of its own, and reads what only it can read
 * (RFC 8291). Written from the RFC alone.
 */
final class Browser {
  private static final int KEY = 65;
  private static final int SALT = 16;

  private final ECPrivateKey privateKey;
  private final byte[] publicKey;
  private final byte[] secret;

  private Browser(ECPrivateKey privateKey, byte[] publicKey, byte[] secret) {
    this.privateKey = privateKey;
    this.publicKey = publicKey;
    this.secret = secret;
  }

  static Browser create() {
    try {
      KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
      pairs.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = pairs.generateKeyPair();
      byte[] secret = new byte[16];
      new SecureRandom().nextBytes(secret);
      return new Browser(
          (ECPrivateKey) pair.getPrivate(), bytes((ECPublicKey) pair.getPublic()), secret);
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** One whose keys are known, in base64url. */
  static Browser of(String privateKey, String publicKey, String secret) {
    try {
      return new Browser(
          (ECPrivateKey)
              KeyFactory.getInstance("EC")
                  .generatePrivate(
                      new ECPrivateKeySpec(new BigInteger(1, decoded(privateKey)), curve())),
          decoded(publicKey),
          decoded(secret));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    AlgorithmParameters named = AlgorithmParameters.getInstance("EC");
    named.init(new ECGenParameterSpec("secp256r1"));
    return named.getParameterSpec(ECParameterSpec.class);
  }

  private static byte[] bytes(ECPublicKey key) {
    ByteBuffer all = ByteBuffer.allocate(KEY).put((byte) 4);
    for (BigInteger each : new BigInteger[] {key.getW().getAffineX(), key.getW().getAffineY()}) {
      byte[] signed = each.toByteArray();
      byte[] padded = new byte[32];
      int length = Math.min(32, signed.length);
      System.arraycopy(signed, signed.length - length, padded, 32 - length, length);
      all.put(padded);
    }
    return all.array();
  }

  /** The public key that is an uncompressed point. */
  static PublicKey publicKey(byte[] point) {
    try {
      ECPoint w =
          new ECPoint(
              new BigInteger(1, Arrays.copyOfRange(point, 1, 33)),
              new BigInteger(1, Arrays.copyOfRange(point, 33, 65)));
      return KeyFactory.getInstance("EC").generatePublic(new ECPublicKeySpec(w, curve()));
    } catch (GeneralSecurityException impossible) {
      throw new AssertionError(impossible);
    }
  }

  static byte[] decoded(String base64) {
    return Base64.getUrlDecoder().decode(base64);
  }

  static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What {@code PushSubscription.toJSON()} gives. */
  Map<String, Object> subscription(String endpoint) {
    return Map.of(
        "endpoint",
        endpoint,
        "keys",
        Map.of("p256dh", encoded(publicKey), "auth", encoded(secret)));
  }

  /** Decrypts a message of one record (RFC 8188, RFC 8291). */
  String read(byte[] body) {
    try {
      ByteBuffer all = ByteBuffer.wrap(body);
      byte[] salt = new byte[SALT];
      all.get(salt);
      int recordSize = all.getInt();
      byte[] sender = new byte[all.get()];
      all.get(sender);
      byte[] sealed = new byte[all.remaining()];
      all.get(sealed);
      if (sealed.length > recordSize) {
        throw new AssertionError("More than one record");
      }
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(privateKey);
      agreement.doPhase(publicKey(sender), true);
      byte[] shared = hmac(secret, agreement.generateSecret());
      byte[] input =
          hmac(
              shared,
              joined("WebPush: info\0".getBytes(StandardCharsets.UTF_8), publicKey, sender, ONE));
      byte[] random = hmac(salt, input);
      byte[] key = Arrays.copyOf(expanded(random, "Content-Encoding: aes128gcm\0"), 16);
      byte[] nonce = Arrays.copyOf(expanded(random, "Content-Encoding: nonce\0"), 12);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
      byte[] padded = cipher.doFinal(sealed);
      int end = padded.length - 1;
      while (padded[end] == 0) {
        end--;
      }
      if (padded[end] != 2) {
        throw new AssertionError("Not the last record");
      }
      return new String(padded, 0, end, StandardCharsets.UTF_8);
    } catch (GeneralSecurityException fault) {
      throw new AssertionError("The browser cannot read the message", fault);
    }
  }

  private static final byte[] ONE = {1};

  private static byte[] expanded(byte[] key, String info) throws GeneralSecurityException {
    return hmac(key, joined(info.getBytes(StandardCharsets.UTF_8), ONE));
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] joined(byte[]... parts) {
    ByteBuffer all = ByteBuffer.allocate(Arrays.stream(parts).mapToInt(each -> each.length).sum());
    for (byte[] each : parts) {
      all.put(each);
    }
    return all.array();
  }
}
