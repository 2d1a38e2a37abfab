package io.votehub.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A web site of somebody else, whose pages are put in by a test. */
final class OtherSite implements AutoCloseable {
  private final String host;
  private final HttpServer server;
  private final Map<String, String> pages = new ConcurrentHashMap<>();

  OtherSite(String host) {
    this.host = host;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(host), 0), 0);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    server.createContext(
        "/",
        exchange -> {
          String page = pages.get(exchange.getRequestURI().getPath());
          byte[] body = (page == null ? "" : page).getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
          exchange.sendResponseHeaders(
              page == null ? 404 : 200, body.length == 0 ? -1 : body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  String origin() {
    return "http://" + host + ":" + server.getAddress().getPort();
  }

  /** Serves a page at a path; returns its address. */
  String put(String path, String body) {
    pages.put(path, "<!doctype html><link rel=\"icon\" href=\"data:,\">" + body);
    return origin() + path;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
