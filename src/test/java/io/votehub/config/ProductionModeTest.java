package io.votehub.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.tls.CertificateFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a hub insists on in production, and where everything has to be encrypted. */
class ProductionModeTest extends ConfigReading {
  @Test
  void productionModeRefusesUnsafeSettings() {
    assertThatThrownBy(
            () -> Config.read(Optional.empty(), Map.of("VOTEHUB_HUB_PROFILE", "production"), NONE))
        .hasMessageContaining("public.url")
        .hasMessageContaining("http.trusted-proxies")
        .hasMessageContaining("management.port");
  }

  @Test
  void productionModeStartsWithTheThreeRequiredSettings() throws ConfigException {
    Config config =
        Config.read(
            Optional.empty(),
            Map.of(
                "VOTEHUB_HUB_PROFILE", "production",
                "VOTEHUB_PUBLIC_URL", "https://vote.example.org",
                "VOTEHUB_HTTP_TRUSTED_PROXIES", "10.0.0.0/8",
                "VOTEHUB_MANAGEMENT_PORT", "8081",
                "VOTEHUB_AUTH_SECRET", "0123456789abcdef0123456789abcdef"),
            NONE);

    assertThat(config.changed())
        .containsEntry("hub.profile", "production")
        .containsEntry("http.trusted-proxies", "10.0.0.0/8")
        .containsEntry("auth.secret", "***")
        .doesNotContainKey("http.port");
    assertThat(config.all()).containsEntry("http.port", "8080").containsEntry("mongo.uri", "");
  }

  @Test
  void tlsNeedsCertificateAndKeyAndAnHttpsAddress() throws ConfigException {
    Map<String, String> certificate = Map.of("VOTEHUB_HTTP_TLS_CERT_FILE", "cert.pem");
    Map<String, String> both =
        Map.of(
            "VOTEHUB_HTTP_TLS_CERT_FILE", "cert.pem",
            "VOTEHUB_HTTP_TLS_KEY_FILE", "key.pem",
            "VOTEHUB_PUBLIC_URL", "http://vote.example.org");

    assertThat(faults(file(""), certificate))
        .containsExactly("http.tls.cert-file, http.tls.key-file: set both or neither");
    assertThat(faults(file(""), both))
        .containsExactly("public.url: must begin with https://, because of http.tls.cert-file");
    assertThat(Config.read(Optional.empty(), Map.of("VOTEHUB_HTTP_PORT", "1"), NONE).http().tls())
        .isEmpty();
  }

  @Test
  void productionNeedsNoProxyWhereTheHubItselfServesTls() throws ConfigException {
    Config config =
        Config.read(
            Optional.empty(),
            Map.of(
                "VOTEHUB_HUB_PROFILE", "production",
                "VOTEHUB_PUBLIC_URL", "https://vote.example.org",
                "VOTEHUB_HTTP_TLS_CERT_FILE", "cert.pem",
                "VOTEHUB_HTTP_TLS_KEY_FILE", "key.pem",
                "VOTEHUB_MANAGEMENT_PORT", "8081"),
            NONE);

    assertThat(config.http().tls())
        .contains(new CertificateFiles(Path.of("cert.pem"), Path.of("key.pem")));
  }

  @Test
  void whereTlsIsRequiredEveryConnectionInTheClearIsNamed() throws Exception {
    Map<String, String> plain =
        Map.ofEntries(
            Map.entry("VOTEHUB_HUB_REQUIRE_TLS", "true"),
            Map.entry("VOTEHUB_PUBLIC_URL", "http://vote.example.org"),
            Map.entry("VOTEHUB_MANAGEMENT_PORT", "8081"),
            Map.entry("VOTEHUB_MANAGEMENT_HOST", "0.0.0.0"),
            Map.entry("VOTEHUB_REDIS_URI", "redis://redis"),
            Map.entry("VOTEHUB_MONGO_URI", "mongodb://mongo/votehub?tls=true&tls=false"),
            Map.entry("VOTEHUB_ACCOUNTS_SMTP", "smtp://mail.example.org"),
            Map.entry("VOTEHUB_ACCOUNTS_MAIL_FROM", "hub@example.org"),
            Map.entry("VOTEHUB_ALERTS_SMTP", "smtp://mail.example.org"),
            Map.entry("VOTEHUB_ALERTS_MAIL_FROM", "hub@example.org"),
            Map.entry("VOTEHUB_ALERTS_MAIL_TO", "ops@example.org"),
            Map.entry("VOTEHUB_ALERTS_WEBHOOK", "http://alerts"),
            Map.entry("VOTEHUB_WEBHOOKS_PRIVATE_NETWORKS", "true"),
            Map.entry("VOTEHUB_TRACING_ENDPOINT", "http://collector:4318"),
            Map.entry("VOTEHUB_ACCOUNTS_DISCORD_URL", "http://localhost:9000"));

    assertThat(faults(file(""), plain))
        .extracting(fault -> fault.replaceFirst(": hub.require-tls needs .*", ""))
        .containsExactlyInAnyOrder(
            "http.tls.cert-file",
            "public.url",
            "management.host",
            "redis.uri",
            "mongo.uri",
            "accounts.smtp",
            "alerts.smtp",
            "alerts.webhook",
            "webhooks.private-networks",
            "tracing.endpoint",
            "accounts.discord.url");
  }

  @Test
  void whereTlsIsRequiredAHubStartsOnceAllIsEncrypted() throws Exception {
    Config config =
        Config.read(
            Optional.empty(),
            Map.ofEntries(
                Map.entry("VOTEHUB_HUB_REQUIRE_TLS", "true"),
                Map.entry("VOTEHUB_PUBLIC_URL", "https://vote.example.org"),
                Map.entry("VOTEHUB_HTTP_TLS_CERT_FILE", "cert.pem"),
                Map.entry("VOTEHUB_HTTP_TLS_KEY_FILE", "key.pem"),
                Map.entry("VOTEHUB_MANAGEMENT_PORT", "8081"),
                Map.entry("VOTEHUB_REDIS_URI", "rediss-sentinel://one,two/votes"),
                Map.entry("VOTEHUB_MONGO_URI", "mongodb+srv://mongo.example.org/votehub"),
                Map.entry("VOTEHUB_ACCOUNTS_SMTP", "smtp://me:secret@mail.example.org"),
                Map.entry("VOTEHUB_ACCOUNTS_MAIL_FROM", "hub@example.org"),
                Map.entry("VOTEHUB_TRACING_ENDPOINT", "https://collector:4318")),
            NONE);

    assertThat(config.redis().orElseThrow().uri().tls()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "mongodb://a/b?tls=true, true",
    "mongodb://a/b?replicaSet=rs0&ssl=true, true",
    "mongodb+srv://a/b, true",
    "mongodb+srv://a/b?tls=false, false",
    "mongodb://a/b, false",
    "mongodb://a/b?tls=true&tlsInsecure=true, false",
    "mongodb://a/b?tls=true&tlsAllowInvalidHostnames=true, false"
  })
  void anAddressOfMongoDbIsEncryptedIfItsCertificatesAreCheckedToo(String uri, boolean encrypted) {
    assertThat(EncryptedConnections.isEncryptedMongo(uri)).isEqualTo(encrypted);
  }
}
