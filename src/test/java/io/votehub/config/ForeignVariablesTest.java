package io.votehub.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Variables of an environment that are no settings of a hub. */
class ForeignVariablesTest extends ConfigReading {
  @Test
  void variablesOfTestsAndOtherProgramsAreIgnored() {
    assertThat(faults(file(""), Map.of("VOTEHUB_TEST_PORT", "x", "HTTP_PORT", "x"))).isEmpty();
  }

  @Test
  void serviceVariablesOfKubernetesAreIgnored() {
    Map<String, String> links =
        Map.of(
            "VOTEHUB_SERVICE_HOST", "10.0.0.1",
            "VOTEHUB_SERVICE_PORT", "8080",
            "VOTEHUB_SERVICE_PORT_HTTP", "8080",
            "VOTEHUB_PORT", "tcp://10.0.0.1:8080",
            "VOTEHUB_PORT_8080_TCP", "tcp://10.0.0.1:8080",
            "VOTEHUB_PORT_8080_TCP_ADDR", "10.0.0.1",
            "VOTEHUB_REDIS_PORT", "tcp://10.0.0.2:6379");

    assertThat(faults(file(""), links)).isEmpty();
  }

  @Test
  void thePublishedPortVariableOfComposeIsIgnored() throws Exception {
    assertThat(read(file(""), Map.of("VOTEHUB_PORT", "9000")).http().port()).isEqualTo(8080);
  }

  @Test
  void everyVariableOfComposeMayBeExportedWhereAPlainHubStarts() throws Exception {
    Map<String, String> exported =
        Pattern.compile("\\$\\{(VOTEHUB_[A-Z_]+)")
            .matcher(Files.readString(Path.of("compose.yaml")))
            .results()
            .map(found -> found.group(1))
            .distinct()
            .filter(name -> Setting.ALL.stream().noneMatch(each -> each.variable().equals(name)))
            .collect(Collectors.toMap(name -> name, name -> "1"));

    assertThat(exported).hasSizeGreaterThan(10);
    assertThat(read(file(""), exported).changed()).isEmpty();
  }

  @Test
  void anEmptyVariableCountsAsUnset() throws Exception {
    Path file = file("http.port: 9000\n");
    Map<String, String> empty = new HashMap<>();
    Setting.ALL.forEach(setting -> empty.put(setting.variable(), ""));
    Setting.ALL.forEach(setting -> empty.put(setting.variable() + "_FILE", " "));
    empty.put("VOTEHUB_CONFIG", "");

    assertThat(read(file, empty).http().port()).isEqualTo(9000);
    assertThat(Config.read(Optional.empty(), empty, file).http().port()).isEqualTo(9000);
  }
}
