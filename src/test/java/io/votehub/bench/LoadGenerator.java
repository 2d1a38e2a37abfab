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
import java.util.concurrent.locks.LockSupport;

/** Runs one {@link Load} on a single thread and prints its figures as a line of JSON. */
public final class LoadGenerator {
  private static final int CONNECTING_AT_ONCE = 64;

  /**
   * Linux gives an address its odd or its even ports first, 14,116 by default. Once these are taken
   * it looks at all of them each time, for some milliseconds, before it takes one of the others.
   */
  private static final int PORTS_OF_AN_ADDRESS = 10_000;

  private static final long IDLE_NANOS = 20_000;
  private static final long CONNECT_WITHIN_NANOS = 120_000_000_000L;

  private static final int OUT_BYTES = 1 << 16;
  private static final int IN_BYTES = 1 << 20;

  private final Load load;
  private final Load.Target target;
  private final Dialect dialect;
  private final VoteFrame voteFrame;
  private final Tape tape = new Tape();
  private final List<BenchClient> clients = new ArrayList<>();
  private final ByteBuffer in = ByteBuffer.allocateDirect(IN_BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(OUT_BYTES);
  private final Selector selector;
  private int joined;
  private int closed;
  private int connecting;
  private boolean voting;
  private long votes;
  private long now;
  private long idleNanos;

  private LoadGenerator(Load load, Load.Target target) throws IOException {
    this.load = load;
    this.target = target;
    this.dialect = Dialect.named(target.dialect());
    this.voteFrame = dialect.vote(target);
    this.selector = Selector.open();
  }

  public static void main(String[] args) throws IOException {
    Map<String, Object> json = Load.parse(args[0]);
    System.out.println(Json.write(measure(Load.of(json), Load.target(json))));
  }

  /** Runs it to its end on the calling thread. */
  static Map<String, Object> measure(Load load, Load.Target target) throws IOException {
    LoadGenerator generator = new LoadGenerator(load, target);
    try {
      return generator.run();
    } finally {
      generator.close();
    }
  }

  private void close() throws IOException {
    for (SelectionKey key : selector.keys()) {
      key.channel().close();
    }
    selector.close();
  }

  private Map<String, Object> run() throws IOException {
    long rssBefore = rssKb();
    Duration cpuAtFirst = cpu(target.pids());
    long connecting = System.nanoTime();
    connectAll();
    double joining = (System.nanoTime() - connecting) / 1e9;
    double joiningCpu = seconds(target.pids(), cpuAtFirst);
    turn(System.nanoTime() + 1_000_000_000L, 0);
    long rssAfter = rssKb();
    voting = true;
    for (BenchClient client : clients) {
      client.turn();
    }
    turn(System.nanoTime() + load.warmupSeconds() * 1_000_000_000L, load.rate());
    Duration cpuBefore = cpu(target.pids());
    List<Duration> besideBefore = target.beside().stream().map(LoadGenerator::cpu).toList();
    long idleBefore = idleNanos;
    long start = System.nanoTime();
    tape.start();
    turn(start + load.seconds() * 1_000_000_000L, load.rate());
    double seconds = (System.nanoTime() - start) / 1e9;
    Map<String, Object> figures = tape.figures(seconds, seconds(target.pids(), cpuBefore));
    double idle = (idleNanos - idleBefore) / 1e9;
    figures.put("generatorCpuShare", Tape.round(1 - idle / seconds));
    List<Double> beside = new ArrayList<>();
    for (int i = 0; i < besideBefore.size(); i++) {
      beside.add(seconds(target.beside().subList(i, i + 1), besideBefore.get(i)) / seconds);
    }
    figures.put("besideCpuShares", List.copyOf(beside));
    figures.put("besideCpuShare", Tape.round(beside.stream().mapToDouble(each -> each).sum()));
    figures.put("connections", joined);
    figures.put("closed", closed);
    figures.put("joinsPerSecond", Math.round(joined / joining));
    figures.put("hubCpuMicrosPerJoin", Math.round(joiningCpu / joined * 1e6));
    figures.put("rssKbPerConnection", Math.round((rssAfter - rssBefore) * 10.0 / joined) / 10.0);
    return figures;
  }

  private void connectAll() throws IOException {
    long until = System.nanoTime() + CONNECT_WITHIN_NANOS;
    while (joined < load.connections()) {
      while (connecting - joined < CONNECTING_AT_ONCE && connecting < load.connections()) {
        connect(connecting++);
      }
      poll();
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
    SelectionKey key = channel.register(selector, SelectionKey.OP_CONNECT);
    BenchClient client = new BenchClient(channel, new Outbox(channel, key), this, number);
    key.attach(client);
    clients.add(client);
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
      poll();
      now = System.nanoTime();
    }
  }

  /**
   * What is ready. Where nothing is, this thread sleeps by the clock and not until something comes:
   * a server would pay for waking it at each message that finds it asleep, a multiple of what
   * sending takes, and a faster server would not.
   */
  private void poll() throws IOException {
    long began = System.nanoTime();
    if (selector.selectNow(this::ready) == 0) {
      LockSupport.parkNanos(IDLE_NANOS);
      idleNanos += System.nanoTime() - began;
    }
  }

  private void ready(SelectionKey key) {
    BenchClient client = (BenchClient) key.attachment();
    try {
      int ready = key.readyOps();
      if ((ready & SelectionKey.OP_CONNECT) != 0) {
        ((SocketChannel) key.channel()).finishConnect();
        key.interestOps(SelectionKey.OP_READ);
        client.connected();
        return;
      }
      if ((ready & SelectionKey.OP_WRITE) != 0) {
        client.resume();
      }
      if ((ready & SelectionKey.OP_READ) != 0) {
        client.read(in);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static double seconds(List<Long> pids, Duration before) {
    return cpu(pids).minus(before).toNanos() / 1e9;
  }

  /** Of all processes together. */
  private static Duration cpu(List<Long> pids) {
    return pids.stream().map(LoadGenerator::cpu).reduce(Duration.ZERO, Duration::plus);
  }

  private static Duration cpu(long pid) {
    return ClusterBench.cpu(pid);
  }

  /** The resident memory of all measured processes; 0 where the system does not tell. */
  private long rssKb() throws IOException {
    long sum = 0;
    for (long pid : target.pids()) {
      Path status = Path.of("/proc", Long.toString(pid), "status");
      if (Files.exists(status)) {
        sum +=
            Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
      }
    }
    return sum;
  }

  Load.Target target() {
    return target;
  }

  Dialect dialect() {
    return dialect;
  }

  VoteFrame voteFrame() {
    return voteFrame;
  }

  Tape tape() {
    return tape;
  }

  /** What the client whose turn it is sends; empty between two turns. */
  ByteBuffer out() {
    return out;
  }

  /** When the bytes arrived that are being read, as {@link System#nanoTime()}. */
  long now() {
    return now;
  }

  void arrived() {
    now = System.nanoTime();
  }

  int window() {
    return load.window();
  }

  void joined() {
    joined++;
  }

  void closed() {
    closed++;
  }

  /** Counts a vote; returns how many there are. */
  long voted() {
    tape.voted();
    return ++votes;
  }

  boolean isVoting(int number) {
    return voting && number < load.voters();
  }
}
