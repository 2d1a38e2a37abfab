package io.votehub.outbound;

import static io.votehub.outbound.Receiver.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.PemKeyCertOptions;
import io.votehub.poll.Refusal;
import io.votehub.tls.TestAuthority;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests to addresses that strangers chose. */
class OutboundClientTest {
  private static final String NAME = "hook.example.test";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private OutboundClient resolving(boolean privateNetworks, HttpClientOptions trust, String... to) {
    return client(privateNetworks, new HttpClientOptions(trust).setKeepAlive(false), to);
  }

  private OutboundClient client(boolean privateNetworks, HttpClientOptions options, String... to) {
    List<InetAddress> addresses = List.of(to).stream().map(OutboundClientTest::address).toList();
    return new OutboundClient(
        vertx,
        address -> privateNetworks || PublicAddresses.contains(address),
        options,
        name -> Future.succeededFuture(addresses));
  }

  private static Future<OutboundClient.Answer> post(OutboundClient client, String url) {
    return client.post(
        OutboundUrl.read(url, true), MultiMap.caseInsensitiveMultiMap(), Buffer.buffer("{}"));
  }

  private static void assertRefused(OutboundClient client, String url, String problem) {
    assertThatThrownBy(() -> await(post(client, url)))
        .isInstanceOf(OutboundClient.Unanswered.class)
        .hasMessage(problem);
  }

  @Test
  void aClientOfBusyServersUsesAConnectionForSeveralRequests() {
    Set<String> peers = ConcurrentHashMap.newKeySet();
    Receiver receiver = new Receiver(vertx);
    receiver.answer(
        (message, request) -> {
          peers.add(request.remoteAddress().toString());
          request.response().setStatusCode(201).end("a body that nobody reads");
        });
    OutboundClient client = client(true, new HttpClientOptions().setKeepAlive(true), "127.0.0.1");
    String url = "http://" + NAME + ":" + receiver.port() + "/";

    for (int i = 0; i < 3; i++) {
      assertThat(await(post(client, url)).status()).isEqualTo(201);
    }

    assertThat(peers).hasSize(1);
  }

  @Test
  void aNameIsRefusedIfAnyOfItsAddressesIsNotPublic() {
    Receiver receiver = new Receiver(vertx);
    OutboundClient client = resolving(false, new HttpClientOptions(), "1.1.1.1", "127.0.0.1");

    assertRefused(client, "http://" + NAME + ":" + receiver.port() + "/", "not-public");
    assertRefused(client, receiver.url(), "not-public");
    assertRefused(client, "http://[::1]:" + receiver.port() + "/", "not-public");
    assertRefused(client, "http://[::ffff:127.0.0.1]:" + receiver.port() + "/", "not-public");

    assertThat(receiver.all()).isEmpty();
  }

  /** As an attacker's does, between the look and the connection. */
  @Test
  void aNameThatChangesItsAddressNeverLeadsToThisMachine() {
    // Stands for a public address, which no test should reach.
    String outside = "127.0.0.2";
    Receiver inside = new Receiver(vertx);
    Receiver elsewhere = new Receiver(vertx, outside, inside.port());
    AtomicReference<String> answer = new AtomicReference<>(outside);
    try (ChangingDns dns = new ChangingDns(vertx, answer::get)) {
      AddressResolverOptions names =
          new AddressResolverOptions()
              .addServer("127.0.0.1:" + dns.port())
              .setCacheMaxTimeToLive(0)
              .setSearchDomains(List.of());
      Vertx resolving = Vertx.vertx(new VertxOptions().setAddressResolverOptions(names));
      OutboundClient client =
          new OutboundClient(
              resolving,
              address -> {
                answer.set("127.0.0.1");
                return address.equals(address(outside));
              },
              new HttpClientOptions(),
              OutboundClient.resolver(resolving));
      String url = "http://" + NAME + ":" + inside.port() + "/";

      assertThat(await(post(client, url)).status()).isEqualTo(204);
      assertRefused(client, url, "not-public");

      assertThat(elsewhere.all()).hasSize(1);
      assertThat(inside.all()).isEmpty();
      await(client.close());
      await(resolving.close());
    }
  }

