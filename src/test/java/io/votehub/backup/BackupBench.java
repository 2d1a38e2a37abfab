package io.votehub.backup;

import io.votehub.method.VotingMethods;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.store.HistoryStore;
import io.votehub.store.JournalEntry;
import io.votehub.store.MemoryStore;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import io.votehub.store.StoreContract;
import io.votehub.store.ValidRevisions;
import io.votehub.store.mongo.MongoStandIn;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures the packaged jar with a heap of 256 MB: how long it takes to check, restore and back up
 * a poll of a million voters, and to restore the half of them who had voted at an earlier moment.
 * With addresses of MongoDB as its arguments it restores there, too; {@code stand-in} is one in
 * memory, which it starts itself.
 */
public final class BackupBench {
  private static final int BALLOTS = 1_000_000;
  private static final long OPENED_AT = 1_700_000_000_000L;
  private static final long CLOSED_AT = OPENED_AT + BALLOTS + 1;
  private static final String HALF_WAY = Long.toString(OPENED_AT + BALLOTS / 2);
  private static final Room ROOM = new Room("AAA234", "A million", 1);
  private static final String HEAP = "-Xmx256m";
  private static final Path JAR = Path.of("target", "votehub.jar").toAbsolutePath();

  private BackupBench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("backup-bench-");
    Path file = folder.resolve("million.backup");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      write(out);
    }
    System.out.printf("%,d ballots, %,d bytes%n", BALLOTS, Files.size(file));
    Map<String, String> embedded = Map.of("VOTEHUB_DATA_DIR", folder.resolve("data").toString());
    run(embedded, "restore", file.toString(), "--verify");
    run(embedded, "restore", file.toString());
    run(embedded, "backup", "--to", folder.resolve("again.backup").toString());
    Map<String, String> other = Map.of("VOTEHUB_DATA_DIR", folder.resolve("then").toString());
    run(other, "restore", file.toString(), "--at", HALF_WAY);
    for (String server : args) {
      if (server.equals("stand-in")) {
        try (MongoStandIn mongo = MongoStandIn.start()) {
          mongo(mongo.uri("bench"), file, folder);
          mongoThen(mongo.uri("then"), folder);
        }
      } else {
        mongo(server, file, folder);
        mongoThen(server.replaceFirst("(//[^/]+)/[^?]*", "$1/then"), folder);
      }
    }
  }

  private static Map<String, String> cluster(String uri) {
    return Map.of("VOTEHUB_MONGO_URI", uri, "VOTEHUB_REDIS_URI", "redis://127.0.0.1:6379");
  }

  /** Half of the ballots, from the backup that was taken of MongoDB. */
  private static void mongoThen(String uri, Path folder) throws IOException, InterruptedException {
    run(cluster(uri), "restore", folder.resolve("mongo.backup").toString(), "--at", HALF_WAY);
  }

  private static void mongo(String uri, Path file, Path folder)
      throws IOException, InterruptedException {
    Map<String, String> mongo = cluster(uri);
    run(mongo, "restore", file.toString());
    run(mongo, "backup", "--to", folder.resolve("mongo.backup").toString());
    run(mongo, "restore", folder.resolve("mongo.backup").toString(), "--verify");
  }

  /** The record of a poll that was open while the ballots came. */
  private static PollRecord closedPoll() {
    AtomicLong now = new AtomicLong(OPENED_AT - 1);
    Store store =
        StoreContract.await(
            HistoryStore.over(
                new MemoryStore(), () -> Instant.ofEpochMilli(now.get()), Long.MAX_VALUE / 2));
    List<Option> options = List.of(new Option("a", "A"), new Option("b", "B"));
    PollSettings settings =
        PollSettings.DEFAULT.withOwn(
            VotingMethods.standard().get("single").settings(Map.of(), options.size()));
    Poll draft = Poll.draft("p", ROOM.code(), "?", "single", options, settings, 1);
    Poll open =
        draft.withState(
            PollState.OPEN,
            new Poll.Times(OptionalLong.of(OPENED_AT), OptionalLong.empty(), OptionalLong.empty()));
    Poll closed =
        draft.withState(
            PollState.CLOSED,
            new Poll.Times(
                OptionalLong.of(OPENED_AT), OptionalLong.empty(), OptionalLong.of(CLOSED_AT)));
    Tally result =
        new Tally(Revision.of(2, 0), BALLOTS, true, Map.of("a", BALLOTS / 2L, "b", BALLOTS / 2L));
    StoreContract.await(store.addRoom(ROOM));
    StoreContract.await(store.addPoll(new PollRecord(draft, 1, 1, Map.of(), Optional.empty())));
    now.set(OPENED_AT);
    StoreContract.await(
        store.updatePoll(
            "p",
            before ->
                new PollRecord(open, 1, 1, Map.of(), Optional.empty())
                    .withHistory(before.history())));
    now.set(CLOSED_AT);
    return StoreContract.await(
            store.updatePoll(
                "p",
                before ->
                    new PollRecord(
                            closed,
                            2,
                            1,
                            Map.of(1, ValidRevisions.of(BALLOTS, List.of())),
                            Optional.of(result))
                        .withHistory(before.history())))
        .orElseThrow();
  }

  private static void write(OutputStream out) throws IOException {
    PollRecord record = closedPoll();
    BackupWriter writer = new BackupWriter(out, CLOSED_AT + 1, "bench", "embedded");
    writer.room(ROOM, OptionalLong.of(CLOSED_AT));
    writer.poll(record);
    for (int i = 1; i <= BALLOTS; i++) {
      String ballot = i % 2 == 0 ? "{\"choice\":\"a\"}" : "{\"choice\":\"b\"}";
      writer.ballot(
          new JournalEntry(
              Revision.of(1, i),
              "voter-%016x".formatted(i * 0x9E3779B97F4A7C15L),
              ballot,
              OPENED_AT + i));
    }
    writer.pollEnds(true);
    writer.roomEnds(true);
    writer.deletionsKnownSince(1);
    writer.end();
  }

  private static void run(Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder command = new ProcessBuilder("java", HEAP, "-jar", JAR.toString());
    command.command().addAll(List.of(arguments));
    command.environment().putAll(settings);
    command.inheritIO();
    long start = System.nanoTime();
    int status = command.start().waitFor();
    double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    System.out.printf("%s: %.1f s, status %d%n", String.join(" ", arguments), seconds, status);
  }
}
