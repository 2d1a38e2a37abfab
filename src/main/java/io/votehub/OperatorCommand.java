package io.votehub;

import io.vertx.core.Vertx;
import io.votehub.config.Config;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code votehub operator}: people who administer the hub. */
@Command(
    name = "operator",
    mixinStandardHelpOptions = true,
    subcommands = OperatorCommand.Add.class,
    description = "Manages the people who administer the hub.")
final class OperatorCommand implements Callable<Integer> {
  @ParentCommand private Votehub votehub;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return CommandLine.ExitCode.USAGE;
  }

  /**
   * {@code votehub operator add MAIL}: makes an account an operator's, or makes a new one, and
   * prints the link by which its owner sets a password. Ends with 1 if that was not possible.
   */
  @Command(
      name = "add",
      mixinStandardHelpOptions = true,
      description = {
        "Makes the account with that address an operator's, or makes a new one,",
        "and prints a link by which its owner sets a password within a day.",
        "Without MongoDB, stop the hub first."
      })
  static final class Add implements Callable<Integer> {
    @ParentCommand private OperatorCommand operators;

    @Parameters(paramLabel = "MAIL", description = "The mail address.")
    private String mail;

    @Override
    public Integer call() {
      return StoreWork.run(
          operators.votehub,
          (settings, vertx) -> {
            String link = link(settings, vertx, mail);
            StoreWork.say("Open this link within a day to set a password:");
            StoreWork.say(link);
          });
    }

    /**
     * Makes the operator's account; the link by which its owner sets a password.
     *
     * @throws StoreWork.Failed with what to do, if that is not possible now
     */
    static String link(Config settings, Vertx vertx, String mail) throws IOException {
      String address =
          settings.publicUrl().orElseGet(() -> "http://localhost:" + settings.http().port());
      return AccountsWork.run(
          settings, vertx, accounts -> accounts.registrations().addOperator(mail, address));
    }
  }
}
