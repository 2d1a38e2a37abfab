package io.votehub.store.mongo;

import io.vertx.core.json.JsonObject;
import io.votehub.store.StoreException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The PEM files that a connection string names by MongoDB's own options, which its Java driver does
 * not know.
 *
 * @param rest the connection string without these options
 * @param authorities who may have signed the servers' certificates ({@code tlsCAFile}); else those
 *     of the JVM
 * @param certificate this hub's certificate and its key in one file ({@code
 *     tlsCertificateKeyFile}), by which the servers know it
 */
record MongoTlsFiles(String rest, Optional<Path> authorities, Optional<Path> certificate) {
  private static final String CA_FILE = "tlsCAFile";
  private static final String CERTIFICATE_FILE = "tlsCertificateKeyFile";

  static MongoTlsFiles of(String uri) {
    int query = uri.indexOf('?');
    if (query < 0) {
      return new MongoTlsFiles(uri, Optional.empty(), Optional.empty());
    }
    List<String> others = new ArrayList<>();
    Optional<Path> authorities = Optional.empty();
    Optional<Path> certificate = Optional.empty();
    for (String option : uri.substring(query + 1).split("&", -1)) {
      if (is(option, CA_FILE)) {
        authorities = Optional.of(file(option));
      } else if (is(option, CERTIFICATE_FILE)) {
        certificate = Optional.of(file(option));
      } else {
        others.add(option);
      }
    }
    String rest =
        uri.substring(0, query) + (others.isEmpty() ? "" : "?" + String.join("&", others));
    return new MongoTlsFiles(rest, authorities, certificate);
  }

  /** Names of options are read without regard to case, as the driver does. */
  private static boolean is(String option, String name) {
    return option.regionMatches(true, 0, name + '=', 0, name.length() + 1);
  }

  private static Path file(String option) {
    String value = option.substring(option.indexOf('=') + 1);
    return Path.of(URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  /**
   * Checks that the files can be used.
   *
   * @param tls whether the connection string asks for TLS
   */
  void check(boolean tls) throws StoreException {
    if (!tls && (authorities.isPresent() || certificate.isPresent())) {
      throw new StoreException(
          "mongo.uri names files for TLS without asking for it. Add tls=true.", null);
    }
    require(CA_FILE, authorities);
    require(CERTIFICATE_FILE, certificate);
  }

  private static void require(String name, Optional<Path> file) throws StoreException {
    if (file.isPresent() && !Files.isReadable(file.get())) {
      throw new StoreException(
          "mongo.uri: the file " + file.get() + " of " + name + " cannot be read.", null);
    }
  }

  /** Adds the files to a configuration of the Vert.x client. */
  JsonObject addTo(JsonObject config) {
    if (authorities.isPresent() || certificate.isPresent()) {
      config.put("ssl", true);
    }
    authorities.ifPresent(file -> config.put("caPath", file.toString()));
    certificate.ifPresent(
        file -> config.put("keyPath", file.toString()).put("certPath", file.toString()));
    return config;
  }
}
