package io.votehub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.identity.SecurityLog.Addresses;
import io.votehub.limit.LimitClass;
import io.votehub.limit.Network;
import io.votehub.limit.NewVoters.ChallengeMode;
import io.votehub.logging.Logs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

/** Settings are read from a file and the environment, and every fault is named. */
class ConfigTest extends ConfigReading {
  @Test
  void withoutAFileOrVariablesTheDefaultsApply() throws ConfigException {
    Config config = Config.read(Optional.empty(), Map.of("PATH", "/bin"), NONE);

    assertThat(config.http().port()).isEqualTo(8080);
    assertThat(config.http().host()).isEqualTo("0.0.0.0");
    assertThat(config.http().origins()).isEmpty();
    assertThat(config.http().eventLoops()).isEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(config.sockets()).isEqualTo(new Config.Sockets(8192, 25_000, 10_000, 5000));
    assertThat(config.dataDir()).isEqualTo(Path.of("data"));
    assertThat(config.mongoUri()).isEmpty();
    assertThat(config.redis()).isEmpty();
    assertThat(config.instanceId()).isNotBlank();
    assertThat(config.publicUrl()).isEmpty();
    assertThat(config.tallyIntervalMs()).isEqualTo(100);
    assertThat(config.managementPort()).isEmpty();
    assertThat(config.managementHost()).isEqualTo("127.0.0.1");
    assertThat(config.log())
        .isEqualTo(
            new Config.Log(Logs.Format.TEXT, Level.INFO, Logs.Votes.OFF, Addresses.PSEUDONYMS));
    assertThat(config.authSecret()).isEmpty();
    assertThat(config.rooms()).isEqualTo(new Config.Rooms(true, 600, 90, 100_000));
    assertThat(config.limits())
        .isEqualTo(
            new Config.Limits(
                true,
                Arrays.stream(LimitClass.values())
                    .collect(Collectors.toMap(each -> each, LimitClass::standard)),
                new Config.Challenge(ChallengeMode.AUTO, 50_000),
                20_000,
                100_000,
                10,
                1,
                1024,
                Runtime.getRuntime().maxMemory() / 2,
                200,
                30_000));
    assertThat(config.stopTimeoutMs()).isEqualTo(10_000);
  }

