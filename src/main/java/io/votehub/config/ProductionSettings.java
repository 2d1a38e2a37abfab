package io.votehub.config;

/**
 * Reports, for a hub in production, what works on a laptop and is a mistake on the internet.
 *
 * @see Profile#PRODUCTION
 */
final class ProductionSettings {
  private ProductionSettings() {}

  static void check(ConfigReader reader) {
    if (reader.get(Setting.PROFILE) != Profile.PRODUCTION) {
      return;
    }
    if (reader.find(Setting.PUBLIC_URL).filter(url -> url.startsWith("https://")).isEmpty()) {
      reader.fault("public.url: hub.profile production needs an https address");
    }
    if (reader.find(Setting.HTTP_TRUSTED_PROXIES).isEmpty()
        && reader.find(Setting.HTTP_TLS_CERT_FILE).isEmpty()) {
      reader.fault(
          "http.trusted-proxies: hub.profile production needs the proxy in front, or"
              + " http.tls.cert-file if there is none");
    }
    if (reader.find(Setting.MANAGEMENT_PORT).isEmpty()) {
      reader.fault("management.port: hub.profile production needs a port for health and metrics");
    }
  }
}
