package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginsTest {
  private final Origins anywhere =
      new Origins(List.of("https://partner.example/"), Optional.empty());
  private final Origins known =
      new Origins(List.of("https://partner.example"), Optional.of("https://vote.example"));

  @Test
  void withoutAPublicUrlSameOriginPagesMayConnect() {
    assertThat(anywhere.allows("http://localhost:8080", "localhost:8080")).isTrue();
    assertThat(anywhere.allows("https://LOCALHOST:8080", "localhost:8080")).isTrue();
    assertThat(anywhere.allows("https://partner.example", "localhost:8080")).isTrue();
    assertThat(anywhere.allows("http://[::1]:8080", "[::1]:8080")).isTrue();
  }

  @Test
  void theDefaultPortIsOptional() {
    assertThat(anywhere.allows("https://vote.example", "vote.example:443")).isTrue();
    assertThat(anywhere.allows("http://vote.example", "vote.example:80")).isTrue();
    assertThat(anywhere.allows("https://partner.example:443", "x")).isTrue();
    assertThat(known.allows("https://vote.example:443", "x")).isTrue();
    assertThat(
            new Origins(List.of(), Optional.of("https://a.example:443"))
                .allows("https://a.example", "x"))
        .isTrue();
    assertThat(anywhere.allows("http://vote.example:443", "vote.example:80")).isFalse();
  }

  @Test
  void withAPublicUrlTheHostHeaderIsIgnored() {
    assertThat(known.allows("https://vote.example", "10.0.0.1:8080")).isTrue();
    assertThat(known.allows("https://partner.example", "10.0.0.1:8080")).isTrue();
    assertThat(known.allows("https://rebound.example", "rebound.example")).isFalse();
    assertThat(known.allows("http://vote.example", "vote.example")).isFalse();
  }

  @Test
  void aClientWithoutAnOriginIsServed() {
    assertThat(anywhere.allows(null, "localhost:8080")).isTrue();
  }

  @Test
  void otherOriginsAreRefused() {
    assertThat(anywhere.allows("https://evil.example", "localhost:8080")).isFalse();
    assertThat(anywhere.allows("http://localhost:8081", "localhost:8080")).isFalse();
    assertThat(anywhere.allows("null", "localhost:8080")).isFalse();
    assertThat(anywhere.allows("https://evil.example", null)).isFalse();
  }

  @Test
  void anAsteriskAllowsAllOrigins() {
    assertThat(new Origins(List.of("*"), Optional.empty()).allows("https://evil.example", "x"))
        .isTrue();
  }
}
