package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.people.Account;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Reads and writes the encrypted fields of accounts. */
final class Fields {
  static final String MAIL = "mail";
  static final String NAME = "name";
  static final String TOTP = "totp";

  private final People people;
  private final Vault vault;

  Fields(People people, Vault vault) {
    this.people = people;
    this.vault = vault;
  }

  /** A field in clear; empty if the account has none of that name. */
  Future<Optional<String>> open(Account account, String field) {
    String cipher = account.sealed().get(field);
    return cipher == null
        ? Future.succeededFuture(Optional.empty())
        : key(account.id()).map(key -> Optional.of(vault.open(key, account.id(), field, cipher)));
  }

  private Future<String> key(String account) {
    return people
        .wrappedKey(account)
        // Erased meanwhile.
        .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNAVAILABLE)));
  }

  /**
   * Changes an account in one step, with a field sealed for it.
   *
   * @param change applied to the account and the sealed text
   */
  Future<Optional<Account>> write(
      String account, String field, String text, BiFunction<Account, String, Account> change) {
    return key(account)
        .map(key -> vault.seal(key, account, field, text))
        .compose(cipher -> people.update(account, each -> change.apply(each, cipher)));
  }

  /**
   * Changes a field in one step; fails with {@code bad-credentials} if the account has none of that
   * name.
   *
   * @param change a pure function of the text so far, which may be called more than once; what it
   *     throws fails the future and changes nothing
   */
  Future<Optional<Account>> rewrite(String account, String field, UnaryOperator<String> change) {
    return key(account)
        .compose(
            key ->
                people.update(
                    account,
                    each -> {
                      if (!each.has(field)) {
                        throw Refusal.of(ErrorCode.BAD_CREDENTIALS);
                      }
                      String text = vault.open(key, account, field, each.sealed().get(field));
                      return each.withSealed(
                          field, vault.seal(key, account, field, change.apply(text)));
                    }));
  }
}
