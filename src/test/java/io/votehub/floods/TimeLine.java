package io.votehub.floods;

import static java.util.stream.Collectors.joining;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Records a run over time as CSV: the latency of honest votes, and the hub's metrics of memory,
 * queues and file. The hub also writes its garbage collection log.
 */
final class TimeLine implements AutoCloseable {
  static final Path FOLDER = Path.of("target", "floods").toAbsolutePath();

  private static final Duration EVERY = Duration.ofSeconds(5);

  /** The column names, and the prefixes of the metrics that are summed up in them. */
  private static final Map<String, String> COLUMNS = columns();

  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpRequest request;
  private final Path data;
  private final BufferedWriter lines;
  private final Thread thread;
  private final long began = System.nanoTime();
  private final AtomicLong acks = new AtomicLong();
  private final AtomicLong slowestMs = new AtomicLong();

  /**
   * @param data the hub's data file
   */
  TimeLine(int port, Path data) throws IOException {
    this.data = data;
    request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/metrics"))
            .timeout(Duration.ofSeconds(30))
            .build();
    Files.createDirectories(FOLDER);
    lines = Files.newBufferedWriter(FOLDER.resolve("time-line.csv"));
    write(
        "seconds,load,honestAcks,slowestMs,metricsMs,fileMB," + String.join(",", COLUMNS.keySet()));
    thread = new Thread(this::run, "time line");
    thread.setDaemon(true);
    thread.start();
  }

  private static Map<String, String> columns() {
    Map<String, String> columns = new LinkedHashMap<>();
    columns.put("heapMB", "jvm_memory_used_bytes{area=\"heap\"");
    columns.put("tenuredMB", "jvm_memory_used_bytes{area=\"heap\",id=\"Tenured");
    columns.put("directMB", "jvm_buffer_memory_used_bytes{id=\"direct\"");
    for (String share :
        List.of("standing", "votes", "reading", "closed", "bodies", "answers", "sending")) {
      columns.put(share + "MB", "votehub_memory_used_bytes{share=\"" + share + '"');
    }
    columns.put("files", "process_open_fds");
    columns.put("cpuS", "process_cpu_seconds_total");
    columns.put("sockets", "votehub_connections ");
    columns.put("rooms", "votehub_rooms ");
    columns.put("storeQueue", "votehub_queue_depth{queue=\"store\"");
    columns.put("votesQueue", "votehub_queue_depth{queue=\"votes\"");
    columns.put("commitMaxMs", "votehub_store_commit_seconds_max");
    columns.put("ackMaxMs", "votehub_ack_seconds_max");
    columns.put("counted", "votehub_votes_total{outcome=\"counted\"");
    columns.put("busy", "votehub_votes_total{outcome=\"busy\"");
    return columns;
  }

  /** Records the latency of an honest vote. */
  void acked(long nanos) {
    acks.incrementAndGet();
    slowestMs.accumulateAndGet(nanos / 1_000_000, Math::max);
  }

  private void run() {
    try {
      while (!Thread.interrupted()) {
        write(line());
        Thread.sleep(EVERY.toMillis());
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private String line() throws InterruptedException {
    long asked = System.nanoTime();
    List<String> metrics;
    try {
      metrics = client.send(request, HttpResponse.BodyHandlers.ofString()).body().lines().toList();
    } catch (IOException fault) {
      metrics = List.of();
    }
    List<String> known = metrics;
    return String.format(
            Locale.ROOT,
            "%d,%.1f,%d,%d,%d,%.1f,",
            (asked - began) / 1_000_000_000,
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            acks.get(),
            slowestMs.getAndSet(0),
            (System.nanoTime() - asked) / 1_000_000,
            data.toFile().length() / 1e6)
        + COLUMNS.entrySet().stream()
            .map(column -> value(column.getKey(), sum(known, column.getValue())))
            .collect(joining(","));
  }

  private static double sum(List<String> metrics, String start) {
    return metrics.stream()
        .filter(line -> line.startsWith(start))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static String value(String column, double sum) {
    if (column.endsWith("MB")) {
      return String.format(Locale.ROOT, "%.1f", sum / 1e6);
    }
    double scaled = column.endsWith("Ms") ? sum * 1e3 : sum;
    return String.format(Locale.ROOT, "%.0f", scaled);
  }

  private synchronized void write(String line) {
    try {
      lines.write(line);
      lines.newLine();
      lines.flush();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    thread.interrupt();
    thread.join(5_000);
    lines.close();
  }
}
