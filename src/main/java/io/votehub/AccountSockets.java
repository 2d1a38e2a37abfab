package io.votehub;

import io.vertx.core.Future;
import io.votehub.accounts.Accounts;
import io.votehub.accounts.Sessions;
import io.votehub.http.AccountCookies;
import io.votehub.session.SignIns;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;

/** Tells sockets which sign-ins still stand. Not loaded where accounts are off. */
record AccountSockets(Accounts accounts) implements SignIns {
  @Override
  public Optional<String> key(String cookies) {
    return AccountCookies.session(cookies).flatMap(Sessions::key);
  }

  @Override
  public Future<Set<String>> standing(Collection<String> keys) {
    return accounts.known(keys);
  }
}
