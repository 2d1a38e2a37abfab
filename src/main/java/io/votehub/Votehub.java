package io.votehub;

import io.votehub.ops.Logs;
import io.votehub.ops.Version;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command line: runs a hub, alone or with a simulated audience. */
@Command(
    name = "votehub",
    mixinStandardHelpOptions = true,
    versionProvider = Votehub.Versions.class,
    subcommands = {Demo.class, HealthCommand.class},
    description = "Runs the voting hub until it is told to stop.",
    footer = {
      "",
      "Settings are read from conf/votehub.yaml, then from the environment:",
      "http.port is VOTEHUB_HTTP_PORT, and so on."
    })
public final class Votehub implements Callable<Integer> {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The file of settings, instead of conf/votehub.yaml.")
  private Path config;

  public static void main(String[] args) {
    Footing.lay();
    // The usual start has nothing to parse, and the parser would be a tenth of it.
    int status =
        args.length == 0 ? new Votehub().call() : new CommandLine(new Votehub()).execute(args);
    if (status != 0) {
      System.exit(status);
    }
  }

  @Override
  public Integer call() {
    return run().isPresent() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  Config settings() throws ConfigException {
    return Config.read(Optional.ofNullable(config), System.getenv());
  }

  /**
   * Starts an instance that stops with the process; nothing if it could not be started, which was
   * said.
   */
  Optional<Instance> run() {
    BackgroundCompiler.giveWay();
    try {
      Config settings = settings();
      Logs.configure(settings.log().format(), settings.log().level(), settings.instanceId());
      Instance instance = Instance.start(settings).toCompletionStage().toCompletableFuture().join();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(instance), "votehub-stop"));
      greet(settings, instance);
      return Optional.of(instance);
    } catch (ConfigException fault) {
      System.err.println(fault.getMessage());
    } catch (CompletionException fault) {
      System.err.println("The hub does not start: " + fault.getCause().getMessage());
    }
    return Optional.empty();
  }

  private static void greet(Config settings, Instance instance) {
    String address = instance.address();
    System.out.printf(
        "%n  Votehub is ready.%n%n    Open a room   %s/%n    %s%n    Health        %s%n%n",
        address,
        settings.redis().isPresent()
            ? "Instance      " + settings.instanceId() + " of a cluster on MongoDB and Redis"
            : "Data folder   " + settings.dataDir().toAbsolutePath().normalize(),
        settings
            .managementPort()
            .map(port -> "http://localhost:" + port + "/health")
            .orElse(address + "/health"));
  }

  /** A process that is told to stop by a signal ends with 143 unless it is halted here. */
  private static void stop(Instance instance) {
    int status = 0;
    try {
      instance.stop().toCompletionStage().toCompletableFuture().join();
    } catch (CompletionException fault) {
      System.err.println("The hub stopped hard: " + fault.getCause().getMessage());
      status = 1;
    }
    Runtime.getRuntime().halt(status);
  }

  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Version version = Version.current();
      return new String[] {
        "Votehub " + version.version() + " (" + version.commit() + ", Java " + version.java() + ")"
      };
    }
  }
}
