package io.votehub.acme;

import io.votehub.process.FreePort;
import io.votehub.process.ServerProcess;
import io.votehub.tls.CertificateFiles;
import io.votehub.tls.TestAuthority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Pebble, an ACME server (RFC 8555) that asks for proof of control over a name as Let's Encrypt
 * does, with a name server that knows every name as 127.0.0.1.
 */
final class AcmeServer implements AutoCloseable {
  private final ServerProcess names;
  private final ServerProcess server;
  private final TestAuthority authority = new TestAuthority();
  private final int port = FreePort.find();
  private final int management = FreePort.find();
  private final Path trusted;

  /**
   * @param httpPort where it expects the answers to its challenges over HTTP
   * @param tlsPort the same over TLS
   * @param validity of the certificates that it issues
   */
  AcmeServer(Path folder, int httpPort, int tlsPort, Duration validity)
      throws IOException, InterruptedException {
    trusted = Files.writeString(folder.resolve("acme-root.pem"), authority.rootPem());
    CertificateFiles own =
        TestAuthority.write(
            authority.issue(Instant.now().plus(Duration.ofDays(1))),
            Files.createDirectory(folder.resolve("acme-tls")));
    int namePort = FreePort.find();
    int nameManagement = FreePort.find();
    names =
        ServerProcess.start(
                folder,
                Map.of(),
                List.of(
                    "pebble-challtestsrv",
                    "-defaultIPv6",
                    "",
                    "-http01",
                    "",
                    "-https01",
                    "",
                    "-tlsalpn01",
                    "",
                    "-dns01",
                    "127.0.0.1:" + namePort,
                    "-management",
                    "127.0.0.1:" + nameManagement))
            .awaitPort(nameManagement);
    Path config =
        Files.writeString(
            folder.resolve("pebble.json"),
            """
            {"pebble": {
              "listenAddress": "127.0.0.1:%d",
              "managementListenAddress": "127.0.0.1:%d",
              "certificate": "%s",
              "privateKey": "%s",
              "httpPort": %d,
              "tlsPort": %d,
              "certificateValidityPeriod": %d
            }}
            """
                .formatted(
                    port,
                    management,
                    own.certificate(),
                    own.key(),
                    httpPort,
                    tlsPort,
                    validity.toSeconds()));
    server =
        ServerProcess.start(
                folder,
                Map.of("PEBBLE_VA_NOSLEEP", "1"),
                List.of(
                    "pebble", "-config", config.toString(), "-dnsserver", "127.0.0.1:" + namePort))
            .awaitPort(port)
            .awaitPort(management);
  }

  String directory() {
    return "https://localhost:" + port + "/dir";
  }

  /** PEM file of the authority whose certificate the server itself has. */
  Path trusted() {
    return trusted;
  }

  /** The root of the certificates that it issues, in PEM format. */
  String root() throws IOException, InterruptedException {
    HttpClient client = HttpClient.newBuilder().sslContext(authority.sslContext()).build();
    URI address = URI.create("https://localhost:" + management + "/roots/0");
    return client
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
        .body();
  }

  @Override
  public void close() {
    server.close();
    names.close();
  }
}
