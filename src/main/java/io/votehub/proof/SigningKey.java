package io.votehub.proof;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/** An Ed25519 key with which a hub signs notes. Whoever has it can sign as the hub. Immutable. */
public final class SigningKey {
  private static final String ED25519 = "Ed25519";

  private final VerifierKey verifier;
  private final PrivateKey key;

  private SigningKey(VerifierKey verifier, PrivateKey key) {
    this.verifier = verifier;
    this.key = key;
  }

  /** A new key under a name that follows {@link VerifierKey#of}. */
  public static SigningKey fresh(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ED25519).generateKeyPair();
      return new SigningKey(VerifierKey.of(name, pair.getPublic()), pair.getPrivate());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every JVM has Ed25519", impossible);
    }
  }

  /**
   * The key that {@link #encoded} gave.
   *
   * @throws IllegalArgumentException if it is none, or does not belong to the verifier's
   */
  public static SigningKey of(VerifierKey verifier, byte[] encoded) {
    try {
      PrivateKey key =
          KeyFactory.getInstance(ED25519).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      SigningKey signer = new SigningKey(verifier, key);
      if (!verifier.hasSigned(signer.sign("votehub\n"))) {
        throw new IllegalArgumentException("The two halves of a key do not fit together");
      }
      return signer;
    } catch (GeneralSecurityException fault) {
      throw new IllegalArgumentException("Not an Ed25519 key", fault);
    }
  }

  /** The private key in PKCS #8; a secret. */
  public byte[] encoded() {
    return key.getEncoded();
  }

  /** The public half. */
  public VerifierKey verifier() {
    return verifier;
  }

  /**
   * Signs a text.
   *
   * @param text lines, each with its line feed
   */
  public SignedNote sign(String text) {
    if (!text.endsWith("\n")) {
      throw new IllegalArgumentException("A note ends with a line feed");
    }
    try {
      Signature signer = Signature.getInstance(ED25519);
      signer.initSign(key);
      signer.update(text.getBytes(StandardCharsets.UTF_8));
      byte[] made = signer.sign();
      byte[] id = verifier.id();
      byte[] bytes = ByteBuffer.allocate(id.length + made.length).put(id).put(made).array();
      return new SignedNote(text, List.of(new SignedNote.Signature(verifier.name(), bytes)));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("A key that was made or read signs", impossible);
    }
  }
}
