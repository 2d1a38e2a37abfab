package io.votehub.redis;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Files of TLS in PEM form; they are read anew for each connection, so that a certificate can be
 * replaced while the hub runs.
 *
 * @param authority the certificates of those who may sign the server's; nothing for those that Java
 *     trusts
 * @param certificate the hub's own certificate, for servers that ask for one; goes with the key
 * @param key the key of that certificate
 */
public record TlsFiles(Optional<Path> authority, Optional<Path> certificate, Optional<Path> key) {
  /** What Java trusts, and no certificate of the hub's own. */
  public static final TlsFiles NONE =
      new TlsFiles(Optional.empty(), Optional.empty(), Optional.empty());
}
