package io.votehub;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.votehub.backup.BackupException;
import io.votehub.backup.BackupSummary;
import io.votehub.config.Config;
import io.votehub.config.ConfigException;
import io.votehub.jvm.NameResolution;
import io.votehub.logging.Logs;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.slf4j.event.Level;
import picocli.CommandLine;

/**
 * What the commands have in common that work on the store beside the hub. All they say goes to the
 * standard error, for the standard output may be a backup.
 */
final class StoreWork {
  private static final long NEVER_NANOS = TimeUnit.DAYS.toNanos(365);

  private StoreWork() {}

  /** A command ended without success; the message is a whole sentence. */
  static final class Failed extends IOException {
    private static final long serialVersionUID = 1L;

    Failed(String sentence, Throwable cause) {
      super(sentence, cause);
    }
  }

  /** What a command does. */
  interface Work {
    void with(Config settings, Vertx vertx) throws BackupException, IOException;
  }

  /** The exit code of a command. */
  static int run(Votehub votehub, Work work) {
    System.setOut(System.err);
    Logs.configure(Logs.Format.TEXT, Level.WARN, "");
    try {
      Config settings = votehub.settings();
      Vertx vertx = Vertx.vertx(options());
      try {
        work.with(settings, vertx);
      } finally {
        vertx.close().toCompletionStage().toCompletableFuture().join();
      }
      return CommandLine.ExitCode.OK;
    } catch (ConfigException | BackupException fault) {
      say(fault.getMessage());
    } catch (Failed fault) {
      say(fault.getMessage());
    } catch (IOException fault) {
      say("The backup cannot be read or written: " + fault.getMessage());
    }
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** Where a pipe takes nothing for a while, threads wait, which is no fault. */
  private static VertxOptions options() {
    return new VertxOptions()
        .setEventLoopPoolSize(1)
        .setMaxWorkerExecuteTime(NEVER_NANOS)
        .setAddressResolverOptions(NameResolution.options());
  }

  static void say(String sentence) {
    System.err.println(sentence);
  }

  /** What there is in a backup, for people. */
  static String words(BackupSummary summary) {
    return String.format(
        Locale.ROOT,
        "%,d rooms, %,d polls and %,d ballots%s (%,d bytes, taken at %s by Votehub %s)",
        summary.rooms(),
        summary.polls(),
        summary.ballots(),
        summary.people() == 0
            ? ""
            : String.format(Locale.ROOT, ", %,d accounts and members of rolls", summary.people()),
        summary.bytes(),
        Instant.ofEpochMilli(summary.takenAt()).truncatedTo(ChronoUnit.SECONDS),
        summary.version());
  }
}
