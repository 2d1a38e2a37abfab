package io.votehub.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Reads settings from a file in a folder of the test, and from an environment. */
abstract class ConfigReading {
  static final Path NONE = Path.of("no", "such", "file.yaml");

  static final String SECRET = "correct horse battery staple, and more";

  @TempDir Path folder;

  Path file(String yaml) {
    try {
      return Files.writeString(folder.resolve("votehub.yaml"), yaml);
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  static Config read(Path file, Map<String, String> environment) throws ConfigException {
    return Config.read(Optional.of(file), environment, NONE);
  }

  static ConfigException fault(Path file, Map<String, String> environment) {
    return catchThrowableOfType(ConfigException.class, () -> read(file, environment));
  }

  static List<String> faults(Path file, Map<String, String> environment) {
    ConfigException fault = fault(file, environment);
    return fault == null ? List.of() : fault.faults();
  }
}
