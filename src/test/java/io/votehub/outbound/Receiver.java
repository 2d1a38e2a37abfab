package io.votehub.outbound;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;

/** A program that receives webhooks, on a free port of this machine. */
public final class Receiver implements AutoCloseable {
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(30);

  /** A request. */
  public record Received(Map<String, String> headers, String body) {
    public String id() {
      return headers.get("webhook-id");
    }

    public Map<String, Object> json() {
      try {
        return Json.readObject(body);
      } catch (BadJsonException fault) {
        throw new AssertionError("Not JSON: " + body, fault);
      }
    }

    public String type() {
      return (String) json().get("type");
    }

    public Map<?, ?> data() {
      return (Map<?, ?>) json().get("data");
    }
  }

  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private volatile BiConsumer<Received, HttpServerRequest> answers =
      (message, request) -> request.response().setStatusCode(204).end();

  /** Takes all requests. */
  public Receiver(Vertx vertx) {
    this(vertx, new HttpServerOptions());
  }

  public Receiver(Vertx vertx, HttpServerOptions options) {
    this(vertx, options, "127.0.0.1", 0);
  }

  public Receiver(Vertx vertx, String address, int port) {
    this(vertx, new HttpServerOptions(), address, port);
  }

  private Receiver(Vertx vertx, HttpServerOptions options, String address, int port) {
    server =
        await(
            vertx
                .createHttpServer(options)
                .requestHandler(
                    request ->
                        request
                            .body()
                            .onSuccess(
                                body -> {
                                  Received message =
                                      new Received(headers(request), body.toString());
                                  received.add(message);
                                  answers.accept(message, request);
                                }))
                .listen(port, address));
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    request.headers().forEach(each -> headers.put(each.getKey(), each.getValue()));
    return headers;
  }

  /** Answers the next requests with a status. */
  public void answer(int status) {
    answer((message, request) -> request.response().setStatusCode(status).end());
  }

  public void answer(BiConsumer<Received, HttpServerRequest> how) {
    answers = how;
  }

  public int port() {
    return server.actualPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port() + "/hook?for=test";
  }

  public List<Received> all() {
    return received;
  }

  /** Waits until there are so many requests, and returns the last of them. */
  public Received await(int count) {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (received.size() < count) {
      if (System.nanoTime() > until) {
        throw new AssertionError(received.size() + " requests instead of " + count);
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
    return received.get(count - 1);
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No answer within 60 s", late);
    }
  }

  @Override
  public void close() {
    await(server.close());
  }
}
