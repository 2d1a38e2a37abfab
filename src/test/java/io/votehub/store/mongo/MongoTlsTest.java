package io.votehub.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.votehub.poll.Room;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import io.votehub.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** MongoDB over TLS, at a server that lets nobody in without a certificate. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MongoTlsTest {
  /** Gives up soon, for nobody will answer. */
  private static final String SOON = "&serverSelectionTimeoutMS=1500";

  /** A first handshake takes seconds on a busy machine. */
  private static final String PATIENT = "&serverSelectionTimeoutMS=15000";

  private final Instant expiresAt = Instant.now().plus(Duration.ofDays(60));

  @TempDir static Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final TestAuthority authority = new TestAuthority();
  private final List<String> shown = new CopyOnWriteArrayList<>();
  private MongoStandIn mongo;
  private int port;
  private Path trusted;
  private Path certificate;

  @BeforeAll
  void start() throws IOException {
    mongo = MongoStandIn.start();
    trusted = Files.writeString(folder.resolve("ca.pem"), authority.rootPem());
    certificate = file("hub.pem", authority.issue(expiresAt));
    X509Bundle own = authority.issue(expiresAt);
    NetClient behind = vertx.createNetClient();
    NetServerOptions options =
        new NetServerOptions()
            .setSsl(true)
            .setClientAuth(ClientAuth.REQUIRED)
            .setTrustOptions(new PemTrustOptions().addCertPath(trusted.toString()))
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(own.getCertificatePathPEM()))
                    .addKeyValue(Buffer.buffer(own.getPrivateKeyPEM())));
    port =
        StoreContract.await(
                vertx
                    .createNetServer(options)
                    .connectHandler(socket -> forward(socket, behind))
                    .listen(0, "127.0.0.1"))
            .actualPort();
  }

  private void forward(NetSocket socket, NetClient behind) {
    socket.pause();
    try {
      shown.add(socket.sslSession().getPeerPrincipal().getName());
    } catch (SSLPeerUnverifiedException nobody) {
      shown.add("nobody");
    }
    behind
        .connect(mongo.port(), "127.0.0.1")
        .onSuccess(
            server -> {
              server.pipeTo(socket);
              socket.pipeTo(server);
            });
  }

  @AfterAll
  void stop() {
    StoreContract.await(vertx.close());
    mongo.stop();
  }

  private static Path file(String name, X509Bundle bundle) throws IOException {
    return Files.writeString(
        folder.resolve(name), bundle.getPrivateKeyPEM() + bundle.getCertificatePathPEM());
  }

  private MongoStore open(String more) {
    return StoreContract.await(
        MongoStore.open(
            vertx, "mongodb://localhost:" + port + "/tls?tls=true" + more, StoreMeter.NONE));
  }

  @Test
  void theHubShowsItsCertificateAndVotesGoByTls() {
    MongoStore store =
        open(PATIENT + "&tlsCAFile=" + trusted + "&tlsCertificateKeyFile=" + certificate);

    StoreContract.await(store.addRoom(new Room("ABC234", "A room", 1)));

    assertThat(StoreContract.await(store.room("ABC234"))).isPresent();
    assertThat(shown).isNotEmpty().containsOnly("CN=localhost");
    StoreContract.await(store.close());
  }

  @Test
  void withoutACertificateOrWithAServersThatNobodyVouchesForNothingIsSent() {
    assertThatThrownBy(() -> open(SOON + "&tlsCAFile=" + trusted)).isInstanceOf(Throwable.class);
    assertThatThrownBy(() -> open(SOON + "&tlsCertificateKeyFile=" + certificate))
        .isInstanceOf(Throwable.class);
    assertThat(shown).doesNotContain("nobody");
  }

  @Test
  void filesThatAreMissingOrOfNoUseStopTheStart() {
    assertThatThrownBy(() -> MongoUri.parse("mongodb://db/?tls=true&tlsCAFile=/no/such.pem"))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("/no/such.pem of tlsCAFile cannot be read");
    assertThatThrownBy(() -> MongoUri.parse("mongodb://db/?tlscafile=" + trusted))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("Add tls=true");
  }
}
