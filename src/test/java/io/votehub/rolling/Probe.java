package io.votehub.rolling;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks for the first page ten times a second, each time on a new connection. */
final class Probe implements AutoCloseable {
  private static final int EVERY_MS = 100;
  private static final int WITHIN_MS = 10_000;
  private static final byte[] QUESTION =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  private final int port;
  private final Thread thread = new Thread(this::run, "probe");
  private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
  private volatile boolean ended;
  private final AtomicInteger asked = new AtomicInteger();
  private volatile long longestMs;

  private Probe(int port) {
    this.port = port;
  }

  static Probe start(int port) {
    Probe probe = new Probe(port);
    probe.thread.start();
    return probe;
  }

  private void run() {
    while (!ended) {
      long began = System.nanoTime();
      ask();
      asked.incrementAndGet();
      long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
      longestMs = Math.max(longestMs, tookMs);
      try {
        Thread.sleep(Math.max(1, EVERY_MS - tookMs));
      } catch (InterruptedException end) {
        return;
      }
    }
  }

  private void ask() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WITHIN_MS);
      socket.setSoTimeout(WITHIN_MS);
      socket.getOutputStream().write(QUESTION);
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!answer.startsWith("HTTP/1.1 200")) {
        failures.add(Instant.now() + " " + answer.lines().findFirst().orElse("no answer"));
      }
    } catch (IOException fault) {
      failures.add(Instant.now() + " " + fault);
    }
  }

  /** What was not answered with the page. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  int asked() {
    return asked.get();
  }

  /** How long the slowest answer took. */
  long longestMs() {
    return longestMs;
  }

  @Override
  public void close() throws InterruptedException {
    ended = true;
    thread.join();
  }
}
