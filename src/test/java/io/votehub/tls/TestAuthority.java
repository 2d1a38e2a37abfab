package io.votehub.tls;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate authority for tests. */
public final class TestAuthority {
  private final X509Bundle root;

  public TestAuthority() {
    try {
      root =
          new CertificateBuilder()
              .subject("CN=Authority of a test")
              .setIsCertificateAuthority(true)
              .notBefore(Instant.now().minus(Duration.ofDays(900)))
              .notAfter(Instant.now().plus(Duration.ofDays(900)))
              .buildSelfSigned();
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
  }

  /** A certificate for 127.0.0.1 and localhost that expires then, and its key. */
  public X509Bundle issue(Instant expiresAt, CertificateBuilder.Algorithm algorithm) {
    try {
      return new CertificateBuilder()
          .subject("CN=localhost")
          .addSanDnsName("localhost")
          .addSanIpAddress("127.0.0.1")
          .algorithm(algorithm)
          .notBefore(expiresAt.minus(Duration.ofDays(90)))
          .notAfter(expiresAt)
          .buildIssuedBy(root);
    } catch (Exception fault) {
      throw new AssertionError(fault);
    }
  }

  public X509Bundle issue(Instant expiresAt) {
    return issue(expiresAt, CertificateBuilder.Algorithm.ecp256);
  }

  /** Writes certificate and key to files of the folder, as an ACME client does. */
  public static CertificateFiles write(X509Bundle certificate, Path folder) {
    CertificateFiles files =
        new CertificateFiles(folder.resolve("fullchain.pem"), folder.resolve("privkey.pem"));
    try {
      Files.writeString(files.certificate(), certificate.getCertificatePathPEM());
      Files.writeString(files.key(), certificate.getPrivateKeyPEM());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    return files;
  }

  /** Its own certificate, in PEM format. */
  public String rootPem() {
    return root.getCertificatePEM();
  }

  /** For Vert.x's clients: trusts this authority alone, and compares the name. */
  public ClientSSLOptions clientOptions() {
    return new ClientSSLOptions()
        .setHostnameVerificationAlgorithm("HTTPS")
        .setTrustOptions(
            new PemTrustOptions().addCertValue(Buffer.buffer(root.getCertificatePEM())));
  }

  /** For the JDK's client: trusts this authority alone. */
  public SSLContext sslContext() {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", root.getCertificate());
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException fault) {
      throw new AssertionError(fault);
    }
  }
}
