package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private final Origins origins =
      new Origins(List.of("https://partner.example/"), Optional.of("https://vote.example/hub"));

  @Test
  void theHubsOwnPagesAndNamedOriginsMayConnect() {
    assertThat(origins.allows("http://localhost:8080", "localhost:8080")).isTrue();
    assertThat(origins.allows("https://LOCALHOST:8080", "localhost:8080")).isTrue();
    assertThat(origins.allows("https://vote.example", "10.0.0.1:8080")).isTrue();
    assertThat(origins.allows("https://partner.example", "localhost:8080")).isTrue();
  }

  @Test
  void aClientThatIsNoBrowserIsServed() {
    assertThat(origins.allows(null, "localhost:8080")).isTrue();
  }

  @Test
  void foreignPagesMayNot() {
    assertThat(origins.allows("https://evil.example", "localhost:8080")).isFalse();
    assertThat(origins.allows("http://localhost:8081", "localhost:8080")).isFalse();
    assertThat(origins.allows("null", "localhost:8080")).isFalse();
    assertThat(origins.allows("https://evil.example", null)).isFalse();
  }

  @Test
  void aStarAllowsAll() {
    assertThat(new Origins(List.of("*"), Optional.empty()).allows("https://evil.example", "x"))
        .isTrue();
  }
}
