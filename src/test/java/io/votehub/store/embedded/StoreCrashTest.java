package io.votehub.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import io.votehub.store.StoreContract;
import io.votehub.store.StoreMeter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A process that appends is killed; every acknowledged revision is there afterwards. */
@Tag("slow")
class StoreCrashTest {
  @TempDir Path folder;

  /** Later kills hit a store that has already reclaimed space. */
  @ParameterizedTest(name = "after {0} acknowledged ballots")
  @ValueSource(ints = {1, 300, 5_000, 15_000})
  void noAcknowledgedBallotIsLostByAKill(int ballots) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    Set<Long> acknowledged = readThenKill(process, ballots);

    Vertx vertx = Vertx.vertx();
    EmbeddedStore store = StoreContract.await(EmbeddedStore.open(vertx, folder, StoreMeter.NONE));
    Set<Long> found = new HashSet<>();
    StoreContract.await(store.readJournal("p", entry -> found.add(entry.rev())));
    StoreContract.await(store.close());
    StoreContract.await(vertx.close());

    assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ballots);
    assertThat(found).containsAll(acknowledged);
  }

  private static Set<Long> readThenKill(Process process, int ballots)
      throws IOException, InterruptedException {
    Set<Long> acknowledged = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
      String line = lines.readLine();
      while (line != null) {
        // The kill may truncate a line; a complete one ends with its mark.
        if (line.endsWith(";")) {
          acknowledged.add(Long.valueOf(line.substring(0, line.length() - 1)));
        }
        if (acknowledged.size() == ballots) {
          process.toHandle().destroyForcibly();
        }
        line = lines.readLine();
      }
    }
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return acknowledged;
  }

  /** Appends endlessly and prints each durable revision. */
  static final class Appender {
    private Appender() {}

    public static void main(String[] args) {
      Vertx vertx = Vertx.vertx();
      EmbeddedStore store =
          StoreContract.await(EmbeddedStore.open(vertx, Path.of(args[0]), StoreMeter.NONE));
      StoreContract.await(store.addRoom(new Room("ABC234", "", 0)));
      Poll poll = Poll.draft("p", "ABC234", "?", "single", List.of(), PollSettings.DEFAULT, 0);
      StoreContract.await(store.addPoll(PollRecord.of(poll)));
      for (int chain = 0; chain < 20; chain++) {
        append(store, chain, 1);
      }
    }

    private static void append(Store store, int chain, int n) {
      long rev = Revision.of(chain + 1, n);
      store
          .append("p", List.of(new JournalEntry(rev, "v" + n, "{}", 0)))
          .onSuccess(
              epoch -> {
                System.out.print(rev + ";\n");
                System.out.flush();
                append(store, chain, n + 1);
              });
    }
  }
}