  @Test
  void nestedAndDottedNamesInTheFileAreEquivalent() throws Exception {
    Path file = file("http:\n  port: 9000\n  host: 127.0.0.1\ntally.interval-ms: 250\n");

    Config config = read(file, Map.of());

    assertThat(config.http().port()).isEqualTo(9000);
    assertThat(config.http().host()).isEqualTo("127.0.0.1");
    assertThat(config.tallyIntervalMs()).isEqualTo(250);
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws Exception {
    Path file = file("http.port: 9000\nlog: {format: json, level: warn}\n");

    Config config =
        read(file, Map.of("VOTEHUB_HTTP_PORT", "9001", "VOTEHUB_TALLY_INTERVAL_MS", "50"));

    assertThat(config.http().port()).isEqualTo(9001);
    assertThat(config.tallyIntervalMs()).isEqualTo(50);
    assertThat(config.log())
        .isEqualTo(
            new Config.Log(Logs.Format.JSON, Level.WARN, Logs.Votes.OFF, Addresses.PSEUDONYMS));
  }

  @Test
  void theDefaultFileIsReadIfItExists() throws Exception {
    Path file = file("http.port: 9000\n");

    assertThat(Config.read(Optional.empty(), Map.of(), file).http().port()).isEqualTo(9000);
  }

  @Test
  void aVariableNamesTheFileUnlessAnOptionDoes() throws Exception {
    Path one = file("http.port: 9001\n");
    Path other = Files.writeString(folder.resolve("other.yaml"), "http.port: 9002\n");
    Map<String, String> environment = Map.of("VOTEHUB_CONFIG", other.toString());

    assertThat(Config.read(Optional.empty(), environment, NONE).http().port()).isEqualTo(9002);
    assertThat(Config.read(Optional.of(one), environment, NONE).http().port()).isEqualTo(9001);
  }

  @Test
  void aNamedFileMustExist() {
    assertThat(faults(NONE, Map.of())).singleElement().asString().contains(NONE.toString());
    assertThatThrownBy(
            () -> Config.read(Optional.empty(), Map.of("VOTEHUB_CONFIG", "gone.yaml"), NONE))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("gone.yaml");
  }

  @Test
  void anEmptyFileSetsNothing() throws Exception {
    assertThat(read(file("# nothing\n"), Map.of()).http().port()).isEqualTo(8080);
    assertThat(read(file(""), Map.of()).http().port()).isEqualTo(8080);
  }

  @Test
  void originsAreAListInTheFileAndSeparatedByCommasInTheEnvironment() throws Exception {
    Path file = file("http:\n  origins:\n    - https://a.example\n    - https://b.example:8443\n");

    assertThat(read(file, Map.of()).http().origins())
        .containsExactly("https://a.example", "https://b.example:8443");
    assertThat(read(file, Map.of("VOTEHUB_HTTP_ORIGINS", "*, http://c.example")).http().origins())
        .containsExactly("*", "http://c.example");
  }

  @ParameterizedTest(name = "{0} is answered with {1}")
  @CsvSource({
    "htpp.port, http.port",
    "http.prot, http.port",
    "Http.Port, http.port",
    "tally.intervalMs, tally.interval-ms",
    "tally_interval_ms, tally.interval-ms",
    "limits.conections, limits.connections",
    "log.fromat, log.format",
  })
  void anUnknownNameInTheFileIsReportedWithItsLineAndTheClosestName(String given, String meant) {
    Path file = file("\n" + given + ": 1\n");

    assertThat(faults(file, Map.of()))
        .containsExactly(
            file + ", line 2: " + given + " is not a setting; did you mean " + meant + "?");
  }

  @Test
  void anUnknownVariableIsReportedWithTheClosestName() {
    assertThat(faults(file(""), Map.of("VOTEHUB_HTPP_PORT", "1")))
        .containsExactly(
            "environment: VOTEHUB_HTPP_PORT is not a setting; did you mean VOTEHUB_HTTP_PORT?");
  }

  @Test
  void anUnknownNameWithoutACloseMatchIsAnErrorToo() {
    assertThat(faults(file("colour: blue\n"), Map.of("VOTEHUB_FOO", "1"))).hasSize(2);
    assertThat(faults(file("http: 8080\n"), Map.of()))
        .singleElement()
        .asString()
        .contains("a group of them", "http.port", "http.host");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "http.port, 65536",
    "http.port, -1",
    "http.port, eighty",
    "http.port, 80.5",
    "http.port, ''",
    "http.port, 99999999999999999999999",
    "http.host, ''",
    "http.origins, slides.example.org",
    "http.origins, https://a.example/page",
    "http.event-loops, 0",
    "mongo.uri, localhost:27017",
    "redis.uri, http://redis",
    "instance.id, two words",
    "public.url, vote.example.org",
    "public.url, ftp://vote.example.org",
    "public.url, https://example.org/vote",
    "public.url, https://vote.example.org//",
    "tally.interval-ms, 0",
    "tally.interval-ms, 10001",
    "management.port, none",
    "log.format, xml",
    "log.level, loud",
    "auth.secret, short",
    "rooms.open, yes",
    "limits.connections, 0",
  })
  void malformedValuesAreErrorsAndEmptyVariablesAreIgnored(String name, String value) {
    Path file = file(name + ": '" + value + "'\n");
    String variable =
        "VOTEHUB_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');

    assertThat(faults(file, Map.of()))
        .singleElement()
        .asString()
        .contains(file.toString(), "line 1", name, "expected");
    if (value.isEmpty()) {
      assertThat(faults(file(""), Map.of(variable, value))).isEmpty();
    } else {
      assertThat(faults(file(""), Map.of(variable, value)))
          .singleElement()
          .asString()
          .contains(variable, name, "expected");
    }
  }

  @Test
  void allErrorsAreReportedTogether() {
    Path file = file("http:\n  port: many\n  prot: 1\nlog.level: loud\n");
    Map<String, String> environment =
        Map.of("VOTEHUB_TALLY_INTERVAL_MS", "fast", "VOTEHUB_NOTHING", "1");

    ConfigException fault = fault(file, environment);

    assertThat(fault.faults()).hasSize(5);
    assertThat(fault.getMessage())
        .contains("5 settings are invalid", "line 2: http.port", "line 3: http.prot", "line 4")
        .contains("VOTEHUB_TALLY_INTERVAL_MS", "VOTEHUB_NOTHING");
  }

  @Test
  void invalidYamlIsReportedWithItsLineTogetherWithErrorsOfVariables() {
    assertThat(faults(file("http.port: 1\nhttp: [1\n"), Map.of("VOTEHUB_HTTP_PORT", "x")))
        .satisfiesExactly(
            yaml -> assertThat(yaml).contains("line", "not valid YAML"),
            variable -> assertThat(variable).contains("VOTEHUB_HTTP_PORT"));
    assertThat(faults(file("- http.port\n"), Map.of())).hasSize(1);
    assertThat(faults(file("just words\n"), Map.of())).hasSize(1);
    assertThat(faults(file("a: 1\n---\nb: 2\n"), Map.of())).hasSize(1);
  }

