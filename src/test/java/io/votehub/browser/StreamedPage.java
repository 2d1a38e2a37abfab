package io.votehub.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Serves a page of the hub in parts, like a slow connection: the parts end in inconvenient places,
 * such as before the text of a label or the rules of a style sheet, and are far enough apart for
 * the browser to render each. Serves nothing else.
 */
final class StreamedPage implements AutoCloseable {
  private static final String ENDS_OF_PIECES = "(?<=class=\"label\">)|(?=<style>)|(?=</article>)";
  private static final long BETWEEN_MS = 50;

  private final HttpServer server;
  private final String path;

  StreamedPage(String address) {
    path = URI.create(address).getPath();
    HttpResponse<String> whole = get(address);
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.createContext(path, exchange -> stream(exchange, whole));
    server.start();
  }

  private static HttpResponse<String> get(String address) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).header("Accept-Language", "en").build();
    return HttpClient.newHttpClient()
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .join();
  }

  private static void stream(HttpExchange exchange, HttpResponse<String> whole) throws IOException {
    for (String name : new String[] {"Content-Type", "Content-Security-Policy"}) {
      whole.headers().firstValue(name).ifPresent(of -> exchange.getResponseHeaders().set(name, of));
    }
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      for (String piece : whole.body().split(ENDS_OF_PIECES, -1)) {
        body.write(piece.getBytes(StandardCharsets.UTF_8));
        body.flush();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(BETWEEN_MS));
      }
    }
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
