package io.votehub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.Registrations;
import io.votehub.config.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code votehub accounts}: work on many accounts at once. */
@Command(
    name = "accounts",
    mixinStandardHelpOptions = true,
    subcommands = AccountsCommand.Import.class,
    description = "Works on many accounts at once.")
final class AccountsCommand implements Callable<Integer> {
  @ParentCommand private Votehub votehub;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return CommandLine.ExitCode.USAGE;
  }

  /**
   * {@code votehub accounts import FILE}: makes accounts of those of another system. Ends with 1 if
   * a line cannot be used; then nothing was imported.
   */
  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Makes accounts of those of another system, whose passwords are bcrypt hashes; at the first",
        "sign-in they are hashed anew. FILE is CSV with the heading mail,name,hash or has a JSON",
        "object with these fields on each line. Addresses that have an account are left as they are.",
        "Without MongoDB, stop the hub first."
      })
  static final class Import implements Callable<Integer> {
    @ParentCommand private AccountsCommand accounts;

    @Parameters(paramLabel = "FILE", description = "The accounts.")
    private Path file;

    @Override
    public Integer call() {
      return StoreWork.run(
          accounts.votehub,
          (settings, vertx) -> {
            Registrations.Imported done = load(settings, vertx, file);
            done.faults().forEach(StoreWork::say);
            if (!done.faults().isEmpty()) {
              throw new StoreWork.Failed("Nothing was imported; mend these lines first", null);
            }
            StoreWork.say(
                done.added() + " accounts imported, " + done.known() + " were there already.");
          });
    }

    static Registrations.Imported load(Config settings, Vertx vertx, Path file) throws IOException {
      try (BufferedReader lines = reader(file)) {
        return AccountsWork.run(settings, vertx, open -> load(open, lines));
      }
    }

    private static BufferedReader reader(Path file) throws StoreWork.Failed {
      try {
        return Files.newBufferedReader(file);
      } catch (NoSuchFileException fault) {
        throw new StoreWork.Failed("There is no file " + file, fault);
      } catch (IOException fault) {
        throw new StoreWork.Failed(
            "The file " + file + " cannot be read: " + fault.getMessage(), fault);
      }
    }

    private static Future<Registrations.Imported> load(Accounts open, BufferedReader lines) {
      try {
        return open.registrations().importFrom(lines);
      } catch (IOException fault) {
        return Future.failedFuture(fault);
      }
    }
  }
}
