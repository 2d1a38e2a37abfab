package io.votehub.bench;

import io.votehub.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs one {@link Load} on a single thread and prints its figures as a line of JSON. */
public final class LoadGenerator {
  private static final int CONNECTING_AT_ONCE = 64;
  private static final int PORTS_OF_AN_ADDRESS = 20_000;
  private static final long CONNECT_WITHIN_NANOS = 120_000_000_000L;

  private final Load load;
  private final Load.Target target;
  private final Dialect dialect;
  private final Tape tape = new Tape();
  private final List<BenchClient> clients = new ArrayList<>();
  private final ByteBuffer shared = ByteBuffer.allocateDirect(1 << 20);
  private final Selector selector;
  private int joined;
  private int connecting;
  private boolean voting;

  private LoadGenerator(Load load, Load.Target target) throws IOException {
    this.load = load;
    this.target = target;
    this.dialect = Dialect.named(target.dialect());
    this.selector = Selector.open();
  }

  public static void main(String[] args) throws IOException {
    Map<String, Object> json = Load.parse(args[0]);
    System.out.println(Json.write(new LoadGenerator(Load.of(json), Load.target(json)).run()));
  }

  private Map<String, Object> run() throws IOException {
    long rssBefore = rssKb();
    connectAll();
    turn(System.nanoTime() + 1_000_000_000L, 0);
    long rssAfter = rssKb();
    voting = true;
    for (BenchClient client : clients) {
      client.fill();
    }
    turn(System.nanoTime() + load.warmupSeconds() * 1_000_000_000L, load.rate());
    Duration cpuBefore = cpu();
    long start = System.nanoTime();
    tape.start();
    turn(start + load.seconds() * 1_000_000_000L, load.rate());
    tape.stop();
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Object> figures = tape.figures(seconds, cpu().minus(cpuBefore).toNanos() / 1e9);
    figures.put("connections", joined);
    figures.put("rssKbPerConnection", Math.round((rssAfter - rssBefore) * 10.0 / joined) / 10.0);
    return figures;
  }

  private void connectAll() throws IOException {
    long until = System.nanoTime() + CONNECT_WITHIN_NANOS;
    while (joined < load.connections()) {
      while (connecting - joined < CONNECTING_AT_ONCE && connecting < load.connections()) {
        connect(connecting++);
      }
      select(10);
      if (System.nanoTime() > until) {
        throw new IOException(joined + " of " + load.connections() + " joined in time");
      }
    }
  }

  private void connect(int number) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.configureBlocking(false);
    // The port is free again at once, and not only after a minute: there are 28,000 of them.
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    // Each address of the loopback network has its own ports.
    byte own = (byte) (2 + number / PORTS_OF_AN_ADDRESS);
    channel.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, own}), 0));
    BenchClient client = new BenchClient(channel, this, number);
    clients.add(client);
    channel.register(selector, SelectionKey.OP_CONNECT, client);
    int port = target.port(number);
    channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  /** Goes on until then, with so many votes a second if that is not nothing. */
  private void turn(long until, int rate) throws IOException {
    long start = System.nanoTime();
    long sent = 0;
    long now = start;
    while (now < until) {
      long due = load.window() > 0 ? 0 : (long) ((now - start) / 1e9 * rate);
      while (sent < due) {
        clients.get((int) (sent++ % load.voters())).vote();
      }
      select(1);
      now = System.nanoTime();
    }
  }

  private void select(long ms) throws IOException {
    selector.select(this::ready, ms);
  }

  private void ready(SelectionKey key) {
    BenchClient client = (BenchClient) key.attachment();
    try {
      if (key.isConnectable()) {
        ((SocketChannel) key.channel()).finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        client.connected();
      } else if (key.isReadable()) {
        client.read(shared);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Of all processes together. */
  private Duration cpu() {
    return target.pids().stream()
        .map(pid -> ProcessHandle.of(pid).flatMap(hub -> hub.info().totalCpuDuration()))
        .map(cpu -> cpu.orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The hub's resident memory; 0 where the system does not tell. */
  private long rssKb() throws IOException {
    Path status = Path.of("/proc", Long.toString(target.pids().get(0)), "status");
    if (!Files.exists(status)) {
      return 0;
    }
    Optional<String> line =
        Files.readAllLines(status).stream().filter(each -> each.startsWith("VmRSS")).findFirst();
    return line.map(each -> Long.parseLong(each.replaceAll("\\D", ""))).orElse(0L);
  }

  Load.Target target() {
    return target;
  }

  Dialect dialect() {
    return dialect;
  }

  Tape tape() {
    return tape;
  }

  int window() {
    return load.window();
  }

  void joined() {
    joined++;
  }

  boolean isVoting(int number) {
    return voting && number < load.voters();
  }
}
