package io.votehub;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.accounts.Accounts;
import io.votehub.config.Config;
import io.votehub.identity.HubKey;
import io.votehub.people.People;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.people.mongo.MongoPeople;
import io.votehub.poll.Refusal;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
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
      if (settings.accounts().isEmpty()) {
        throw new StoreWork.Failed("accounts.enabled is false; set it to true first", null);
      }
      Future<String> link =
          settings.mongoUri().isPresent()
              ? inCluster(settings, vertx, mail)
              : inFolder(settings, vertx, mail);
      try {
        return link.toCompletionStage().toCompletableFuture().join();
      } catch (CompletionException fault) {
        if (fault.getCause() instanceof StoreException || fault.getCause() instanceof Refusal) {
          throw new StoreWork.Failed(fault.getCause().getMessage(), fault.getCause());
        }
        throw fault;
      }
    }

    private static Future<String> inFolder(Config settings, Vertx vertx, String mail)
        throws IOException {
      HubKey key =
          settings.authSecret().isPresent()
              ? HubKey.of(settings.authSecret().get().reveal())
              : HubKey.inFolder(settings.dataDir());
      return EmbeddedPeople.open(vertx, settings.dataDir(), InstantSource.system())
          .compose(people -> add(settings, vertx, key, people, mail));
    }

    private static Future<String> inCluster(Config settings, Vertx vertx, String mail) {
      return MongoStore.open(vertx, settings.mongoUri().orElseThrow().reveal(), StoreMeter.NONE)
          .compose(
              store ->
                  key(settings, store)
                      .compose(
                          key ->
                              MongoPeople.open(store.calls(), InstantSource.system())
                                  .compose(people -> add(settings, vertx, key, people, mail)))
                      .eventually(store::close));
    }

    private static Future<HubKey> key(Config settings, MongoStore store) {
      return settings
          .authSecret()
          .map(secret -> Future.succeededFuture(HubKey.of(secret.reveal())))
          .orElseGet(() -> store.keep("auth-secret", HubKey.fresh()).map(HubKey::of));
    }

    private static Future<String> add(
        Config settings, Vertx vertx, HubKey key, People people, String mail) {
      String address =
          settings.publicUrl().orElseGet(() -> "http://localhost:" + settings.http().port());
      return AccountsStart.open(
              vertx, settings, key, () -> Future.succeededFuture(people), new SimpleMeterRegistry())
          .compose(accounts -> added(accounts, mail, address));
    }

    private static Future<String> added(Accounts accounts, String mail, String address) {
      return Future.succeededFuture()
          .compose(open -> accounts.registrations().addOperator(mail, address))
          .eventually(accounts::close);
    }
  }
}
