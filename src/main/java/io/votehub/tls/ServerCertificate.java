package io.votehub.tls;

import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/** A certificate that fits its private key. Immutable. */
public final class ServerCertificate {
  private static final byte[] PROBE = {'v', 'o', 't', 'e'};

  private final CertificateFiles.Content content;
  private final PemKeyCertOptions options;
  private final X509Certificate leaf;

  private ServerCertificate(
      CertificateFiles.Content content, PemKeyCertOptions options, X509Certificate leaf) {
    this.content = content;
    this.options = options;
    this.leaf = leaf;
  }

  /**
   * Reads and checks the files; blocks. A certificate that has expired is read, too: whether to
   * serve it is the caller's decision.
   *
   * @throws UnusableCertificateException if a file is missing, not in PEM format or encrypted, or
   *     if the key is another certificate's
   */
  public static ServerCertificate read(Vertx vertx, CertificateFiles files)
      throws UnusableCertificateException {
    return parse(vertx, files, files.read());
  }

  static ServerCertificate parse(
      Vertx vertx, CertificateFiles files, CertificateFiles.Content content)
      throws UnusableCertificateException {
    if (!content.hasCertificate()) {
      throw new UnusableCertificateException(
          "the file " + files.certificate() + " contains no certificate in PEM format");
    }
    if (!content.hasKey()) {
      throw new UnusableCertificateException(
          "the file " + files.key() + " contains no private key in PEM format");
    }
    if (content.keyIsEncrypted()) {
      throw new UnusableCertificateException(
          "the key in " + files.key() + " is encrypted; store it without a password");
    }
    PemKeyCertOptions options =
        new PemKeyCertOptions().addCertValue(content.certificate()).addKeyValue(content.key());
    X509Certificate leaf = firstCertificate(files, content);
    if (!fits(leaf, privateKey(vertx, files, options, leaf))) {
      throw new UnusableCertificateException(
          "the key in "
              + files.key()
              + " is not that of the first certificate in "
              + files.certificate());
    }
    return new ServerCertificate(content, options, leaf);
  }

  private static X509Certificate firstCertificate(
      CertificateFiles files, CertificateFiles.Content content)
      throws UnusableCertificateException {
    try (InputStream in = new ByteArrayInputStream(content.certificate().getBytes())) {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509").generateCertificates(in).iterator().next();
    } catch (CertificateException | IOException | RuntimeException fault) {
      throw new UnusableCertificateException(
          "the certificate in " + files.certificate() + " is damaged", fault);
    }
  }

  private static PrivateKey privateKey(
      Vertx vertx, CertificateFiles files, PemKeyCertOptions options, X509Certificate leaf)
      throws UnusableCertificateException {
    try {
      for (KeyManager each : options.getKeyManagerFactory(vertx).getKeyManagers()) {
        if (each instanceof X509KeyManager keys) {
          String[] aliases = keys.getServerAliases(leaf.getPublicKey().getAlgorithm(), null);
          return aliases == null ? null : keys.getPrivateKey(aliases[0]);
        }
      }
      return null;
    } catch (Exception fault) {
      // Vert.x declares no narrower type.
      throw new UnusableCertificateException(
          "the key in " + files.key() + " cannot be used with " + files.certificate(), fault);
    }
  }

  private static boolean fits(X509Certificate leaf, PrivateKey key) {
    if (key == null) {
      return false;
    }
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(PROBE);
      byte[] signature = signing.sign();
      signing.initVerify(leaf.getPublicKey());
      signing.update(PROBE);
      return signing.verify(signature);
    } catch (GeneralSecurityException different) {
      return false;
    }
  }

  /** For Vert.x's server. */
  public PemKeyCertOptions options() {
    return options;
  }

  /** The moment from which on clients refuse the certificate. */
  public Instant expiresAt() {
    return leaf.getNotAfter().toInstant();
  }

  boolean isValidAt(Instant now) {
    return !now.isBefore(leaf.getNotBefore().toInstant()) && now.isBefore(expiresAt());
  }

  boolean isFrom(CertificateFiles.Content other) {
    return content.equals(other);
  }

  /** The host names and addresses of the certificate, or its subject if there are none. */
  public String names() {
    try {
      Collection<List<?>> names = leaf.getSubjectAlternativeNames();
      if (names != null) {
        return names.stream()
            .map(name -> String.valueOf(name.get(1)))
            .collect(Collectors.joining(", "));
      }
    } catch (CertificateException unreadable) {
      return leaf.getSubjectX500Principal().getName();
    }
    return leaf.getSubjectX500Principal().getName();
  }

  @Override
  public String toString() {
    return names() + ", valid until " + expiresAt();
  }
}
