package io.votehub.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The age of the last backup in hours, by the status file that {@code docker/backup} writes; since
 * the start of the hub where there is no backup yet, and nothing where no file is set. Reads the
 * disk, so not for event loops.
 */
public final class BackupAge implements Supplier<OptionalDouble> {
  private static final Pattern LAST =
      Pattern.compile("(?m)^votehub_backup_last_success_timestamp_seconds (\\d{1,15})$");
  private static final double HOUR_S = 3600;

  private final Optional<Path> status;
  private final InstantSource clock;
  private final long startedAt;

  /**
   * @param status the file; nothing where backups are not watched
   */
  public BackupAge(Optional<Path> status, InstantSource clock) {
    this.status = status;
    this.clock = clock;
    this.startedAt = clock.millis() / 1000;
  }

  @Override
  public OptionalDouble get() {
    return status
        .map(file -> OptionalDouble.of((clock.millis() / 1000 - last(file)) / HOUR_S))
        .orElse(OptionalDouble.empty());
  }

  private long last(Path file) {
    try {
      Matcher last = LAST.matcher(Files.readString(file));
      return last.find() ? Long.parseLong(last.group(1)) : startedAt;
    } catch (IOException none) {
      // There was none since the start, which in time is an old backup too.
      return startedAt;
    }
  }
}