  /** Its certificate is for the address, too, which must not be what is compared. */
  @Test
  void theCertificateMustBeThatOfTheName() {
    TestAuthority authority = new TestAuthority();
    X509Bundle certificate = authority.issue(Instant.now().plus(Duration.ofDays(30)));
    HttpServerOptions tls =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificate.getCertificatePathPEM()))
                    .addKeyValue(Buffer.buffer(certificate.getPrivateKeyPEM())));
    Receiver receiver = new Receiver(vertx, tls);
    HttpClientOptions trust =
        new HttpClientOptions().setTrustOptions(authority.clientOptions().getTrustOptions());
    String port = ":" + receiver.port();

    OutboundClient client = resolving(true, trust, "127.0.0.1");
    assertThat(await(post(client, "https://localhost" + port + "/a?b=c")).status()).isEqualTo(204);
    assertThat(receiver.await(1).headers()).containsEntry("host", "localhost" + port);

    assertRefused(client, "https://" + NAME + port + "/", "certificate");
    assertRefused(
        resolving(true, new HttpClientOptions(), "127.0.0.1"),
        "https://localhost" + port + "/",
        "certificate");
    assertThat(receiver.all()).hasSize(1);
  }

  @Test
  void aRedirectIsNotFollowed() {
    Receiver target = new Receiver(vertx);
    Receiver receiver = new Receiver(vertx);
    receiver.answer(
        (message, request) ->
            request.response().setStatusCode(307).putHeader("Location", target.url()).end());

    OutboundClient.Answer answer =
        await(post(resolving(true, new HttpClientOptions()), receiver.url()));

    assertThat(answer.status()).isEqualTo(307);
    assertThat(target.all()).isEmpty();
  }

  @Test
  void aBodyWithoutEndIsNotRead() {
    Receiver receiver = new Receiver(vertx);
    receiver.answer(
        (message, request) -> {
          request.response().setChunked(true).setStatusCode(200).write("x".repeat(1 << 20));
        });

    assertThat(await(post(resolving(true, new HttpClientOptions()), receiver.url())).status())
        .isEqualTo(200);
  }

  @Test
  void whoCannotBeReachedIsNamed() {
    NetServer closed = await(vertx.createNetServer().connectHandler(s -> {}).listen(0));
    int port = closed.actualPort();
    await(closed.close());

    assertRefused(
        resolving(true, new HttpClientOptions()), "http://127.0.0.1:" + port, "unreachable");
    assertRefused(
        resolving(true, new HttpClientOptions()), "http://" + NAME + ":" + port, "no-such-host");
  }

  @Test
  void aReceiverMayAskToBeLeftAlone() {
    assertThat(OutboundClient.retryAfterMs("120")).isEqualTo(OptionalLong.of(120_000));
    assertThat(OutboundClient.retryAfterMs("Wed, 21 Oct 2015 07:28:00 GMT"))
        .isEqualTo(OptionalLong.of(0));
    assertThat(OutboundClient.retryAfterMs("soon")).isEmpty();
    assertThat(OutboundClient.retryAfterMs(null)).isEmpty();
    assertThat(OutboundClient.retryAfterMs("99999999999999")).isEmpty();
  }

  @Test
  void anAddressThatIsNotPublicIsRefusedWhenItIsAdded() {
    for (String url :
        List.of(
            "http://hook.example/",
            "https://127.0.0.1/",
            "https://[::1]/",
            "https://[::ffff:10.0.0.1]/",
            "https://169.254.169.254/latest",
            "https://localhost/",
            "https://a.localhost/")) {
      assertThatThrownBy(() -> OutboundUrl.read(url, false)).as(url).isInstanceOf(Refusal.class);
    }
    assertThat(OutboundUrl.read("https://Hook.Example:8443/a?b", false))
        .isEqualTo(new OutboundUrl(true, "hook.example", 8443, "/a?b"));
  }
}
