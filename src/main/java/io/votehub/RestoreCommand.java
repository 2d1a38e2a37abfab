package io.votehub;

import io.votehub.audit.AuditVerifier;
import io.votehub.backup.BackupException;
import io.votehub.backup.BackupFile;
import io.votehub.backup.PointInTime;
import io.votehub.backup.Restore;
import io.votehub.backup.ResultCheck;
import io.votehub.config.Config;
import io.votehub.identity.HubKey;
import io.votehub.method.VotingMethods;
import io.votehub.ops.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/**
 * {@code votehub restore}: makes the empty store that the settings name into the one that a backup
 * was taken of. Ends with 0 once all of it is durable, else with 1, and then nothing was changed.
 */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Restores a backup into an empty store, of either kind. Stop the hub first.",
      "A backup that is damaged, cut short or of a newer version changes nothing."
    })
final class RestoreCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  @ParentCommand private Votehub votehub;

  @Parameters(paramLabel = "FILE", description = "The backup; - is the standard input.")
  private String from;

  @Option(
      names = "--dry-run",
      description =
          "Checks the backup and the store, says what would be done, and changes nothing.")
  private boolean dryRun;

  @Option(
      names = "--verify",
      description = {
        "Restores into memory only: recounts every closed poll from its ballots and compares",
        "with its result. Needs no store, and changes nothing."
      })
  private boolean verify;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = MomentConverter.class,
      description = {
        "Restores what there was at that time, before the backup was taken, such as",
        "2026-11-28T20:15:00Z, or milliseconds since 1970."
      })
  private Instant at;

  @Option(
      names = "--partial",
      description = {
        "With --at: restores what is known of that time, and says what is not, where the",
        "history of some polls does not reach back so far. Else nothing is restored then."
      })
  private boolean partial;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = {
        "The encryption keys of accounts, taken by votehub backup --keys. Accounts whose key is not",
        "in it, because they were erased since, are not restored."
      })
  private Path keys;

  @Override
  public Integer call() {
    return StoreWork.run(
        votehub,
        (settings, vertx) -> {
          if (partial && at == null) {
            throw new BackupException("--partial goes with --at TIME.");
          }
          if (!STANDARD_INPUT.equals(from)) {
            restoreAt(settings, new Restore(vertx), Path.of(from));
            return;
          }
          Path copy = standardInput();
          try {
            restoreAt(settings, new Restore(vertx), copy);
          } finally {
            Files.delete(copy);
          }
        });
  }

  private void restoreAt(Config settings, Restore restore, Path file)
      throws BackupException, IOException {
    if (at == null) {
      restore(settings, restore, file);
      return;
    }
    Path then = Files.createTempFile("votehub-", ".backup");
    try {
      PointInTime moment = PointInTime.of(BackupFile.check(file), at.toEpochMilli());
      say(moment.gaps());
      moment.writeTo(then, Version.current().version());
      restore(settings, restore, then);
    } finally {
      Files.delete(then);
    }
  }

  private void say(List<String> gaps) throws BackupException {
    if (gaps.isEmpty()) {
      return;
    }
    gaps.forEach(StoreWork::say);
    if (!partial) {
      throw new BackupException(
          "Not everything of "
              + at
              + " is known, so nothing was restored. Take a backup of an earlier time, another"
              + " time, or --partial to restore what is known.");
    }
  }

  /** It is read more than once, so it has to be a file. */
  private static Path standardInput() throws IOException {
    Path copy = Files.createTempFile("votehub-", ".backup");
    try {
      Files.copy(System.in, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException fault) {
      Files.delete(copy);
      throw fault;
    }
  }

  private void restore(Config settings, Restore restore, Path file) throws BackupException {
    BackupFile backup = BackupFile.check(file);
    if (verify) {
      verify(backup);
      verifyKeys(backup);
      verifyAudit(backup);
    }
    if (dryRun) {
      StoreWork.say(
          "Would restore " + StoreWork.words(backup.summary()) + ", into " + place(settings));
      requireEmpty(settings, restore);
    }
    if (!verify && !dryRun) {
      Map<String, String> known = keys == null ? Map.of() : BackupFile.check(keys).keys();
      Restore.Outcome outcome =
          settings.mongoUri().isPresent()
              ? restore.into(settings.mongoUri().get().reveal(), backup, known)
              : restore.into(settings.dataDir(), backup, known);
      StoreWork.say("Restored " + StoreWork.words(backup.summary()) + ", into " + place(settings));
      if (settings.redis().isPresent()) {
        StoreWork.say("Restart Redis before you start the hub: it counted what is no more there.");
      }
      sayLeftOut(outcome.accountsWithoutKey());
      warnOfBrokenAudit(backup);
      remindOfKey(settings);
    }
  }

  private void sayLeftOut(long accounts) {
    if (accounts > 0) {
      StoreWork.say(
          accounts
              + (accounts == 1 ? " account was" : " accounts were")
              + " left out: "
              + (keys == null
                  ? "give their keys by --keys FILE."
                  : "their keys are not in " + keys + ", so they were erased since."));
    }
  }

  private void verifyKeys(BackupFile backup) throws BackupException {
    if (keys != null) {
      long without = backup.accountsWithout(BackupFile.check(keys).keys().keySet());
      StoreWork.say(without + " accounts of the backup have no key in " + keys + ".");
    }
  }

  private static void verifyAudit(BackupFile backup) throws BackupException {
    List<AuditVerifier.Chain> chains = backup.auditChains();
    chains.forEach(chain -> StoreWork.say(AuditCommand.sentence(chain)));
    if (chains.stream().anyMatch(chain -> chain.fault().isPresent())) {
      throw new BackupException("The audit log in the backup is broken");
    }
  }

  /** It is restored as it was, because what is left of it is worth having. */
  private static void warnOfBrokenAudit(BackupFile backup) throws BackupException {
    for (AuditVerifier.Chain chain : backup.auditChains()) {
      if (chain.fault().isPresent()) {
        StoreWork.say("The audit log was broken already. " + AuditCommand.sentence(chain));
      }
    }
  }

  private static void verify(BackupFile backup) throws BackupException {
    ResultCheck.Outcome outcome = ResultCheck.of(backup, VotingMethods.standard());
    if (!outcome.wrong().isEmpty()) {
      throw new BackupException(
          "The ballots of "
              + outcome.wrong().size()
              + " of "
              + outcome.checked()
              + " closed polls do not make their results: "
              + String.join(", ", outcome.wrong()));
    }
    StoreWork.say(
        "Verified "
            + StoreWork.words(backup.summary())
            + ". The ballots of all "
            + outcome.checked()
            + " closed polls make their results."
            + (outcome.secret() == 0
                ? ""
                : " The ballots of "
                    + outcome.secret()
                    + " secret polls were removed when these closed."));
  }

  private static void requireEmpty(Config settings, Restore restore) throws BackupException {
    long rooms =
        settings.mongoUri().isPresent()
            ? restore.rooms(settings.mongoUri().get().reveal())
            : restore.rooms(settings.dataDir());
    if (rooms > 0) {
      throw new BackupException(
          "It would be refused: there are " + rooms + " rooms already, and it must be empty.");
    }
  }

  private static String place(Config settings) {
    return settings.mongoUri().isPresent()
        ? "the database of mongo.uri"
        : "the data folder " + settings.dataDir().toAbsolutePath().normalize();
  }

  private static void remindOfKey(Config settings) {
    Path key = settings.dataDir().resolve(HubKey.FILE);
    if (settings.authSecret().isEmpty()
        && (settings.mongoUri().isPresent() || !Files.exists(key))) {
      StoreWork.say(
          "The hub's key is in no backup. Before you start the hub, "
              + (settings.mongoUri().isPresent()
                  ? "set auth.secret to what it was"
                  : "put " + HubKey.FILE + " into the data folder, or set auth.secret")
              + "; with a new key every presenter and voter is a stranger.");
    }
  }
}
