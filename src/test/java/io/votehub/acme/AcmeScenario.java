package io.votehub.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.votehub.RunningHub;
import io.votehub.process.FreePort;
import io.votehub.process.ServerProcess;
import io.votehub.rolling.Nginx;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The way of the profile {@code tls} of compose: Caddy with the shipped file, which takes its
 * certificate from a real ACME server, then nginx with the shipped file, then the hub.
 */
class AcmeScenario {
  private static final String NAME = "vote.example.org";
  private static final Duration VALIDITY = Duration.ofSeconds(40);
  private static final Path SHIPPED = Path.of("docker", "caddy", "Caddyfile").toAbsolutePath();

  @TempDir Path folder;
  private final int httpPort = FreePort.find();
  private final int httpsPort = FreePort.find();
  private final int healthPort = FreePort.find();
  private final Vertx clients =
      Vertx.vertx(
          new VertxOptions()
              .setAddressResolverOptions(
                  new AddressResolverOptions().setHostsValue(Buffer.buffer("127.0.0.1 " + NAME))));
  private String root;

  AcmeScenario() throws IOException {}

  @AfterEach
  void close() {
    RunningHub.await(clients.close());
  }

  @Test
  void aCertificateIsIssuedAndRenewedUnderVotesAndServedWhileTheAcmeServerIsAway()
      throws Exception {
    Optional<Path> nginx = Nginx.installed();
    assumeTrue(nginx.isPresent(), "nginx is not installed");
    for (String program : List.of("caddy", "pebble", "pebble-challtestsrv")) {
      assumeTrue(ServerProcess.isInstalled(program), program + " is not installed");
    }
    Map<String, String> settings =
        Map.of(
            "VOTEHUB_PUBLIC_URL", "https://" + NAME,
            "VOTEHUB_HTTP_TRUSTED_PROXIES", "127.0.0.1",
            "VOTEHUB_LIMITS_VOTES_PER_SECOND", "0");
    try (RunningHub hub = new RunningHub(Files.createDirectory(folder.resolve("hub")), settings);
        Nginx balancer =
            Nginx.start(
                nginx.get(), Files.createDirectory(folder.resolve("nginx")), List.of(hub.port()));
        AcmeServer acme = new AcmeServer(folder, httpPort, httpsPort, VALIDITY)) {
      root = acme.root();
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      int votes = 0;

      try (ServerProcess caddy = startCaddy(acme, balancer.port())) {
        caddy.await("gets a certificate", () -> served().isPresent());
        X509Certificate issued = served().orElseThrow();
        assertThat(issued.getIssuerX500Principal().getName()).contains("Pebble");
        VoterClient voter = join(room);
        while (served().orElseThrow().equals(issued)) {
          assertThat(voter.vote(poll, votes++ % 2 == 0 ? "a" : "b")).containsEntry("type", "ack");
          issued.checkValidity();
        }
        assertThat(served().orElseThrow().getNotAfter()).isAfter(issued.getNotAfter());
        assertThat(voter.vote(poll, "c")).as("the socket from before").containsEntry("type", "ack");

        acme.close();

        assertThat(join(room).vote(poll, "c")).containsEntry("type", "ack");
        assertThat(caddy.output()).doesNotContain("\"level\":\"panic\"");
      }
      try (ServerProcess restarted = startCaddy(acme, balancer.port())) {
        restarted.await("serves the stored certificate", () -> served().isPresent());
        assertThat(join(room).vote(poll, "c")).containsEntry("type", "ack");
      }
      assertThat(votes).as("votes while the certificate was renewed").isPositive();
      hub.step(room, poll, "close", Map.of());
      String result = "/api/v1/rooms/" + room.code() + "/polls/" + poll + "/result";
      assertThat(hub.get(result, null)).containsEntry("ballots", 3).containsEntry("final", true);
    }
  }

  private ServerProcess startCaddy(AcmeServer acme, int site)
      throws IOException, InterruptedException {
    return ServerProcess.start(
            folder,
            Map.of(
                "VOTEHUB_PUBLIC_URL", "https://" + NAME,
                "CADDY_SITE", "127.0.0.1:" + site,
                "CADDY_ACME", "acme_ca " + acme.directory() + "\nrenew_interval 1s",
                "CADDY_HTTP_PORT", Integer.toString(httpPort),
                "CADDY_HTTPS_PORT", Integer.toString(httpsPort),
                "CADDY_HEALTH_PORT", Integer.toString(healthPort),
                "SSL_CERT_FILE", acme.trusted().toString(),
                "XDG_DATA_HOME", folder.resolve("caddy").toString(),
                "XDG_CONFIG_HOME", folder.resolve("caddy").toString()),
            List.of("caddy", "run", "--adapter", "caddyfile", "--config", SHIPPED.toString()))
        .awaitPort(httpsPort);
  }

  /** Over wss, with a check of the certificate and its name. */
  private VoterClient join(RunningHub.Room room) {
    ClientSSLOptions trust =
        new ClientSSLOptions()
            .setHostnameVerificationAlgorithm("HTTPS")
            .setTrustOptions(new PemTrustOptions().addCertValue(Buffer.buffer(root)));
    WebSocketConnectOptions options =
        new WebSocketConnectOptions()
            .setSsl(true)
            .setSslOptions(trust)
            .setHost(NAME)
            .setPort(httpsPort);
    options.addHeader("Origin", "https://" + NAME);
    VoterClient voter = VoterClient.connect(clients, options);
    voter.join(room.code());
    return voter;
  }

  /** The certificate that a new connection gets; empty while there is none. */
  private Optional<X509Certificate> served() {
    try (SSLSocket socket = (SSLSocket) anyCertificate().getSocketFactory().createSocket()) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setServerNames(List.of(new SNIHostName(NAME)));
      socket.setSSLParameters(parameters);
      socket.setSoTimeout(5000);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), httpsPort));
      socket.startHandshake();
      return Optional.of((X509Certificate) socket.getSession().getPeerCertificates()[0]);
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static SSLContext anyCertificate() {
    try {
      TrustManager[] any = InsecureTrustManagerFactory.INSTANCE.getTrustManagers();
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, any, null);
      return context;
    } catch (GeneralSecurityException fault) {
      throw new AssertionError(fault);
    }
  }
}
