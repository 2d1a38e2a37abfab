package io.votehub;

import io.votehub.backup.Backup;
import io.votehub.backup.BackupException;
import io.votehub.backup.BackupSummary;
import io.votehub.config.Config;
import io.votehub.ops.Version;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/**
 * {@code votehub backup}: takes a backup of the store that the settings name, while the hub runs or
 * not. Ends with 0 once the backup is whole and durable, else with 1, and then there is no file.
 */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Takes a backup of all rooms, polls, ballots, accounts and voter rolls, while the hub runs",
      "or not. It can be restored into either store. Neither the hub's key nor the encryption keys",
      "of accounts are in it."
    })
final class BackupCommand implements Callable<Integer> {
  private static final String STANDARD_OUTPUT = "-";
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'votehub-'yyyy-MM-dd'T'HH-mm-ss'Z.backup'")
          .withZone(ZoneOffset.UTC);

  @ParentCommand private Votehub votehub;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description =
          "Where to write; - is the standard output. Else a file here, named by the time.")
  private String to;

  @Option(
      names = "--keys",
      paramLabel = "FILE",
      description = {
        "Where to write the encryption keys of accounts, without which accounts cannot be restored.",
        "Keep only the newest such file, apart from the backups: who is not in it stays erased."
      })
  private Path keys;

  @Override
  public Integer call() {
    return StoreWork.run(
        votehub, (settings, vertx) -> take(settings, new Backup(vertx, version())));
  }

  private void take(Config settings, Backup backup) throws BackupException {
    Backup.Source source =
        settings.mongoUri().isPresent()
            ? backup.of(settings.mongoUri().get().reveal())
            : backup.of(settings.dataDir());
    if (STANDARD_OUTPUT.equals(to)) {
      BackupSummary summary = toStandardOutput(source);
      StoreWork.say("Backup of " + StoreWork.words(summary));
      takeKeys(settings, backup, summary);
    } else {
      Path file = Path.of(to == null ? NAME.format(Instant.now()) : to);
      BackupSummary summary = Backup.toFile(file, source);
      StoreWork.say("Backup of " + StoreWork.words(summary) + ": " + file);
      takeKeys(settings, backup, summary);
    }
  }

  private void takeKeys(Config settings, Backup backup, BackupSummary taken)
      throws BackupException {
    if (keys != null) {
      Backup.Source source =
          settings.mongoUri().isPresent()
              ? backup.keysOf(settings.mongoUri().get().reveal())
              : backup.keysOf(settings.dataDir());
      long count = Backup.toFile(keys, source).people();
      StoreWork.say("Keys of " + count + " accounts: " + keys);
    } else if (taken.people() > 0) {
      StoreWork.say(
          "The encryption keys of accounts are not in it; take them with --keys FILE, and keep the"
              + " newest apart from the backups.");
    }
  }

  private static BackupSummary toStandardOutput(Backup.Source source) throws BackupException {
    try (OutputStream out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out))) {
      return source.writeTo(out);
    } catch (IOException fault) {
      throw new BackupException(
          "The backup cannot be written to the standard output: " + fault.getMessage(), fault);
    }
  }

  private static String version() {
    return Version.current().version();
  }
}
