package io.votehub.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** A browser with an authenticator that holds one passkey, and does what a test tells it to. */
public final class SoftAuthenticator {
  private static final int USER_PRESENT = 0x01;
  private static final int USER_VERIFIED = 0x04;
  private static final int HAS_KEY = 0x40;
  private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

  private final KeyPair keys;
  private final byte[] id = new byte[32];
  private String handle = "";

  /** Where the page is that the browser shows. */
  String origin;

  /** Whether it verifies its owner by a PIN or a finger. */
  boolean verifiesUser = true;

  /** How often it has signed. */
  int counter;

  public SoftAuthenticator(String origin) {
    this.origin = origin;
    new SecureRandom().nextBytes(id);
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      keys = generator.generateKeyPair();
    } catch (GeneralSecurityException fault) {
      throw new AssertionError(fault);
    }
  }

  /** The id of its passkey, base64url. */
  String id() {
    return text(id);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** What {@code navigator.credentials.create} resolves to. */
  public Map<String, Object> create(Map<?, ?> options) {
    handle = (String) ((Map<?, ?>) options.get("user")).get("id");
    Map<String, Object> attestation = new LinkedHashMap<>();
    attestation.put("fmt", "none");
    attestation.put("attStmt", Map.of());
    attestation.put("authData", data((String) ((Map<?, ?>) options.get("rp")).get("id"), true));
    return credential(
        Map.of(
            "clientDataJSON", text(client("webauthn.create", options)),
            "attestationObject", text(cbor(attestation))));
  }

  /** What {@code navigator.credentials.get} resolves to. */
  public Map<String, Object> get(Map<?, ?> options) {
    counter++;
    byte[] data = data((String) options.get("rpId"), false);
    byte[] client = client("webauthn.get", options);
    return credential(
        Map.of(
            "clientDataJSON", text(client),
            "authenticatorData", text(data),
            "signature", text(sign(data, sha256(client))),
            "userHandle", handle));
  }

  private Map<String, Object> credential(Map<String, Object> response) {
    return Map.of("id", id(), "rawId", id(), "type", "public-key", "response", response);
  }

  private byte[] client(String type, Map<?, ?> options) {
    return ("{\"type\":\""
            + type
            + "\",\"challenge\":\""
            + options.get("challenge")
            + "\",\"origin\":\""
            + origin
            + "\",\"crossOrigin\":false}")
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] data(String domain, boolean withKey) {
    int flags = USER_PRESENT | (verifiesUser ? USER_VERIFIED : 0) | (withKey ? HAS_KEY : 0);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.writeBytes(sha256(domain.getBytes(StandardCharsets.UTF_8)));
    data.write(flags);
    data.writeBytes(ByteBuffer.allocate(4).putInt(counter).array());
    if (withKey) {
      data.writeBytes(new byte[16]);
      data.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
      data.writeBytes(id);
      data.writeBytes(cbor(coseKey()));
    }
    return data.toByteArray();
  }

  private Map<Integer, Object> coseKey() {
    ECPublicKey key = (ECPublicKey) keys.getPublic();
    Map<Integer, Object> cose = new LinkedHashMap<>();
    cose.put(1, 2);
    cose.put(3, -7);
    cose.put(-1, 1);
    cose.put(-2, coordinate(key.getW().getAffineX().toByteArray()));
    cose.put(-3, coordinate(key.getW().getAffineY().toByteArray()));
    return cose;
  }

  /** 32 bytes, without the sign and with leading zeros. */
  private static byte[] coordinate(byte[] number) {
    byte[] all = new byte[32];
    int length = Math.min(number.length, all.length);
    System.arraycopy(number, number.length - length, all, all.length - length, length);
    return all;
  }

  private byte[] sign(byte[] data, byte[] clientHash) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(data);
      signature.update(clientHash);
      return signature.sign();
    } catch (GeneralSecurityException fault) {
      throw new AssertionError(fault);
    }
  }

  private static byte[] cbor(Object value) {
    try {
      return CBOR.writeValueAsBytes(value);
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException fault) {
      throw new AssertionError(fault);
    }
  }
}
