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
 * The age of the last backup in hours, from the status file that {@code docker/backup} writes;
 * since the start of the hub if there is no backup yet, and empty if no file is configured. Reads
 * the disk, so not for event loops.
 */
public final class BackupAge implements Supplier<OptionalDouble> {
  private static final Pattern LAST =
      Pattern.compile("(?m)^votehub_backup_last_success_timestamp_seconds (\\d{1,15})$");
  private static final double HOUR_S = 3600;

  private final Optional<Path> status;
  private final InstantSource clock;
  private final long startedAt;

  /**
   * @param status the file; empty if backups are not monitored
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
      // There has been none since the start; in time the alert fires for that, too.
      return startedAt;
    }
  }
}
