package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.PythonProgram;
import io.votehub.RunningHub;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub passes the conformance kit, whose checks cite places that there are. */
class ConformanceTest {
  private static final Path SCRIPTS = Path.of("conformance", "conversations");

  @TempDir Path folder;

  @Test
  @Tag("slow")
  void aHubHoldsEveryConversation() throws Exception {
    assumeTrue(PythonProgram.isThere(), "There is no python3 here");
    Path results = folder.resolve("results.xml");
    try (RunningHub hub = new RunningHub(folder.resolve("data"), Map.of())) {
      Process run =
          PythonProgram.start(
              "run.py", "http://127.0.0.1:" + hub.port(), "--junit", results.toString());
      String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(run.waitFor(2, TimeUnit.MINUTES)).isTrue();
      assertThat(run.exitValue()).as(said).isZero();
    }
    assertThat(Files.readString(results))
        .startsWith("<?xml")
        .contains("failures=\"0\"", "value=\"docs/asyncapi.yaml#/components/messages/ack\"");
  }

  @Test
  @Tag("slow")
  void aHubThatBreaksItsWordIsFoundOut() throws Exception {
    assumeTrue(PythonProgram.isThere(), "There is no python3 here");
    Path results = folder.resolve("results.xml");
    try (HttpKit other = new HttpKit()) {
      Process run =
          PythonProgram.start(
              "run.py",
              "http://127.0.0.1:" + other.port + "/elsewhere",
              "--only",
              "rooms",
              "--junit",
              results.toString());
      String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(run.waitFor(1, TimeUnit.MINUTES)).isTrue();
      assertThat(run.exitValue()).as(said).isOne();
      assertThat(said).contains("FAILED", "step 1", "see docs/openapi.yaml#");
    }
    assertThat(Files.readString(results)).contains("<failure message=\"see docs/openapi.yaml#");
  }

  @Test
  void everyCheckCitesAPlaceOfTheDocuments() throws IOException {
    List<String> cited = new ArrayList<>();
    try (DirectoryStream<Path> scripts = Files.newDirectoryStream(SCRIPTS, "*.json")) {
      for (Path script : scripts) {
        JsonArray checks = new JsonObject(Files.readString(script)).getJsonArray("checks");
        checks.forEach(check -> cited.add(((JsonObject) check).getString("cites")));
      }
    }

    assertThat(cited).hasSizeGreaterThan(40).allSatisfy(ConformanceTest::requirePlace);
  }

  private static void requirePlace(String cites) throws IOException {
    String file = cites.substring(0, cites.indexOf('#'));
    String place = cites.substring(cites.indexOf('#') + 1);
    if (file.endsWith(".md")) {
      assertThat(Files.readAllLines(Path.of(file))).as(cites).contains("## " + place);
      return;
    }
    JsonObject at = file.endsWith("asyncapi.yaml") ? Documents.ASYNCAPI : Documents.OPENAPI;
    for (String step : place.substring(1).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      assertThat(at.containsKey(name)).as(cites).isTrue();
      at = at.getJsonObject(name);
    }
  }
}
