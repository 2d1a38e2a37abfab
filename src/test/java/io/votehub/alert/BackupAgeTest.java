package io.votehub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupAgeTest {
  @TempDir private Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.ofEpochSecond(1_700_000_000));
  private final InstantSource clock = now::get;

  @Test
  void theAgeIsThatOfTheLastSuccessfulBackup() throws IOException {
    Path status = folder.resolve("votehub.prom");
    Files.writeString(
        status,
        """
        # TYPE votehub_backup_last_success_timestamp_seconds gauge
        votehub_backup_last_success_timestamp_seconds 1699996400
        votehub_backup_size_bytes 12
        """);

    assertThat(new BackupAge(Optional.of(status), clock).get()).hasValue(1);
  }

  @Test
  void withoutABackupTheAgeIsTheUptimeOfTheHub() {
    BackupAge age = new BackupAge(Optional.of(folder.resolve("none")), clock);

    now.set(now.get().plusSeconds(27 * 3600));

    assertThat(age.get()).hasValue(27);
  }

  @Test
  void withoutAConfiguredFileThereIsNoAge() {
    assertThat(new BackupAge(Optional.empty(), clock).get()).isEmpty();
  }
}
