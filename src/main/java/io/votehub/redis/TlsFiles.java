package io.votehub.redis;

import java.nio.file.Path;
import java.util.Optional;

/**
 * TLS files in PEM format; they are read for each connection, so that a certificate can be replaced
 * while the hub runs.
 *
 * @param authority the trusted certificate authorities; empty for those of the JVM
 * @param certificate the hub's own certificate, for servers that require one; with the key
 * @param key the private key of that certificate
 */
public record TlsFiles(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {
  /** The JVM's certificate authorities, and no certificate of the hub's own. */
  public static final TlsFiles NONE =
      new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());
}
