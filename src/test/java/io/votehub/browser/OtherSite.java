package io.votehub.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web site of somebody else, whose pages are put in by a test. */
final class OtherSite implements AutoCloseable {
  private final String host;
  private final HttpServer server;
  private final Map<String, byte[]> files = new ConcurrentHashMap<>();

  OtherSite(String host) {
    this.host = host;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), 0), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.createContext("/", this::answer);
    server.start();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body = files.getOrDefault(path, new byte[0]);
    exchange.getResponseHeaders().set("Content-Type", type(path));
    exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private static String type(String path) {
    if (path.endsWith("js")) {
      return "text/javascript";
    }
    return path.endsWith(".css") ? "text/css" : "text/html; charset=utf-8";
  }

  String origin() {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  /** Serves a page at a path; returns its address. */
  String put(String path, String body) {
    String page = "<!doctype html><link rel=\"icon\" href=\"data:,\">" + body;
    files.put(path, page.getBytes(StandardCharsets.UTF_8));
    return origin() + path;
  }

  /** Serves a file at a path, if there is one. */
  void putFile(String path, Path file) {
    try {
      if (Files.exists(file)) {
        files.put(path, Files.readAllBytes(file));
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
