package io.votehub.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.Revision;
import io.votehub.store.JournalEntry;
import io.votehub.store.Store;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreMeter;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/**
 * Measures the journal on the substitute for MongoDB, without the rest of the hub: CPU time of this
 * process and of the substitute for each ballot, the bytes between them, and how long it takes to
 * read a journal. Two versions are compared by running their classes in turns.
 */
public final class JournalBench {
  /** As the ballots of a ranked poll with ten options. */
  private static final String BALLOT = "{\"ranking\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\",\"g\"]}";

  private static final int POLLS = 4;

  private JournalBench() {}

  /** Takes the numbers of ballots in a batch; default 400 and 2. */
  public static void main(String[] args) throws Exception {
    int[] batches = args.length == 0 ? new int[] {400, 2} : new int[args.length];
    for (int i = 0; i < args.length; i++) {
      batches[i] = Integer.parseInt(args[i]);
    }
    System.out.println(
        "| ballots a batch | CPU µs a ballot: this process, substitute | bytes a ballot to and from it"
            + " | ballots/s | ms to read 100,000 |\n|---|---|---|---|---|");
    for (int batch : batches) {
      measure(batch);
    }
    System.exit(0);
  }

  private static void measure(int batch) throws IOException {
    Vertx vertx = Vertx.vertx();
    try (MongoProcess mongo = MongoProcess.start()) {
      Store store = StoreContract.await(MongoStore.open(vertx, mongo.uri(), StoreMeter.NONE));
      StoreContract.await(store.addRoom(StoreContract.ROOM));
      for (int i = 0; i < 2 * POLLS; i++) {
        StoreContract.await(store.addPoll(StoreContract.draft("p" + i, i)));
        StoreContract.await(store.raiseEpoch("p" + i));
      }
      int ballots = batch < 10 ? 4_000 : 60_000;
      append(store, 0, batch, ballots);
      Duration ownBefore = ClusterBench.cpu(ProcessHandle.current().pid());
      Duration mongoBefore = ClusterBench.cpu(mongo.pid());
      long bytesBefore = bytes(mongo.pid());
      long start = System.nanoTime();
      append(store, POLLS, batch, ballots);
      double seconds = (System.nanoTime() - start) / 1e9;
      double all = (double) POLLS * ballots;
      double own = micros(ClusterBench.cpu(ProcessHandle.current().pid()).minus(ownBefore));
      double others = micros(ClusterBench.cpu(mongo.pid()).minus(mongoBefore));
      System.out.printf(
          "| %d | %.1f, %.1f | %.0f | %.0f | %.0f |%n",
          batch,
          own / all,
          others / all,
          (bytes(mongo.pid()) - bytesBefore) / all,
          all / seconds,
          readMs(store, ballots));
      StoreContract.await(store.close());
    }
    StoreContract.await(vertx.close());
  }

  private static double micros(Duration cpu) {
    return cpu.toNanos() / (double) TimeUnit.MICROSECONDS.toNanos(1);
  }

  /** What a process has read and written, sockets included. */
  private static long bytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + pid + "/io")).stream()
        .filter(line -> line.startsWith("rchar") || line.startsWith("wchar"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }

  private static void append(Store store, int firstPoll, int batch, int ballots) {
    List<Future<Void>> all = new ArrayList<>();
    for (int i = 0; i < POLLS; i++) {
      all.add(append(store, "p" + (firstPoll + i), 1, batch, ballots));
    }
    Future.join(all).toCompletionStage().toCompletableFuture().join();
  }

  private static Future<Void> append(Store store, String poll, long from, int batch, int last) {
    if (from > last) {
      return Future.succeededFuture();
    }
    List<JournalEntry> entries =
        LongStream.rangeClosed(from, Math.min(last, from + batch - 1))
            .mapToObj(
                rev ->
                    new JournalEntry(
                        Revision.of(1, rev),
                        "voter-000000000000-" + rev,
                        BALLOT,
                        1_700_000_000_000L))
            .toList();
    return store
        .append(poll, entries)
        .compose(epoch -> append(store, poll, from + batch, batch, last));
  }

  private static double readMs(Store store, int ballots) {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      LongAdder read = new LongAdder();
      long start = System.nanoTime();
      StoreContract.await(store.readJournal("p" + POLLS, entry -> read.increment()));
      double ms = (System.nanoTime() - start) / 1e6;
      if (read.sum() != ballots) {
        throw new IllegalStateException(read.sum() + " ballots were read of " + ballots);
      }
      best = Math.min(best, ms * 100_000 / ballots);
    }
    return best;
  }
}
