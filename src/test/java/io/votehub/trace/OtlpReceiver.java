package io.votehub.trace;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A collector of traces: takes OTLP over HTTP and keeps the spans by instance. */
public final class OtlpReceiver implements AutoCloseable {
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, List<Span>> byInstance = new ConcurrentHashMap<>();
  private final CountDownLatch stalled = new CountDownLatch(1);
  private volatile boolean stalls;

  public OtlpReceiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/traces", this::receive);
    server.start();
  }

  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on accepts requests without ever answering. */
  public void stall() {
    stalls = true;
  }

  private void receive(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (stalls) {
      try {
        stalled.await();
      } catch (InterruptedException closed) {
        Thread.currentThread().interrupt();
      }
    }
    ExportTraceServiceRequest.parseFrom(body)
        .getResourceSpansList()
        .forEach(
            resource -> {
              String instance =
                  resource.getResource().getAttributesList().stream()
                      .filter(each -> each.getKey().equals("service.instance.id"))
                      .map(each -> each.getValue().getStringValue())
                      .findFirst()
                      .orElse("");
              resource
                  .getScopeSpansList()
                  .forEach(
                      scope ->
                          byInstance
                              .computeIfAbsent(instance, key -> new CopyOnWriteArrayList<>())
                              .addAll(scope.getSpansList()));
            });
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  /** All spans so far. */
  public List<Span> spans() {
    return byInstance.values().stream().flatMap(List::stream).collect(Collectors.toList());
  }

  /** The spans of an instance. */
  public List<Span> spansOf(String instance) {
    return byInstance.getOrDefault(instance, List.of());
  }

  /** Waits for spans that satisfy this, and returns all. */
  public List<Span> await(String what, Predicate<List<Span>> enough) throws InterruptedException {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (!enough.test(spans())) {
      if (System.nanoTime() > until) {
        throw new AssertionError(
            "No " + what + " in time; " + spans().stream().map(Span::getName).toList());
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    return spans();
  }

  @Override
  public void close() {
    stalled.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
