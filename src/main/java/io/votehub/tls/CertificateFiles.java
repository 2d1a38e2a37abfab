package io.votehub.tls;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the hub's certificate is kept, in PEM format.
 *
 * @param certificate the hub's certificate, followed by those of intermediate authorities
 * @param key the private key of the first certificate, without a password
 */
public record CertificateFiles(Path certificate, Path key) {
  private static final int MAX_BYTES = 1 << 20;

  /** What both files contain at one moment. */
  record Content(Buffer certificate, Buffer key) {
    boolean hasCertificate() {
      return text(certificate).contains("-----BEGIN CERTIFICATE-----");
    }

    boolean hasKey() {
      return text(key).contains("PRIVATE KEY-----");
    }

    boolean keyIsEncrypted() {
      return text(key).contains("ENCRYPTED");
    }

    private static String text(Buffer file) {
      return file.toString(StandardCharsets.ISO_8859_1);
    }
  }

  /** Reads both files; blocks. */
  Content read() throws UnusableCertificateException {
    return new Content(read(certificate), read(key));
  }

  private static Buffer read(Path file) throws UnusableCertificateException {
    try (InputStream in = Files.newInputStream(file)) {
      return Buffer.buffer(in.readNBytes(MAX_BYTES));
    } catch (IOException fault) {
      throw new UnusableCertificateException(
          "the file " + file + " cannot be read (" + reason(fault) + ")", fault);
    }
  }

  private static String reason(IOException fault) {
    return fault.getClass().getSimpleName().replace("Exception", "");
  }
}
