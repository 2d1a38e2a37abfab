package io.votehub.config;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads which sites vouch for people. */
final class SignInProviders {
  private static final String GOOGLE = "https://accounts.google.com";

  private SignInProviders() {}

  static void check(ConfigReader reader) {
    complete(
        reader,
        "accounts.google",
        List.of(Setting.ACCOUNTS_GOOGLE_CLIENT_ID, Setting.ACCOUNTS_GOOGLE_CLIENT_SECRET));
    complete(
        reader,
        "accounts.oidc",
        List.of(
            Setting.ACCOUNTS_OIDC_ISSUER,
            Setting.ACCOUNTS_OIDC_CLIENT_ID,
            Setting.ACCOUNTS_OIDC_CLIENT_SECRET));
    complete(
        reader,
        "accounts.discord",
        List.of(Setting.ACCOUNTS_DISCORD_CLIENT_ID, Setting.ACCOUNTS_DISCORD_CLIENT_SECRET));
  }

  private static void complete(ConfigReader reader, String prefix, List<Setting<?>> all) {
    long given = all.stream().filter(each -> reader.find(each).isPresent()).count();
    if (given != 0 && given != all.size()) {
      String names = String.join(", ", all.stream().map(Setting::name).toList());
      reader.fault(names + ": sign-in by " + prefix + " needs all of them");
    }
  }

  static List<Config.Provider> read(ConfigReader reader) {
    List<Config.Provider> all = new ArrayList<>();
    reader
        .find(Setting.ACCOUNTS_GOOGLE_CLIENT_ID)
        .ifPresent(
            client ->
                all.add(
                    provider(
                        reader,
                        "google",
                        "Google",
                        GOOGLE,
                        client,
                        Setting.ACCOUNTS_GOOGLE_CLIENT_SECRET)));
    reader
        .find(Setting.ACCOUNTS_OIDC_CLIENT_ID)
        .ifPresent(
            client -> {
              String issuer = reader.find(Setting.ACCOUNTS_OIDC_ISSUER).orElse("");
              String name = reader.find(Setting.ACCOUNTS_OIDC_NAME).orElseGet(() -> host(issuer));
              all.add(
                  provider(
                      reader, "oidc", name, issuer, client, Setting.ACCOUNTS_OIDC_CLIENT_SECRET));
            });
    reader
        .find(Setting.ACCOUNTS_DISCORD_CLIENT_ID)
        .ifPresent(
            client ->
                all.add(
                    provider(
                        reader,
                        "discord",
                        "Discord",
                        reader.get(Setting.ACCOUNTS_DISCORD_URL),
                        client,
                        Setting.ACCOUNTS_DISCORD_CLIENT_SECRET)));
    return all;
  }

  private static String host(String issuer) {
    return Optional.ofNullable(URI.create(issuer).getHost()).orElse(issuer);
  }

  private static Config.Provider provider(
      ConfigReader reader,
      String id,
      String name,
      String address,
      String clientId,
      Setting<Secret> secret) {
    return new Config.Provider(
        id, name, address, clientId, reader.find(secret).orElseGet(() -> new Secret("")));
  }
}
