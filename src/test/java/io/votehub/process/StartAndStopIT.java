package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.session.VoterClient;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the packaged jar starts, refuses to start, and stops. */
class StartAndStopIT {
  @TempDir Path folder;

  @Test
  void theStartupMessageNamesTheAddressAndHowToCreateARoom() throws Exception {
    try (HubProcess hub = HubProcess.start(folder, FreePort.find())) {
      assertThat(hub.output())
          .contains("http://localhost:" + hub.port() + "/", folder.resolve("data").toString());
      assertThat(hub.call("GET", "/", null, null).body()).contains("<html");
      assertThat(hub.json("GET", "/version", null, null)).containsEntry("name", "votehub");
    }
  }

  @Test
  void theDemoSimulatesVoters() throws Exception {
    try (HubProcess hub =
        HubProcess.launch(folder, FreePort.find(), Map.of(), "demo", "--voters", "25")) {
      hub.awaitOutput("25 present");
      hub.awaitOutput("Big screen");
      hub.awaitOutput("ack p50");
      hub.terminate();
      assertThat(hub.awaitExit(60)).isZero();
    }
  }

  @Test
  void onSigtermTheHubDrainsConnectionsAndExitsWithZero() throws Exception {
    Vertx clients = Vertx.vertx();
    try (HubProcess hub = HubProcess.start(folder, FreePort.find())) {
      Map<String, Object> room = hub.json("POST", "/api/v1/rooms", null, Map.of("title", "T"));
      VoterClient voter = VoterClient.connect(clients, hub.port());
      voter.join((String) room.get("code"));

      hub.terminate();

      assertThat(voter.await("bye")).containsEntry("reason", "restart");
      assertThat(voter.awaitClose()).isEqualTo(1012);
      assertThat(hub.awaitExit(60)).isZero();
    } finally {
      clients.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void onSigtermDuringStartupTheHubStopsCleanly() throws Exception {
    try (HubProcess hub = HubProcess.launch(folder, FreePort.find(), Map.of())) {
      hub.awaitOutput("Network transport");

      hub.terminate();

      assertThat(hub.awaitExit(60)).as(hub.output()).isZero();
      assertThat(hub.output()).doesNotContain("Exception", "Shutdown in progress");
    }
  }

  @Test
  void everyLineOfAJsonLogIsJson() throws Exception {
    Map<String, String> json = Map.of("VOTEHUB_LOG_FORMAT", "json", "VOTEHUB_INSTANCE_ID", "hub-1");
    try (HubProcess hub = HubProcess.launch(folder, FreePort.find(), json)) {
      hub.awaitReady();
      hub.awaitOutput("\"ready\"");
      hub.terminate();
      assertThat(hub.awaitExit(60)).isZero();

      List<Map<String, Object>> lines = jsonLines(hub);
      assertThat(lines)
          .extracting(line -> line.get("event"))
          .filteredOn(Objects::nonNull)
          .containsExactly("ready", "stopping", "stopped");
      assertThat(lines).allSatisfy(line -> assertThat(line).containsEntry("instance", "hub-1"));
      assertThat(lines)
          .anySatisfy(
              line ->
                  assertThat(line)
                      .containsEntry("port", hub.port())
                      .containsEntry("address", "http://localhost:" + hub.port()));
    }
  }

  @Test
  void aFailedStartIsLoggedAsJsonToo() throws Exception {
    Path settings =
        Files.writeString(folder.resolve("hub.yaml"), "log.format: json\nhttp.prot: 1\n");
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    Map<String, String> json = Map.of("VOTEHUB_LOG_FORMAT", "json");
    Map<String, String> noFolder =
        Map.of("VOTEHUB_LOG_FORMAT", "json", "VOTEHUB_DATA_DIR", notAFolder + "/data");
    List<HubProcess> failing =
        List.of(
            HubProcess.launch(folder, FreePort.find(), Map.of(), "--config=" + settings),
            HubProcess.launch(folder, FreePort.find(), json, "--confg=x"),
            HubProcess.launch(folder, FreePort.find(), noFolder));
    for (HubProcess hub : failing) {
      assertThat(hub.awaitExit(60)).isNotZero();

      List<Map<String, Object>> lines = jsonLines(hub);
      assertThat(lines.get(lines.size() - 1))
          .containsEntry("event", "not-started")
          .containsEntry("level", "ERROR");
    }
    assertThat(failing.get(0).output()).contains("did you mean http.port?");
  }

  private static List<Map<String, Object>> jsonLines(HubProcess hub)
      throws IOException, BadJsonException {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (String line : hub.output().lines().toList()) {
      lines.add(Json.readObject(line));
    }
    return lines;
  }

  @Test
  void twoHubsOnOneDataFolderAreRefused() throws Exception {
    try (HubProcess first = HubProcess.start(folder, FreePort.find())) {
      HubProcess second = HubProcess.launch(folder, FreePort.find(), Map.of());

      assertThat(second.awaitExit(60)).isNotZero();
      assertThat(second.output()).contains("A hub is running on this data folder");
      assertThat(first.call("GET", "/health/ready", null, null).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void anOccupiedPortIsNamed() throws Exception {
    try (HubProcess first = HubProcess.start(folder, FreePort.find())) {
      Path other = Files.createDirectory(folder.resolve("other"));
      HubProcess second = HubProcess.launch(other, first.port(), Map.of());

      assertThat(second.awaitExit(60)).isNotZero();
      assertThat(second.output()).contains("port " + first.port(), "http.port");
    }
  }

  @Test
  void aKillLeavesNoTemporaryFiles() throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    List<String> options = List.of("-Djava.io.tmpdir=" + temporary);
    HubProcess hub =
        HubProcess.launch(
            HubProcess.JAR, folder, FreePort.find(), Map.of(), options, List.of("demo"));
    hub.awaitOutput("ack p50");

    hub.kill();

    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aCorruptDataFileIsNamedAndLeftUnchanged() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data"));
    Path file = Files.writeString(data.resolve("votes.db"), "not a store".repeat(1000));
    HubProcess hub = HubProcess.launch(folder, FreePort.find(), Map.of());

    assertThat(hub.awaitExit(60)).isNotZero();
    assertThat(hub.output()).contains(file.toString(), "damaged");
    assertThat(Files.readString(file)).startsWith("not a store");
  }

  @Test
  void anUnwritableDataFolderIsNamed() throws Exception {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");
    HubProcess hub =
        HubProcess.launch(
            folder, FreePort.find(), Map.of("VOTEHUB_DATA_DIR", notAFolder + "/data"));

    assertThat(hub.awaitExit(60)).isNotZero();
    assertThat(hub.output()).contains("data folder", notAFolder.toString());
  }

  @Test
  void aDamagedJarEndsTheProcess() throws Exception {
    Path jar = Files.copy(HubProcess.JAR, folder.resolve("damaged.jar"));
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Files.writeString(inside.getPath("/io/votehub/Hub.class"), "no class");
    }

    HubProcess hub =
        HubProcess.launch(jar, folder, FreePort.find(), Map.of(), List.of(), List.of());

    assertThat(hub.awaitExit(60)).isEqualTo(1);
    assertThat(hub.output()).contains("its jar is damaged or incomplete", "ClassFormatError");
  }

  @Test
  void anUnknownSettingStopsTheStart() throws IOException, InterruptedException {
    HubProcess hub =
        HubProcess.launch(folder, FreePort.find(), Map.of("VOTEHUB_TALLY_INTERVALL", "7"));

    assertThat(hub.awaitExit(60)).isNotZero();
    assertThat(hub.output()).contains("VOTEHUB_TALLY_INTERVALL");
  }
}
