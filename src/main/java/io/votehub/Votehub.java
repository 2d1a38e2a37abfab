package io.votehub;

import io.votehub.config.Config;
import io.votehub.config.ConfigException;
import io.votehub.config.SettingListing;
import io.votehub.jvm.CompilerPriority;
import io.votehub.jvm.SystemProperties;
import io.votehub.logging.Logs;
import io.votehub.ops.Version;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;

/** The command line: runs a hub, with or without a simulated audience. */
@Command(
    name = "votehub",
    mixinStandardHelpOptions = true,
    versionProvider = Votehub.Versions.class,
    subcommands = {
      Demo.class,
      HealthCommand.class,
      SmokeCommand.class,
      TrainCommand.class,
      RehearseCommand.class,
      ConfigCommand.class,
      BackupCommand.class,
      RestoreCommand.class,
      AccountsCommand.class,
      OperatorCommand.class,
      AuditCommand.class,
      VerifyCommand.class
    },
    description = "Runs the voting hub until it is interrupted.",
    footer = {
      "",
      "Settings are read from conf/votehub.yaml, then from environment variables:",
      "http.port becomes VOTEHUB_HTTP_PORT, and so on. votehub config list says what",
      "they mean, votehub config template prints a file. Their defaults:"
    })
public final class Votehub implements Callable<Integer> {
  private static final Logger LOG = LoggerFactory.getLogger(Votehub.class);

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = CommandLine.ScopeType.INHERIT,
      description = "The configuration file, instead of conf/votehub.yaml.")
  private Path config;

  private final Optional<String> launchFault;

  private Votehub(Optional<String> launchFault) {
    this.launchFault = launchFault;
  }

  public static void main(String[] args) {
    main(args, Optional.empty());
  }

  /**
   * @param launchFault why the launcher could not set the hub's own JVM options, if it could not
   */
  static void main(String[] args, Optional<String> launchFault) {
    SystemProperties.applyDefaults();
    Votehub votehub = new Votehub(launchFault);
    // The usual start has no arguments, and loading the parser takes a tenth of the start time.
    int status = args.length == 0 ? votehub.call() : parse(votehub, args);
    if (status != 0) {
      System.exit(status);
    }
  }

  private static int parse(Votehub votehub, String[] args) {
    CommandLine line = new CommandLine(votehub);
    line.getHelpSectionMap()
        .put(
            CommandLine.Model.UsageMessageSpec.SECTION_KEY_FOOTER,
            help -> help.footer() + SettingListing.names());
    CommandLine.IParameterExceptionHandler textHandler = line.getParameterExceptionHandler();
    line.setParameterExceptionHandler(
        (fault, given) -> {
          if (votehub.configureLog() == Logs.Format.TEXT) {
            return textHandler.handleParseException(fault, given);
          }
          new ProcessLog(Logs.Format.JSON).notStarted(ProcessLog.reason(fault));
          return CommandLine.ExitCode.USAGE;
        });
    return line.execute(args);
  }

  @Override
  public Integer call() {
    return run().isPresent() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  Config settings() throws ConfigException {
    return Config.read(Optional.ofNullable(config), System.getenv());
  }

  /** Configures logging as far as the settings can be read. */
  private Logs.Format configureLog() {
    try {
      Config settings = settings();
      Logs.configure(settings.log().format(), settings.log().level(), settings.instanceId());
      return settings.log().format();
    } catch (ConfigException fault) {
      Logs.configure(fault.logFormat(), Level.INFO, fault.instance());
      return fault.logFormat();
    }
  }

  /**
   * Starts an instance that stops with the process. Empty if it failed to start, which has been
   * reported then.
   */
  Optional<Instance> run() {
    try {
      return run(settings());
    } catch (ConfigException fault) {
      Logs.configure(fault.logFormat(), Level.INFO, fault.instance());
      new ProcessLog(fault.logFormat()).notStarted(fault);
      return Optional.empty();
    }
  }

  private Optional<Instance> run(Config settings) {
    Logs.configure(settings.log().format(), settings.log().level(), settings.instanceId());
    Logs.followVotes(settings.log().votes());
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> LOG.error("Uncaught exception in thread {}", thread.getName(), fault));
    launchFault.ifPresent(fault -> LOG.warn("Running without the default JVM options: {}", fault));
    CompilerPriority.lowerOnFewCpus();
    ProcessLog log = new ProcessLog(settings.log().format());
    Optional<ShutdownHook> stop = ShutdownHook.register(log, settings.stopTimeoutMs());
    if (stop.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instance> instance = start(settings, log);
    stop.get().started(instance);
    if (instance.isPresent() && !stop.get().isRequested()) {
      log.ready(settings, instance.get());
      Logs.detach();
    }
    return instance;
  }

  private static Optional<Instance> start(Config settings, ProcessLog log) {
    try {
      return Optional.of(Instance.start(settings).toCompletionStage().toCompletableFuture().join());
    } catch (CompletionException fault) {
      log.notStarted("The hub failed to start: " + ProcessLog.reason(fault.getCause()));
    } catch (RuntimeException fault) {
      log.notStarted(fault);
    } catch (LinkageError fault) {
      // Without this the threads that run already would keep a process that never gets ready.
      LOG.error("A class cannot be loaded", fault);
      log.notStarted("The hub failed to start, its jar is damaged or incomplete: " + fault);
    }
    return Optional.empty();
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
