package io.votehub.config;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reports every connection of the hub that its settings leave unencrypted, where the operator
 * requires encryption: those of clients, engines, mail servers, providers, collectors and alerts.
 */
final class EncryptedConnections {
  private static final String REQUIRED = "hub.require-tls needs ";
  private static final String HTTPS = "https://";

  /** In the query of an address; the last of several counts, so none may turn it off. */
  private static final Pattern MONGO_TLS = Pattern.compile("[?&](?:tls|ssl)=(\\w+)");

  private static final Pattern MONGO_UNCHECKED =
      Pattern.compile("[?&](?:tlsInsecure|tlsAllowInvalid\\w+|sslInvalidHostNameAllowed)=true");

  private final ConfigReader reader;

  private EncryptedConnections(ConfigReader reader) {
    this.reader = reader;
  }

  static void check(ConfigReader reader) {
    if (reader.get(Setting.REQUIRE_TLS)) {
      EncryptedConnections connections = new EncryptedConnections(reader);
      connections.clients();
      connections.engines();
      connections.others();
    }
  }

  private void clients() {
    if (reader.find(Setting.HTTP_TLS_CERT_FILE).isEmpty()) {
      reader.fault(
          "http.tls.cert-file: "
              + REQUIRED
              + "a certificate, also behind a proxy, which then"
              + " connects by https");
    }
    requireHttps("public.url", reader.find(Setting.PUBLIC_URL));
    boolean apart = reader.find(Setting.MANAGEMENT_PORT).isPresent();
    if (apart && !isLoopback(reader.get(Setting.MANAGEMENT_HOST))) {
      reader.fault(
          "management.host: "
              + REQUIRED
              + "a loopback address, for health and metrics are plain HTTP");
    }
  }

  private static boolean isLoopback(String host) {
    return host.equals("localhost") || host.startsWith("127.") || host.equals("::1");
  }

  private void engines() {
    reader
        .find(Setting.REDIS_URI)
        .map(Secret::reveal)
        .filter(uri -> !uri.startsWith("rediss"))
        .ifPresent(
            plain -> reader.fault("redis.uri: " + REQUIRED + "an address that begins with rediss"));
    reader
        .find(Setting.MONGO_URI)
        .map(Secret::reveal)
        .filter(uri -> !isEncryptedMongo(uri))
        .ifPresent(
            plain ->
                reader.fault(
                    "mongo.uri: "
                        + REQUIRED
                        + "tls=true in it, and certificates that are checked"));
  }

  /** {@code mongodb+srv} has TLS unless it is turned off. */
  static boolean isEncryptedMongo(String uri) {
    List<String> said = MONGO_TLS.matcher(uri).results().map(each -> each.group(1)).toList();
    boolean on =
        said.isEmpty() ? uri.startsWith("mongodb+srv:") : said.stream().allMatch("true"::equals);
    return on && !MONGO_UNCHECKED.matcher(uri).find();
  }

  private void others() {
    for (Setting<Secret> server : List.of(Setting.ACCOUNTS_SMTP, Setting.ALERTS_SMTP)) {
      reader
          .find(server)
          .filter(uri -> !isEncryptedMail(URI.create(uri.reveal())))
          .ifPresent(
              plain ->
                  reader.fault(
                      server.name()
                          + ": "
                          + REQUIRED
                          + "smtps://, or smtp:// with a login, for which STARTTLS is demanded"));
    }
    requireHttps(
        Setting.ALERTS_WEBHOOK.name(), reader.find(Setting.ALERTS_WEBHOOK).map(Secret::reveal));
    requireHttps(
        Setting.TRACING_ENDPOINT.name(), reader.find(Setting.TRACING_ENDPOINT).map(Secret::reveal));
    if (reader.get(Setting.WEBHOOKS_PRIVATE_NETWORKS)) {
      reader.fault(
          "webhooks.private-networks: " + REQUIRED + "false, since webhooks may go by plain http");
    }
    requireHttps(Setting.ACCOUNTS_OIDC_ISSUER.name(), reader.find(Setting.ACCOUNTS_OIDC_ISSUER));
    requireHttps(
        Setting.ACCOUNTS_DISCORD_URL.name(), Optional.of(reader.get(Setting.ACCOUNTS_DISCORD_URL)));
  }

  private static boolean isEncryptedMail(URI server) {
    return "smtps".equals(server.getScheme()) || server.getUserInfo() != null;
  }

  private void requireHttps(String name, Optional<String> address) {
    address
        .filter(url -> !url.toLowerCase(Locale.ROOT).startsWith(HTTPS))
        .ifPresent(plain -> reader.fault(name + ": " + REQUIRED + "an https address"));
  }
}
