package io.votehub;

import io.votehub.logging.Logs;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Stops the instance when the process is told to end, whether it runs or is still starting. A start
 * cannot be interrupted, so the hook waits for it, but only for half of the stop timeout.
 */
final class ShutdownHook {
  private final CompletableFuture<Optional<Instance>> started = new CompletableFuture<>();
  private final ProcessLog log;
  private final int timeoutMs;
  private volatile boolean requested;

  private ShutdownHook(ProcessLog log, int timeoutMs) {
    this.log = log;
    this.timeoutMs = timeoutMs;
  }

  /**
   * Registers the hook; call it before anything is started. Empty if the process is already
   * shutting down.
   */
  static Optional<ShutdownHook> register(ProcessLog log, int timeoutMs) {
    ShutdownHook stop = new ShutdownHook(log, timeoutMs);
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(stop::run, "votehub-stop"));
      return Optional.of(stop);
    } catch (IllegalStateException ending) {
      return Optional.empty();
    }
  }

  /** Hands over the instance to stop; empty if the start failed. */
  void started(Optional<Instance> instance) {
    started.complete(instance);
  }

  /** Whether the process was told to end. */
  boolean isRequested() {
    return requested;
  }

  private void run() {
    requested = true;
    try {
      started.get(Math.max(1, timeoutMs / 2), TimeUnit.MILLISECONDS).ifPresent(this::stop);
    } catch (TimeoutException late) {
      end("it was still starting");
    } catch (ExecutionException | InterruptedException fault) {
      end(ProcessLog.reason(fault));
    }
  }

  /** Halts, because a JVM that ends by a signal would exit with 143. */
  private void stop(Instance instance) {
    log.stopping();
    Logs.silenceDrivers();
    try {
      instance.stop().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException fault) {
      end(ProcessLog.reason(fault.getCause()));
    }
    log.stopped();
    Logs.flush();
    Runtime.getRuntime().halt(0);
  }

  private void end(String why) {
    log.stoppedHard(why);
    Logs.flush();
    Runtime.getRuntime().halt(1);
  }
}
