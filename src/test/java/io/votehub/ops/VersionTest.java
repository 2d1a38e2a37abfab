package io.votehub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void theBuildWritesVersionAndCommit() {
    Version version = Version.current();

    assertThat(version.name()).isEqualTo("votehub");
    assertThat(version.version()).matches("\\d+\\.\\d+\\.\\d+.*");
    assertThat(version.commit()).isNotBlank();
    assertThat(version.java()).isEqualTo(System.getProperty("java.version"));
  }
}
