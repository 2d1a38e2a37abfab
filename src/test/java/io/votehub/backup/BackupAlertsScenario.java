package io.votehub.backup;

import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.votehub.poll.Room;
import io.votehub.process.FreePort;
import io.votehub.process.HubProcess;
import io.votehub.process.PrometheusServer;
import io.votehub.process.ServerProcess;
import io.votehub.store.embedded.EmbeddedStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way from the backup service to an alert: its script with restic, the textfile collector
 * of the node exporter, Prometheus with the hub's own rules, of which only the waiting is left out.
 */
class BackupAlertsScenario {
  private static final String EXPORTER = "prometheus-node-exporter";

  @TempDir Path folder;
  private final List<AutoCloseable> started = new ArrayList<>();
  private PrometheusServer prometheus;

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : started) {
      each.close();
    }
  }

  @Test
  void anAlertFiresUntilThereIsABackupThatWasVerified() throws Exception {
    for (String program : List.of("restic", PrometheusServer.PROGRAM, EXPORTER)) {
      assumeTrue(ServerProcess.isInstalled(program), program + " is not installed");
    }
    Path status = Files.createDirectory(folder.resolve("status"));
    Vertx vertx = Vertx.vertx();
    EmbeddedStore store =
        await(EmbeddedStore.open(vertx, folder.resolve("data"), (entries, nanos) -> {}));
    await(store.addRoom(new Room("ABC234", "Kept", 1)));
    await(store.close());
    await(vertx.close());
    watch(status);

    assertThat(backup(status, "/dev/null/no-folder")).isNotZero();
    awaitTrue(() -> isFiring("VotehubBackupOld") && isFiring("VotehubBackupUnverified"));

    long before = System.currentTimeMillis() / 1_000;
    assertThat(backup(status, folder.resolve("repository").toString())).isZero();
    awaitTrue(() -> !isFiring("VotehubBackupOld") && !isFiring("VotehubBackupUnverified"));
    assertThat(value("votehub_backup_last_success_timestamp_seconds"))
        .isGreaterThanOrEqualTo(before);
    assertThat(value("votehub_backup_last_verified_timestamp_seconds"))
        .isGreaterThanOrEqualTo(before);
    assertThat(value("votehub_backup_size_bytes")).isPositive();

    Path file = status.resolve("votehub_backup.prom");
    String aged = Files.readString(file).replaceAll("(verified_timestamp_seconds) \\d+", "$1 1000");
    Files.writeString(file, aged);
    awaitTrue(() -> isFiring("VotehubBackupUnverified"));
    assertThat(isFiring("VotehubBackupOld")).isFalse();
    assertThat(backup(status, folder.resolve("repository").toString())).isZero();
    awaitTrue(() -> !isFiring("VotehubBackupUnverified"));
  }

  private int backup(Path status, String repository) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(Path.of("docker", "backup").toString());
    builder.environment().keySet().removeIf(name -> name.startsWith("VOTEHUB"));
    builder
        .environment()
        .putAll(
            Map.of(
                "RESTIC_REPOSITORY", repository,
                "RESTIC_PASSWORD_FILE",
                    Files.writeString(folder.resolve("password"), "a key for tests").toString(),
                "RESTIC_CACHE_DIR", folder.resolve("cache").toString(),
                "BACKUP_WORK", folder.resolve("work").toString(),
                "BACKUP_STATUS", status.resolve("votehub_backup.prom").toString(),
                "VOTEHUB", "java -XX:TieredStopAtLevel=1 -jar " + HubProcess.JAR,
                "VOTEHUB_DATA_DIR", folder.resolve("data").toString()));
    Process process = builder.redirectErrorStream(true).redirectOutput(log("backup")).start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private ProcessBuilder.Redirect log(String name) {
    return ProcessBuilder.Redirect.appendTo(folder.resolve(name + ".log").toFile());
  }

  private void watch(Path status) throws Exception {
    int exporter = FreePort.find();
    List<String> command =
        List.of(
            EXPORTER,
            "--collector.disable-defaults",
            "--collector.textfile",
            "--collector.textfile.directory=" + status,
            "--web.listen-address=127.0.0.1:" + exporter);
    started.add(ServerProcess.start(folder, Map.of(), command));
    String rules = Files.readString(Path.of("monitoring", "votehub.rules.yaml"));
    Files.writeString(folder.resolve("rules.yaml"), rules.replaceAll("for: \\w+", "for: 0s"));
    prometheus =
        PrometheusServer.start(
            folder,
            """
            global: { scrape_interval: 1s, evaluation_interval: 1s }
            rule_files: [rules.yaml]
            scrape_configs:
              - job_name: machine
                static_configs: [{ targets: ["127.0.0.1:%d"] }]
            """
                .formatted(exporter));
    started.add(prometheus);
  }

  private boolean isFiring(String alert) {
    return !prometheus.query("ALERTS{alertname=\"" + alert + "\",alertstate=\"firing\"}").isEmpty();
  }

  private long value(String metric) {
    JsonObject series = prometheus.query(metric).get(0);
    return (long) Double.parseDouble(series.getJsonArray("value").getString(1));
  }

  private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }
}
