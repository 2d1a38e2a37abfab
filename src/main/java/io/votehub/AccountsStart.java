package io.votehub;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.accounts.AccountSettings;
import io.votehub.accounts.Accounts;
import io.votehub.config.Config;
import io.votehub.identity.HubKey;
import io.votehub.people.People;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** Opens the accounts of a hub as its settings say. Not loaded where they are off. */
final class AccountsStart {
  private AccountsStart() {}

  static Future<Accounts> open(
      Vertx vertx,
      Config.Accounts settings,
      Optional<String> publicUrl,
      HubKey key,
      Supplier<Future<People>> people) {
    AccountSettings own =
        new AccountSettings(
            AccountSettings.Registration.valueOf(settings.registration().name()),
            settings
                .mail()
                .map(
                    mail ->
                        new AccountSettings.Mail(
                            AlertNotifiers.server(URI.create(mail.server().reveal())),
                            mail.from())),
            publicUrl);
    return people.get().map(open -> new Accounts(vertx, open, key, own, InstantSource.system()));
  }
}
