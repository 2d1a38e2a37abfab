package io.votehub.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import io.votehub.store.StoreMeter;
import io.votehub.store.embedded.EmbeddedStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Scanner;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Measures what a hub with many rooms costs, each with an open poll: the start beside that of an
 * empty hub, the file, the heap and the processor at rest, and the heap once somebody has voted in
 * some of the rooms. {@code -Drooms=N}, {@code -Drounds=N}; {@code -Dfilled=FOLDER} only visits
 * rooms of a folder of an earlier run. With arguments it measures voters, see {@link VoterGrowth}.
 */
public final class GrowthBench {
  private static final int ROOMS = Integer.getInteger("rooms", 100_000);
  private static final int ROUNDS = Integer.getInteger("rounds", 3);
  private static final int VISITED = 1_000;
  private static final int WARM_UP = 200;
  private static final int AT_ONCE = 500;
  private static final int REST_SECONDS = 30;
  private static final int CODE_LENGTH = 6;
  private static final String ALPHABET = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
  private static final int EMPTY_HUB = 0;

  private GrowthBench() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      VoterGrowth.measure(args);
      return;
    }
    String filled = System.getProperty("filled");
    if (filled != null) {
      visit(Path.of(filled).toAbsolutePath());
      System.exit(0);
    }
    Path empty = Files.createTempDirectory(Path.of("target"), "growth-empty").toAbsolutePath();
    Path full = Files.createTempDirectory(Path.of("target"), "growth-full").toAbsolutePath();
    fill(full, ROOMS);
    System.out.printf("file: %d bytes, %.0f a room%n", size(full), size(full) / (double) ROOMS);
    for (int round = 1; round <= ROUNDS; round++) {
      System.out.println("empty, round " + round + ": " + start(empty, EMPTY_HUB));
      System.out.println(ROOMS + " rooms, round " + round + ": " + start(full, EMPTY_HUB));
    }
    System.out.println("empty: " + start(empty, REST_SECONDS));
    System.out.println(ROOMS + " rooms: " + start(full, REST_SECONDS));
    System.out.printf(
        "file after that: %d bytes, %.0f a room%n", size(full), size(full) / (double) ROOMS);
    visit(full);
    System.exit(0);
  }

  private static long size(Path folder) throws IOException {
    return Files.size(folder.resolve(EmbeddedStore.FILE));
  }

  private static String code(int number) {
    StringBuilder code = new StringBuilder();
    // Spread, for codes of a hub are random.
    long rest = Integer.toUnsignedLong(number * 0x9E3779B1);
    for (int i = 0; i < CODE_LENGTH; i++) {
      code.append(ALPHABET.charAt((int) (rest % ALPHABET.length())));
      rest /= ALPHABET.length();
    }
    return code.toString();
  }

  private static String poll(int number) {
    return "poll-" + number;
  }

  private static void fill(Path folder, int rooms) throws Exception {
    Vertx vertx = Vertx.vertx();
    Store store = await(EmbeddedStore.open(vertx, folder, StoreMeter.NONE));
    long yesterday = System.currentTimeMillis() - TimeUnit.DAYS.toMillis(1);
    List<Option> options =
        List.of(
            new Option("a", "Option A"),
            new Option("b", "Option B"),
            new Option("c", "Option C"),
            new Option("d", "Option D"));
    for (int from = 0; from < rooms; from += AT_ONCE) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = from; i < Math.min(rooms, from + AT_ONCE); i++) {
        Room room = new Room(code(i), "The room number " + i, yesterday);
        Poll draft =
            Poll.draft(
                poll(i),
                room.code(),
                "Which one is it?",
                "single",
                options,
                PollSettings.DEFAULT,
                1);
        Poll.Times times =
            new Poll.Times(OptionalLong.of(yesterday), OptionalLong.empty(), OptionalLong.empty());
        PollRecord open = PollRecord.of(draft.withState(PollState.OPEN, times)).raised();
        all.add(store.addRoom(room).compose(added -> store.addPoll(open)));
      }
      await(Future.all(all));
    }
    // For the file to be compacted.
    Thread.sleep(TimeUnit.SECONDS.toMillis(REST_SECONDS));
    await(store.close());
    await(vertx.close());
  }

  /** For longer than a test would: there may be many rooms, and the machine may be busy. */
  private static <T> T await(Future<T> future) throws Exception {
    return future.await(10, TimeUnit.MINUTES);
  }

  private static BenchHub hub(Path folder) throws Exception {
    return BenchHub.start(
        BenchHub.ALL_CORES,
        Map.of(
            "VOTEHUB_DATA_DIR", folder.toString(),
            "VOTEHUB_SYNTHETIC_INTERVAL_MS", "0",
            "VOTEHUB_LIMITS_ROOMS", Integer.toString(2 * ROOMS)));
  }

  private static String start(Path folder, int restSeconds) throws Exception {
    Instant begun = Instant.now();
    try (BenchHub hub = hub(folder)) {
      Duration took = Duration.between(begun, Instant.now());
      Duration cpu = ClusterBench.cpu(hub.pid());
      String text =
          String.format("ready after %d ms, %d ms of CPU", took.toMillis(), cpu.toMillis());
      if (restSeconds == EMPTY_HUB) {
        return text;
      }
      long heap = heap(hub.pid());
      // What a start still does in the background.
      Thread.sleep(TimeUnit.SECONDS.toMillis(10));
      Duration before = ClusterBench.cpu(hub.pid());
      Thread.sleep(TimeUnit.SECONDS.toMillis(restSeconds));
      Duration rest = ClusterBench.cpu(hub.pid()).minus(before);
      return text
          + String.format(
              "; heap %d KB, %d KB later; %.4f of a core at rest",
              heap >> 10,
              heap(hub.pid()) >> 10,
              rest.toMillis() / (double) TimeUnit.SECONDS.toMillis(restSeconds));
    }
  }

  /** The bytes of all live objects, after a collection. */
  static long heap(long pid) throws IOException, InterruptedException {
    Path jcmd = Path.of(BenchHub.java()).resolveSibling("jcmd");
    Process asked =
        new ProcessBuilder(jcmd.toString(), Long.toString(pid), "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String text = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    asked.waitFor();
    String total = text.lines().filter(line -> line.startsWith("Total")).findFirst().orElse(text);
    return new Scanner(total).skip("Total\\s+\\d+").nextLong();
  }

  private static void visit(Path folder) throws Exception {
    try (BenchHub hub = hub(folder)) {
      HttpClient http = HttpClient.newHttpClient();
      List<WebSocket> open = new ArrayList<>();
      // What the first visitors of a hub load.
      for (int i = VISITED; i < VISITED + WARM_UP; i++) {
        open.add(vote(http, hub.port(), i));
      }
      long before = heap(hub.pid());
      Duration cpuBefore = ClusterBench.cpu(hub.pid());
      for (int i = 0; i < VISITED; i++) {
        open.add(vote(http, hub.port(), i));
      }
      Duration cpu = ClusterBench.cpu(hub.pid()).minus(cpuBefore);
      long during = heap(hub.pid());
      open.forEach(WebSocket::abort);
      Thread.sleep(TimeUnit.SECONDS.toMillis(30));
      System.out.printf(
          "%d rooms visited: %.1f KB of heap a room with its voter, %.1f after the voter left, %d µs"
              + " of CPU each%n",
          VISITED,
          (during - before) / 1024.0 / VISITED,
          (heap(hub.pid()) - before) / 1024.0 / VISITED,
          TimeUnit.NANOSECONDS.toMicros(cpu.toNanos()) / VISITED);
    }
  }

  private static WebSocket vote(HttpClient http, int port, int number) throws Exception {
    Awaited acks = new Awaited("\"type\":\"ack\"");
    WebSocket socket =
        http.newWebSocketBuilder()
            .subprotocols("votehub.v1")
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"), acks)
            .get(20, TimeUnit.SECONDS);
    socket.sendText("{\"type\":\"join\",\"room\":\"" + code(number) + "\"}", true).get();
    String vote =
        "{\"type\":\"vote\",\"id\":\"1\",\"poll\":\""
            + poll(number)
            + "\",\"ballot\":{\"choice\":\"a\"}}";
    socket.sendText(vote, true).get();
    acks.seen.get(20, TimeUnit.SECONDS);
    return socket;
  }

  /** Awaits a message of one kind. */
  private static final class Awaited implements WebSocket.Listener {
    private final String wanted;
    private final StringBuilder text = new StringBuilder();
    private final CompletableFuture<Void> seen = new CompletableFuture<>();

    Awaited(String wanted) {
      this.wanted = wanted;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        if (text.indexOf(wanted) >= 0) {
          seen.complete(null);
        }
        if (text.indexOf("\"type\":\"error\"") >= 0) {
          seen.completeExceptionally(new IOException(text.toString()));
        }
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }
  }
}