  @Test
  void aFileThatIsNotUtf8OrIsAFolderIsAnError() throws IOException {
    Path file = folder.resolve("latin.yaml");
    Files.write(file, "http.host: k\u00e4se".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(faults(file, Map.of())).hasSize(1);
    assertThat(faults(folder, Map.of())).hasSize(1);
  }

  @Test
  void aRecursiveYamlAliasIsAnError() {
    assertThat(faults(file("http: &a\n  port: *a\n"), Map.of())).isNotEmpty();
  }

  @Test
  void aDuplicateSettingInTheFileIsAnError() {
    assertThat(faults(file("http:\n  port: 1\nhttp.port: 2\n"), Map.of()))
        .singleElement()
        .asString()
        .contains("line 3", "http.port", "set twice", "line 2");
  }

  @Test
  void aSettingWithoutAValueIsAnError() {
    assertThat(faults(file("http:\n  port:\n"), Map.of()))
        .singleElement()
        .asString()
        .contains("http.port", "found no value");
    assertThat(faults(file("http.port: [80, 81]\n"), Map.of()))
        .singleElement()
        .asString()
        .contains("found a list");
  }

  @Test
  void theSameNumberForBothPortsIsAnError() {
    assertThat(faults(file(""), Map.of("VOTEHUB_MANAGEMENT_PORT", "8080")))
        .singleElement()
        .asString()
        .contains("management.port", "8080");
    assertThat(faults(file("http.port: 0\nmanagement.port: 0\n"), Map.of())).isEmpty();
  }

  @Test
  void anUnreadableRedisUriIsANamedError() {
    Map<String, String> environment =
        Map.of(
            "VOTEHUB_MONGO_URI", "mongodb://mongo/votehub",
            "VOTEHUB_REDIS_URI", "redis://hub:hun#ter22@redis");

    assertThat(fault(file(""), environment))
        .hasMessageContaining("redis.uri")
        .hasMessageContaining("%23 for #")
        .hasMessageNotContaining("ter22");
  }

  @Test
  void contradictoryRedisSettingsAreNamed() {
    Map<String, String> engines = Map.of("VOTEHUB_MONGO_URI", "mongodb://mongo/votehub");
    String yaml =
        """
        redis.uri: %s
        redis.tls-ca-file: /nowhere/ca.pem
        redis.tls-key-file: %s
        redis.sentinel-user: me
        """;
    String here = folder.toString();

    assertThat(faults(file(yaml.formatted("rediss://redis", here)), engines))
        .anySatisfy(f -> assertThat(f).contains("redis.tls-ca-file", "/nowhere/ca.pem"))
        .anySatisfy(f -> assertThat(f).contains("redis.tls-cert-file", "set both or neither"))
        .anySatisfy(f -> assertThat(f).contains("redis.sentinel-user"));
    assertThat(faults(file(yaml.formatted("redis://redis", here)), engines))
        .anySatisfy(f -> assertThat(f).contains("redis.tls-ca-file", "requires TLS"));
  }

  @Test
  void trustedProxiesAreAddressesAndNetworksNotNames() throws Exception {
    Config config = read(file("http.trusted-proxies: [10.0.0.0/8, '2001:db8::7']"), Map.of());

    assertThat(config.http().trustedProxies())
        .extracting(Network::text)
        .containsExactly("10.0.0.0/8", "2001:db8::7");
    assertThat(faults(file(""), Map.of("VOTEHUB_HTTP_TRUSTED_PROXIES", "10.0.0.1,nginx")))
        .singleElement()
        .asString()
        .contains("http.trusted-proxies", "10.0.0.0/8", "nginx");
  }

  @Test
  void limitsOfAClassAreReadAsText() throws Exception {
    Path none = file("");
    Config config =
        read(
            none,
            Map.of(
                "VOTEHUB_LIMITS_RATE_ROOMS", "person 5 in 1h, address 100 in 30m",
                "VOTEHUB_LIMITS_RATE_LEADING", "person 100 in 60s burst 20"));

    assertThat(config.limits().rates().get(LimitClass.ROOMS).text())
        .isEqualTo("person 5 in 1h; address 100 in 30m");
    assertThat(config.limits().rates().get(LimitClass.LEADING).text())
        .isEqualTo("person 100 in 1m burst 20");
    assertThatThrownBy(() -> read(none, Map.of("VOTEHUB_LIMITS_RATE_ROOMS", "person 5 an hour")))
        .hasMessageContaining("limits.rate-rooms");
  }
}
