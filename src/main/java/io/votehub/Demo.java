package io.votehub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.demo.DemoAudience;
import io.votehub.logging.Logs;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code votehub demo}: a hub with a running poll and a simulated audience. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = "Runs a hub with a room, an open poll and a simulated audience.")
final class Demo implements Callable<Integer> {
  @ParentCommand private Votehub votehub;

  @Option(
      names = "--voters",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Number of simulated voters, 1 to "
              + DemoAudience.MAX_VOTERS
              + " (default: ${DEFAULT-VALUE}).")
  private int voters;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "Stops after this many seconds; by default runs until interrupted.")
  private Integer seconds;

  @Override
  public Integer call() {
    if (voters < 1 || voters > DemoAudience.MAX_VOTERS) {
      System.err.println("--voters must be a number from 1 to " + DemoAudience.MAX_VOTERS);
      return CommandLine.ExitCode.USAGE;
    }
    Optional<Instance> running = votehub.run();
    if (running.isEmpty() || !startAudience(running.get())) {
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (seconds != null) {
      exitAfter(seconds);
    }
    return CommandLine.ExitCode.OK;
  }

  /** As if it were told to stop. */
  private static void exitAfter(int seconds) {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    timer.schedule(() -> System.exit(CommandLine.ExitCode.OK), seconds, TimeUnit.SECONDS);
    timer.shutdown();
  }

  /** The audience has event loops of its own and ends before the hub does. */
  private boolean startAudience(Instance instance) {
    Vertx vertx = Vertx.vertx();
    DemoAudience audience =
        new DemoAudience(
            vertx,
            new DemoAudience.At("127.0.0.1", instance.port(), instance.address()),
            voters,
            System.out,
            Logs.isTerminal());
    instance.beforeStop(() -> audience.stop().eventually(vertx::close));
    Future<Void> started = audience.start();
    try {
      started.toCompletionStage().toCompletableFuture().join();
      return true;
    } catch (CompletionException fault) {
      System.err.println("The demo failed to start: " + fault.getCause().getMessage());
      return false;
    }
  }
}
