package io.votehub.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedisUriTest {
  @Test
  void loginPortAndDatabaseAreRead() {
    RedisUri uri = RedisUri.parse("redis://hub:p%40ss%23+:x@redis-1.example:6380/3");

    assertThat(uri.kind()).isEqualTo(RedisUri.Kind.SINGLE);
    assertThat(uri.tls()).isFalse();
    assertThat(uri.hosts()).isEqualTo(List.of(new RedisUri.Host("redis-1.example", 6380)));
    assertThat(uri.login()).contains(new RedisLogin(Optional.of("hub"), "p@ss#+:x"));
    assertThat(uri.database()).isEqualTo(3);
  }

  @Test
  void omittedPartsHaveDefaults() {
    RedisUri uri = RedisUri.parse("rediss://:secret@[::1]");

    assertThat(uri.tls()).isTrue();
    assertThat(uri.hosts()).isEqualTo(List.of(new RedisUri.Host("[::1]", 6379)));
    assertThat(uri.login()).contains(new RedisLogin(Optional.empty(), "secret"));
    assertThat(uri.database()).isZero();
  }

  @Test
  void sentinelAndClusterUrisHaveSeveralHosts() {
    RedisUri sentinels = RedisUri.parse("rediss-sentinel://:pw@a:26379,b/votes/2");
    RedisUri cluster = RedisUri.parse("redis-cluster://a,b:7000");

    assertThat(sentinels.kind()).isEqualTo(RedisUri.Kind.SENTINEL);
    assertThat(sentinels.tls()).isTrue();
    assertThat(sentinels.primary()).isEqualTo("votes");
    assertThat(sentinels.database()).isEqualTo(2);
    assertThat(cluster.kind()).isEqualTo(RedisUri.Kind.CLUSTER);
    assertThat(cluster.hosts()).hasSize(2);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "redis://hub:geh#eim@host | percent-encoded",
        "redis://hub:geh/eim@host | percent-encoded",
        "redis://hub:geh?eim@host | percent-encoded",
        "redis://hub:geh@eim@host | percent-encoded",
        "redis://hub:geh%eim@host | percent-encoded",
        "redis://hub:geh eim@host | percent-encoded",
        "redis://geheim@host | a login has a password",
        "redis://hub:@host | a login has a password",
        "redis://host?password=geheim | no parameters",
        "redis://host/#geheim | no parameters",
        "redis://geheim_x:6379 | a host is missing or malformed",
        "redis:// | a host is missing or malformed",
        "redis://host: | a host is missing or malformed",
        "redis://host:0 | a host is missing or malformed",
        "redis://host:70000 | a host is missing or malformed",
        "redis-cluster://host,,host | a host is missing or malformed",
        "redis://host/geheim | must be a number",
        "redis://host/1/2 | must be a number",
        "redis://host,host | more than one host",
        "redis-sentinel://host | the name under which",
        "redis-sentinel://host/votes/geheim | must be a number",
        "redis-cluster://host/1 | has the database 0 alone",
        "http://geheim | it must begin with",
        "redis+ssl://geheim | it must begin with",
      })
  void aMalformedUriIsRefusedWithoutRepeatingIt(String text, String why) {
    assertThatThrownBy(() -> RedisUri.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(why)
        .hasMessageNotContaining("geh")
        .hasNoCause();
  }

  @Test
  void theUriIsPrintedWithoutTheLogin() {
    RedisConfig config = RedisConfig.of(RedisUri.parse("redis://hub:geheim@host"));

    assertThat(config.toString()).contains("host").doesNotContain("geheim");
  }
}
