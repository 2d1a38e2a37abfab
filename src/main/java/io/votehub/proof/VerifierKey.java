package io.votehub.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The public half of an Ed25519 key that signs notes, with the name under which it signs, as of
 * C2SP signed-note. Immutable.
 */
public final class VerifierKey {
  /** The length of a key id. */
  static final int ID_BYTES = 4;

  private static final int MAX_TEXT = 500;
  private static final int KEY_BYTES = 32;
  private static final byte ED25519 = 1;
  private static final Pattern TEXT =
      Pattern.compile("([^+\\s\\p{Z}\\p{Cc}]+)\\+([0-9a-f]{8})\\+([A-Za-z0-9+/=]+)");
  private static final Pattern NAME = Pattern.compile("[^+\\s\\p{Z}\\p{Cc}]{1,200}");

  /** What stands before the 32 bytes of a key in X.509 (RFC 8410). */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private final String name;
  private final byte[] key;

  private VerifierKey(String name, byte[] key) {
    this.name = name;
    this.key = key;
  }

  /**
   * A key.
   *
   * @throws IllegalArgumentException if the name has white space, a plus, or nothing in it, or the
   *     key is none of 32 bytes
   */
  public static VerifierKey of(String name, byte[] key) {
    if (!NAME.matcher(name).matches() || key.length != KEY_BYTES) {
      throw new IllegalArgumentException("Not the name and the bytes of an Ed25519 key: " + name);
    }
    return new VerifierKey(name, key.clone());
  }

  static VerifierKey of(String name, PublicKey key) {
    byte[] encoded = key.getEncoded();
    return of(name, Arrays.copyOfRange(encoded, X509.length, encoded.length));
  }

  /** Reads {@code NAME+ID+KEY}; empty unless the text is a key in its only form. */
  public static Optional<VerifierKey> parse(String text) {
    Matcher parts = TEXT.matcher(text.length() > MAX_TEXT ? "" : text);
    if (!parts.matches() || !NAME.matcher(parts.group(1)).matches()) {
      return Optional.empty();
    }
    try {
      byte[] typed = Base64.getDecoder().decode(parts.group(3));
      if (typed.length != KEY_BYTES + 1 || typed[0] != ED25519) {
        return Optional.empty();
      }
      return Optional.of(of(parts.group(1), Arrays.copyOfRange(typed, 1, typed.length)))
          .filter(key -> key.text().equals(text));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  /** The name under which the key signs. */
  public String name() {
    return name;
  }

  /** The key in one line, {@code NAME+ID+KEY}. */
  public String text() {
    return name
        + '+'
        + HexFormat.of().formatHex(id())
        + '+'
        + Base64.getEncoder().encodeToString(typed());
  }

  private byte[] typed() {
    byte[] typed = new byte[KEY_BYTES + 1];
    typed[0] = ED25519;
    System.arraycopy(key, 0, typed, 1, KEY_BYTES);
    return typed;
  }

  /** The first bytes of a hash over name and key, by which a signature names its key. */
  byte[] id() {
    MessageDigest digest = TreeHasher.sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(typed());
    return Arrays.copyOf(digest.digest(), ID_BYTES);
  }

  /** Whether the key has signed the note. */
  public boolean hasSigned(SignedNote note) {
    return note.signatures().stream()
        .filter(each -> each.name().equals(name))
        .map(SignedNote.Signature::bytes)
        .filter(each -> Arrays.equals(each, 0, ID_BYTES, id(), 0, ID_BYTES))
        .anyMatch(each -> verifies(note.text(), Arrays.copyOfRange(each, ID_BYTES, each.length)));
  }

  private boolean verifies(String text, byte[] signature) {
    try {
      ByteArrayOutputStream encoded = new ByteArrayOutputStream();
      encoded.writeBytes(X509);
      encoded.writeBytes(key);
      PublicKey signer =
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(signer);
      verifier.update(text.getBytes(StandardCharsets.UTF_8));
      return verifier.verify(signature);
    } catch (GeneralSecurityException notASignature) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerifierKey same
        && name.equals(same.name)
        && Arrays.equals(key, same.key);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return text();
  }
}
