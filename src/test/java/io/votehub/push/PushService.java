package io.votehub.push;

import static io.votehub.outbound.Receiver.await;

import io.netty.pkitesting.X509Bundle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.votehub.outbound.OutboundClient;
import io.votehub.tls.TestAuthority;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/** A push service of this machine, by TLS, which the hub finds under a name of the internet. */
final class PushService {
  static final String HOST = "push.example";

  /** A message as it came. */
  record Message(String path, Map<String, String> headers, Buffer body, long atNanos) {}

  private final List<Message> all = new CopyOnWriteArrayList<>();
  private final TestAuthority authority = new TestAuthority();
  private final HttpServer server;
  private volatile BiConsumer<Message, HttpServerRequest> answers =
      (message, request) -> request.response().setStatusCode(201).end();

  PushService(Vertx vertx) {
    X509Bundle certificate = authority.issue(Instant.now().plus(Duration.ofDays(30)));
    HttpServerOptions tls =
        new HttpServerOptions()
            .setSsl(true)
            .setKeyCertOptions(
                new PemKeyCertOptions()
                    .addCertValue(Buffer.buffer(certificate.getCertificatePathPEM()))
                    .addKeyValue(Buffer.buffer(certificate.getPrivateKeyPEM())));
    server =
        await(
            vertx
                .createHttpServer(tls)
                .requestHandler(request -> request.body().onSuccess(body -> take(request, body)))
                .listen(0, "127.0.0.1"));
  }

  private void take(HttpServerRequest request, Buffer body) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach(each -> headers.put(each.getKey(), each.getValue()));
    Message message = new Message(request.path(), headers, body, System.nanoTime());
    all.add(message);
    answers.accept(message, request);
  }

  void answer(BiConsumer<Message, HttpServerRequest> how) {
    answers = how;
  }

  void answer(int status) {
    answer((message, request) -> request.response().setStatusCode(status).end());
  }

  String origin() {
    return "https://" + HOST + ":" + server.actualPort();
  }

  String endpoint(String name) {
    return origin() + "/send/" + name;
  }

  /** A client that trusts the service and finds its name. */
  OutboundClient client(Vertx vertx) {
    return new OutboundClient(
        vertx,
        address -> true,
        new HttpClientOptions()
            .setKeepAlive(true)
            .setTrustOptions(authority.clientOptions().getTrustOptions())
            .setVerifyHost(false),
        name -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress())));
  }

  List<Message> all() {
    return all;
  }

  /** Those that were sent to an endpoint. */
  List<Message> to(String name) {
    return all.stream().filter(each -> each.path().equals("/send/" + name)).toList();
  }

  Message awaited(int count) {
    until(() -> all.size() >= count);
    return all.get(count - 1);
  }

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("Did not happen within 60 s");
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
