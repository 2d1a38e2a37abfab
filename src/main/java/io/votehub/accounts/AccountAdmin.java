package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.people.Account;
import io.votehub.people.AuditEntry;
import io.votehub.people.AuditFilter;
import io.votehub.people.People;
import io.votehub.people.Slice;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What operators do with accounts. A change is in force at once on every instance: requests ask the
 * store, and sockets are closed within five seconds. No operator does any of this to themselves, so
 * one always remains.
 */
public final class AccountAdmin {
  private final People people;
  private final Names names;
  private final Fields fields;
  private final InstantSource clock;

  /** An account as operators see it. */
  public record Listed(Account account, String mail, Optional<String> name) {}

  AccountAdmin(People people, Names names, Fields fields, InstantSource clock) {
    this.people = people;
    this.names = names;
    this.fields = fields;
    this.clock = clock;
  }

  /** Accounts in the order of their ids. */
  public Future<Slice<Listed>> list(Optional<String> after, int atMost) {
    return people
        .accounts(after.orElse(""), atMost)
        .compose(
            found -> {
              Optional<String> next =
                  found.size() < atMost
                      ? Optional.empty()
                      : Optional.of(found.get(found.size() - 1).id());
              return listed(found).map(all -> new Slice<>(all, next));
            });
  }

  /** The account with an address or an id. */
  public Future<Slice<Listed>> find(String typed) {
    Optional<String> mail = Mails.read(typed);
    return (mail.isPresent()
            ? people.byKey(Names.key(names.hash(mail.get())))
            : people.account(typed.strip()))
        .compose(found -> listed(found.stream().toList()))
        .map(all -> new Slice<>(all, Optional.empty()));
  }

  private Future<List<Listed>> listed(List<Account> accounts) {
    List<Future<Listed>> all = accounts.stream().map(this::listed).toList();
    return Future.join(all).map(done -> all.stream().map(Future::result).toList());
  }

  private Future<Listed> listed(Account account) {
    return fields
        .open(account, Fields.MAIL)
        .compose(
            mail ->
                fields
                    .open(account, Fields.NAME)
                    .map(name -> new Listed(account, mail.orElse(""), name)))
        // Erased in between.
        .otherwise(new Listed(account, "", Optional.empty()));
  }

  /** The newest entries of the audit log that match. */
  public Future<Slice<AuditEntry>> audit(AuditFilter filter, Optional<String> before, int atMost) {
    return people.auditNewest(filter, before, atMost);
  }

  /** The account; fails with {@code bad-request} if there is none. */
  public Future<Listed> get(String id) {
    return people.account(id).map(AccountAdmin::required).compose(this::listed);
  }

  private static Account required(Optional<Account> found) {
    return found.orElseThrow(() -> Refusal.field("/account", "There is no such account"));
  }

  /**
   * Suspends an account, which ends its sessions, or lets it sign in again; may be repeated.
   *
   * @param by the id of who does so
   */
  public Future<Account> suspend(String by, String id, boolean suspended) {
    requireAnother(by, id);
    OptionalLong now = OptionalLong.of(clock.millis());
    return people
        .update(
            id,
            account ->
                suspended
                    ? account
                        .suspended(account.suspendedAt().isPresent() ? account.suspendedAt() : now)
                        .withSessions(List.of())
                    : account.suspended(OptionalLong.empty()))
        .map(AccountAdmin::required);
  }

  /** Makes an account an operator's, or takes that away, which ends its sessions. */
  public Future<Account> makeOperator(String by, String id, boolean operator) {
    requireAnother(by, id);
    return people
        .update(
            id,
            account ->
                operator || !account.operator()
                    ? account.withOperator(operator)
                    : account.withOperator(false).withSessions(List.of()))
        .map(AccountAdmin::required);
  }

  /** Ends all sessions of an account, but not the session of who does so. */
  public Future<Account> endSessions(Optional<SignedIn> by, String id) {
    String own = by.map(who -> who.session().hash()).orElse("");
    return people
        .endSessions(id, session -> !session.hash().equals(own))
        .map(AccountAdmin::required);
  }

  private static void requireAnother(String by, String id) {
    if (by.equals(id)) {
      throw Refusal.of(ErrorCode.FORBIDDEN, "Another operator has to do that for you");
    }
  }
}
