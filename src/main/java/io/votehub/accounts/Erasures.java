package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.audit.Audit;
import io.votehub.people.Account;
import io.votehub.people.Erasure;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asking for the erasure of an account: all its sessions end at once, and a week later it is
 * erased, unless its owner signs in before.
 *
 * @see ErasureVerticle
 */
public final class Erasures {
  static final long DELAY_MS = TimeUnit.DAYS.toMillis(7);
  private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
  private static final int ACCOUNTS_AT_ONCE = 200;

  private final People people;
  private final Fields fields;
  private final ErasureLetters letters;
  private final RoomOffers offers;
  private final InstantSource clock;
  private final Audit audit;

  Erasures(
      People people,
      Fields fields,
      ErasureLetters letters,
      RoomOffers offers,
      InstantSource clock,
      Audit audit) {
    this.people = people;
    this.fields = fields;
    this.letters = letters;
    this.offers = offers;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Asks for it.
   *
   * @param heirMail the address to whose owner the rooms are offered; empty to delete them
   * @return when it is due, UTC milliseconds. Fails with {@code conflict} for the last operator,
   *     with {@code bad-request} if the rooms cannot be offered to that address
   */
  public Future<Long> ask(SignedIn who, Optional<String> heirMail, Visitor visitor) {
    Account account = who.account();
    long now = clock.millis();
    return requireOtherOperator(account)
        .compose(may -> offer(account, heirMail))
        .map(offer -> new Erasure(now, now + DELAY_MS, offer, Optional.empty(), visitor.language()))
        .compose(
            erasure ->
                people
                    .update(
                        account.id(),
                        each -> each.withErasure(Optional.of(erasure)).withSessions(List.of()))
                    .map(erasure))
        .map(
            erasure -> {
              record(account, "account.erasure-asked");
              tellAsked(account, erasure.dueAt(), visitor);
              erasure
                  .offer()
                  .flatMap(offer -> heirMail)
                  .ifPresent(mail -> offers.tell(account, mail, erasure, visitor));
              return erasure.dueAt();
            });
  }

  private Future<Optional<Erasure.Offer>> offer(Account account, Optional<String> heirMail) {
    return heirMail.isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : offers.prepare(account, heirMail.get()).map(Optional::of);
  }

  private void record(Account account, String action) {
    audit.record(account.id(), action, Audit.account(account.id()), Audit.DONE);
  }

  static boolean mayInherit(Account account) {
    return account.suspendedAt().isEmpty() && account.erasure().isEmpty();
  }

  private void tellAsked(Account account, long dueAt, Visitor visitor) {
    fields
        .open(account, Fields.MAIL)
        .compose(
            mail ->
                mail.isEmpty()
                    ? Future.succeededFuture()
                    : letters.asked(mail.get(), visitor.language(), dueAt, visitor.address()))
        .onFailure(fault -> LOG.warn("A mail about an erasure was not sent", fault));
  }

  /** Its owner signed in and so keeps the account; a mail tells. */
  void undone(Account account) {
    record(account, "account.erasure-undone");
    account.erasure().ifPresent(this::takeOfferBack);
    String language = account.erasure().map(Erasure::language).orElse("");
    fields
        .open(account, Fields.MAIL)
        .compose(
            mail ->
                mail.isEmpty() ? Future.succeededFuture() : letters.undone(mail.get(), language))
        .onFailure(fault -> LOG.warn("A mail about a kept account was not sent", fault));
  }

  private void takeOfferBack(Erasure erasure) {
    offers.tellUndone(erasure);
    offers
        .takeBack(erasure)
        .onFailure(fault -> LOG.warn("An offer of rooms stays in a list until it expires", fault));
  }

  /** Fails with {@code conflict} if the account is the only operator's that stays. */
  Future<Void> requireOtherOperator(Account account) {
    return account.operator() ? otherOperator(account, "") : Future.succeededFuture();
  }

  private Future<Void> otherOperator(Account account, String after) {
    return people
        .accounts(after, ACCOUNTS_AT_ONCE)
        .compose(
            page -> {
              if (page.stream().anyMatch(each -> isOtherOperator(each, account))) {
                return Future.succeededFuture();
              }
              return page.size() < ACCOUNTS_AT_ONCE
                  ? Future.failedFuture(
                      Refusal.of(
                          ErrorCode.CONFLICT,
                          "This is the last operator of the hub; make somebody else one first"))
                  : otherOperator(account, page.get(page.size() - 1).id());
            });
  }

  private static boolean isOtherOperator(Account each, Account account) {
    return each.operator() && !each.id().equals(account.id()) && mayInherit(each);
  }
}
