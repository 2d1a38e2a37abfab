package io.votehub.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Schemathesis sends generated requests, valid and invalid, from {@code docs/openapi.yaml} to the
 * packaged jar and validates the answers. Run by {@code mvn -Pschemathesis verify}, with {@code
 * -Dvotehub.schemathesis=EXECUTABLE} if it is not on the path ({@code pip install schemathesis}),
 * and {@code -Dvotehub.schemathesis.seconds} for more than a minute.
 */
@EnabledIfSystemProperty(named = SchemathesisIT.EXECUTABLE, matches = ".+")
class SchemathesisIT {
  static final String EXECUTABLE = "votehub.schemathesis";
  private static final Path DOCUMENT = Path.of("docs", "openapi.yaml").toAbsolutePath();
  private static final String SECONDS = System.getProperty(EXECUTABLE + ".seconds", "60");
  private static final long WITHIN_MIN = 60;

  /**
   * Without the checks that invalid data is refused and valid data accepted: lengths are measured
   * after removing control characters and white space, and what a poll allows depends on its state
   * and other fields, which a schema does not express.
   */
  private static final String CHECKS =
      String.join(
          ",",
          "not_a_server_error",
          "status_code_conformance",
          "content_type_conformance",
          "response_headers_conformance",
          "response_schema_conformance",
          "unsupported_method",
          "allow_header_conformance");

  /** These calls would end what the others use. */
  private static final List<String> ENDING = List.of("deleteRoom", "deletePoll", "replaceToken");

  @TempDir Path folder;

  @Test
  @Timeout(value = WITHIN_MIN, unit = TimeUnit.MINUTES)
  void everyAnswerConformsToTheDocument() throws Exception {
    Map<String, String> settings =
        Map.of("VOTEHUB_ROOMS_PER_MINUTE", "1000000", "VOTEHUB_LIMITS_VOTES_PER_SECOND", "0");
    try (HubProcess hub = HubProcess.launch(folder, FreePort.find(), settings)) {
      hub.awaitReady();

      run(hub, aRoomWithAPoll(hub), "examples,coverage,fuzzing", ENDING);
      run(hub, Files.writeString(folder.resolve("none.toml"), ""), "fuzzing,stateful", List.of());
    }
  }

  /** Settings that direct the calls at one room and its open poll, with a valid token. */
  private Path aRoomWithAPoll(HubProcess hub) throws Exception {
    Map<String, Object> room = hub.json("POST", "/api/v1/rooms", null, Map.of("title", "T"));
    String token = (String) room.get("token");
    String path = "/api/v1/rooms/" + room.get("code");
    Map<String, Object> draft =
        Map.of("question", "Which?", "method", "single", "options", List.of("A", "B"));
    Object poll = hub.json("POST", path + "/polls", token, draft).get("id");
    hub.json("POST", path + "/polls/" + poll + "/open", token, Map.of());
    Object voter = hub.json("POST", path + "/voters", null, Map.of()).get("token");
    return Files.writeString(
        folder.resolve("schemathesis.toml"),
        """
        headers = { Authorization = "Bearer %s" }
        [parameters]
        "path.code" = "%s"
        "path.poll" = "%s"
        [[operations]]
        include-operation-id = "castBallot"
        headers = { Authorization = "Bearer %s" }
        """
            .formatted(token, room.get("code"), poll, voter));
  }

  private void run(HubProcess hub, Path settings, String phases, List<String> excluded)
      throws Exception {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty(EXECUTABLE));
    command.addAll(List.of("--config-file", settings.toString(), "run", DOCUMENT.toString()));
    command.addAll(List.of("--url", "http://127.0.0.1:" + hub.port(), "--checks", CHECKS));
    command.addAll(List.of("--phases", phases, "--max-time", SECONDS));
    command.addAll(List.of("--continue-on-failure", "--no-color", "--warnings", "off"));
    excluded.forEach(each -> command.addAll(List.of("--exclude-operation-id", each)));
    File report = folder.resolve("schemathesis.log").toFile();
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(report)
            .start();

    boolean ended = process.waitFor(WITHIN_MIN, TimeUnit.MINUTES);

    String found = Files.readString(report.toPath());
    System.out.println(found);
    assertThat(ended && process.exitValue() == 0).as(found).isTrue();
    assertThat(hub.isReady()).as(hub.output()).isTrue();
  }
}
