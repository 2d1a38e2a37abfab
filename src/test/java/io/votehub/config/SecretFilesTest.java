package io.votehub.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings in files of their own, as secrets are given to containers. */
class SecretFilesTest extends ConfigReading {
  @Test
  void everySettingMayBeReadFromAFileWithATrailingLineBreak() throws Exception {
    Map<String, String> environment =
        Map.of(
            "VOTEHUB_AUTH_SECRET_FILE", valueFile("secret", SECRET + "\n"),
            "VOTEHUB_MONGO_URI_FILE",
                valueFile("mongo", "mongodb://hub:hunter22@mongo/votehub\r\n"),
            "VOTEHUB_REDIS_URI_FILE", valueFile("redis", "redis://:hunter22@redis"),
            "VOTEHUB_HTTP_PORT_FILE", valueFile("port", "9001\n"));

    Config config = read(file("http.port: 9000\n"), environment);

    assertThat(config.authSecret().orElseThrow().reveal()).isEqualTo(SECRET);
    assertThat(config.mongoUri().orElseThrow().reveal())
        .isEqualTo("mongodb://hub:hunter22@mongo/votehub");
    assertThat(config.redis().orElseThrow().uri().login().orElseThrow().password())
        .isEqualTo("hunter22");
    assertThat(config.http().port()).isEqualTo(9001);
    for (Setting<?> setting : Setting.ALL) {
      assertThat(faults(file(""), Map.of(setting.variable() + "_FILE", "none")))
          .as(setting.name())
          .isNotEmpty();
    }
  }

  @Test
  void givingAValueAndAFileForOneSettingIsAnErrorThatNamesBoth() throws IOException {
    Map<String, String> environment =
        Map.of(
            "VOTEHUB_AUTH_SECRET", SECRET, "VOTEHUB_AUTH_SECRET_FILE", valueFile("secret", SECRET));

    assertThat(faults(file(""), environment))
        .containsExactly(
            "VOTEHUB_AUTH_SECRET, VOTEHUB_AUTH_SECRET_FILE: auth.secret: only one may be set");
  }

  @Test
  void aFileWithoutAUsableValueIsNamedWithoutQuotingIt() throws IOException {
    Path latin = Files.write(folder.resolve("latin"), new byte[] {'k', (byte) 0xe4, 's', 'e'});
    Map<String, String> whyNot =
        Map.of(
            folder.resolve("gone").toString(), "does not exist",
            valueFile("empty", "\n"), "is empty",
            valueFile("hunter22", "hunter22"), "expected at least 32 characters",
            valueFile("long", "x".repeat(70_000)), "is longer than",
            latin.toString(), "is not UTF-8",
            folder.toString(), "cannot be read");

    whyNot.forEach(
        (path, why) ->
            assertThat(faults(file(""), Map.of("VOTEHUB_AUTH_SECRET_FILE", path)))
                .singleElement()
                .asString()
                .contains("VOTEHUB_AUTH_SECRET_FILE: auth.secret: file " + path)
                .contains(why)
                .doesNotContain(": hunter22"));
    assertThat(faults(file(""), Map.of("VOTEHUB_HTTP_PORT_FILE", valueFile("wrong", "a password"))))
        .singleElement()
        .asString()
        .contains("expected a whole number")
        .doesNotContain("a password");
  }

  @Test
  void anUnknownFileVariableIsReportedWithTheClosestName() {
    assertThat(faults(file(""), Map.of("VOTEHUB_AUTH_SECRT_FILE", "x")))
        .singleElement()
        .asString()
        .endsWith("did you mean VOTEHUB_AUTH_SECRET_FILE?");
  }

  private String valueFile(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }

  @Test
  void secretsAreNeverPrinted() throws Exception {
    Map<String, String> environment =
        Map.of(
            "VOTEHUB_AUTH_SECRET", SECRET,
            "VOTEHUB_MONGO_URI", "mongodb://hub:hunter22@mongo/votehub",
            "VOTEHUB_REDIS_URI", "redis://:hunter22@redis");

    Config config = read(file(""), environment);

    assertThat(config.toString()).doesNotContain(SECRET, "hunter22").contains("***");
    assertThat(config.authSecret().orElseThrow().reveal()).isEqualTo(SECRET);
    assertThat(fault(file(""), Map.of("VOTEHUB_REDIS_URI", "http://:hunter22@redis")))
        .hasMessageContaining("VOTEHUB_REDIS_URI")
        .hasMessageNotContaining("hunter22");
    assertThat(fault(file(""), Map.of("VOTEHUB_AUTH_SECRET", "hunter22")))
        .hasMessageNotContaining("hunter22");
  }
}
