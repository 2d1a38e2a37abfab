package io.votehub;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.accounts.AccountSettings;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.oauth.ProviderSettings;
import io.votehub.audit.AuditLog;
import io.votehub.audit.HeadWitness;
import io.votehub.config.Config;
import io.votehub.identity.HubKey;
import io.votehub.people.People;
import java.net.URI;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Opens the accounts of a hub as its settings say. Not loaded where they are off. */
final class AccountsStart {
  private static final String SINGLE = "hub";

  private AccountsStart() {}

  static Future<Accounts> open(
      Vertx vertx,
      Config config,
      HubKey key,
      Supplier<Future<People>> people,
      HeadWitness witness,
      MeterRegistry meters) {
    Config.Accounts settings = config.accounts().orElseThrow();
    AccountSettings own =
        new AccountSettings(
            AccountSettings.Registration.valueOf(settings.registration().name()),
            AccountSettings.RequiredSecondFactor.valueOf(settings.secondFactor().name()),
            settings
                .mail()
                .map(
                    mail ->
                        new AccountSettings.Mail(
                            AlertNotifiers.server(URI.create(mail.server().reveal())),
                            mail.from())),
            config.publicUrl(),
            settings.providers().stream().map(AccountsStart::provider).toList());
    InstantSource clock = InstantSource.system();
    return people
        .get()
        .map(
            open -> {
              AuditLog audit =
                  new AuditLog(vertx, open, chain(config), settings.auditDays(), clock, meters)
                      .start(witness);
              return new Accounts(vertx, open, key, own, clock, audit);
            });
  }

  private static ProviderSettings provider(Config.Provider provider) {
    return new ProviderSettings(
        provider.id().equals("discord")
            ? ProviderSettings.Kind.DISCORD
            : ProviderSettings.Kind.OIDC,
        provider.id(),
        provider.name(),
        provider.address(),
        provider.clientId(),
        provider.clientSecret().reveal());
  }

  /**
   * A single hub has one chain, however often it starts; an instance of a cluster has one of its
   * name, or a new one at each start if it has none.
   */
  private static String chain(Config config) {
    boolean named = !config.all().getOrDefault("instance.id", "").isEmpty();
    return AuditLog.chainName(
        named || config.mongoUri().isPresent() ? config.instanceId() : SINGLE);
  }
}
