package io.votehub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.audit.AuditVerifier;
import io.votehub.config.Config;
import io.votehub.people.AuditEntry;
import io.votehub.people.People;
import io.votehub.people.PeopleJson;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.people.mongo.MongoPeople;
import io.votehub.poll.Refusal;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import io.votehub.store.mongo.MongoStore;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code votehub audit}: reads the audit log beside the hub. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    subcommands = {AuditCommand.Verify.class, AuditCommand.Export.class},
    description = {
      "Verifies or exports the audit log: who did what, and when.",
      "Without MongoDB, stop the hub first, or use a copy of its data folder."
    })
final class AuditCommand implements Callable<Integer> {
  @ParentCommand private Votehub votehub;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(System.err);
    return CommandLine.ExitCode.USAGE;
  }

  /** {@code votehub audit verify}: ends with 0 if all chains are in order, else with 1. */
  @Command(
      name = "verify",
      mixinStandardHelpOptions = true,
      description = {
        "Verifies the chains of all instances, and names the first broken place of each.",
        "Finds an end that was cut off by the newest entry noted once an hour in the store."
      })
  static final class Verify implements Callable<Integer> {
    @ParentCommand private AuditCommand audit;

    @Override
    public Integer call() {
      return StoreWork.run(
          audit.votehub,
          (settings, vertx) -> {
            List<AuditVerifier.Chain> chains = read(settings, vertx, entry -> {});
            chains.forEach(chain -> StoreWork.say(sentence(chain)));
            if (chains.isEmpty()) {
              StoreWork.say("The audit log is empty.");
            }
            requireInOrder(chains);
          });
    }
  }

  /** {@code votehub audit export}: all entries, a line of JSON each. */
  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = {
        "Writes all entries to the standard output, a line of JSON each, chain by chain.",
        "Ends with 1 if a chain is broken; all is written then, too."
      })
  static final class Export implements Callable<Integer> {
    @ParentCommand private AuditCommand audit;

    @Override
    public Integer call() {
      return StoreWork.run(
          audit.votehub,
          (settings, vertx) -> {
            try (PrintStream out =
                new PrintStream(
                    new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
              List<AuditVerifier.Chain> chains =
                  read(settings, vertx, entry -> out.print(PeopleJson.audit(entry) + "\n"));
              out.flush();
              if (out.checkError()) {
                throw new StoreWork.Failed(
                    "The audit log cannot be written to the standard output", null);
              }
              requireInOrder(chains);
            }
          });
    }
  }

  static String sentence(AuditVerifier.Chain chain) {
    String kept =
        String.format(
            Locale.ROOT,
            "%s: %d entries from number %d on are in order, the last hash is %s",
            chain.instance(),
            chain.entries(),
            chain.first(),
            chain.lastHash());
    return chain
        .fault()
        .map(
            fault ->
                kept
                    + "\n"
                    + chain.instance()
                    + ": BROKEN at "
                    + fault.number()
                    + ": "
                    + fault.what())
        .orElse(kept);
  }

  private static void requireInOrder(List<AuditVerifier.Chain> chains) throws IOException {
    long broken = chains.stream().filter(chain -> chain.fault().isPresent()).count();
    if (broken > 0) {
      throw new StoreWork.Failed("The audit log is broken in " + broken + " of its chains", null);
    }
  }

  static List<AuditVerifier.Chain> read(Config settings, Vertx vertx, Consumer<AuditEntry> reader)
      throws IOException {
    try {
      return (settings.mongoUri().isPresent()
              ? inCluster(settings, vertx, reader)
              : inFolder(settings, vertx, reader))
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    } catch (CompletionException fault) {
      if (fault.getCause() instanceof StoreException || fault.getCause() instanceof Refusal) {
        throw new StoreWork.Failed(fault.getCause().getMessage(), fault.getCause());
      }
      throw fault;
    }
  }

  private static Future<List<AuditVerifier.Chain>> inFolder(
      Config settings, Vertx vertx, Consumer<AuditEntry> reader) {
    return EmbeddedPeople.open(vertx, settings.dataDir(), InstantSource.system())
        .compose(people -> verify(people, reader).eventually(people::close));
  }

  private static Future<List<AuditVerifier.Chain>> inCluster(
      Config settings, Vertx vertx, Consumer<AuditEntry> reader) {
    return MongoStore.open(vertx, settings.mongoUri().orElseThrow().reveal(), StoreMeter.NONE)
        .compose(
            store ->
                MongoPeople.open(store.calls(), InstantSource.system())
                    .compose(people -> verify(people, reader))
                    .eventually(store::close));
  }

  private static Future<List<AuditVerifier.Chain>> verify(
      People people, Consumer<AuditEntry> reader) {
    return new AuditVerifier(people).verify(reader);
  }
}
