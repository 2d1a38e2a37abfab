package io.votehub;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.PemKeyCertOptions;
import io.votehub.config.Config;
import io.votehub.session.SessionServer;
import io.votehub.tls.CertificateFiles;
import io.votehub.tls.CertificateReloader;
import io.votehub.tls.ServerCertificate;
import io.votehub.tls.UnusableCertificateException;
import java.io.IOException;
import java.util.Optional;

/** TLS of the hub's own server, where the settings ask for it. */
record ServerTls(CertificateFiles files, ServerCertificate certificate) {
  /** Empty for plain HTTP. On failure the message is fit for operators. */
  static Future<Optional<ServerTls>> load(Vertx vertx, Config config) {
    return config
        .http()
        .tls()
        .map(files -> vertx.executeBlocking(() -> Optional.of(load(vertx, files))))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private static ServerTls load(Vertx vertx, CertificateFiles files) throws IOException {
    try {
      return new ServerTls(files, ServerCertificate.read(vertx, files));
    } catch (UnusableCertificateException fault) {
      throw new IOException("http.tls: " + fault.getMessage(), fault);
    }
  }

  PemKeyCertOptions options() {
    return certificate.options();
  }

  /** To be deployed once the servers listen. */
  Deployable reloader(SessionServer server, MeterRegistry registry) {
    return new CertificateReloader(
        files, certificate, found -> server.useCertificate(found.options()), registry);
  }
}
