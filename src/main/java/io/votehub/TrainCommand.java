package io.votehub;

import io.votehub.config.ConfigException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/**
 * {@code votehub train}: a hub at work, from which a JVM learns what to load and to compile first,
 * with an option such as {@code -XX:AOTCacheOutput}.
 */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    description = "Runs a hub until it has warmed up, and stops it: a training run for the JVM.")
final class TrainCommand implements Callable<Integer> {
  private static final long CHECK_MS = 200;

  /** An image may be built on an emulated or a busy machine. */
  private static final long WITHIN_MS = 900_000;

  @ParentCommand private Votehub votehub;

  @Override
  public Integer call() throws ConfigException {
    if (votehub.settings().syntheticIntervalMs() == 0) {
      System.err.println("Without synthetic.interval-ms a hub does not warm up");
      return CommandLine.ExitCode.USAGE;
    }
    Optional<Instance> running = votehub.run();
    if (running.isEmpty()) {
      return CommandLine.ExitCode.SOFTWARE;
    }
    exitOnceWarm(running.get());
    return CommandLine.ExitCode.OK;
  }

  /** As if it were told to stop. */
  private static void exitOnceWarm(Instance instance) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WITHIN_MS);
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    timer.scheduleWithFixedDelay(
        () -> {
          if (instance.isWarm().orElse(false)) {
            System.exit(CommandLine.ExitCode.OK);
          } else if (System.nanoTime() > until) {
            System.err.println("The hub has not warmed up in time");
            // The hook of a stop would end with success.
            Runtime.getRuntime().halt(CommandLine.ExitCode.SOFTWARE);
          }
        },
        CHECK_MS,
        CHECK_MS,
        TimeUnit.MILLISECONDS);
  }
}
