package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.audit.Audit;
import io.votehub.identity.Ids;
import io.votehub.people.Account;
import io.votehub.people.Erasure;
import io.votehub.people.People;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of an account that is to be erased, offered to the owner of a mail address, whether
 * there is an account or not. Nobody gets them without having accepted; a yes can be taken back
 * until the erasure. All rooms are one offer, so that somebody with many rooms can hand them over.
 *
 * <p>The offer counts that the erasure names: one that was left behind by an erasure that was
 * undone, or by an instance that stopped in between, is not seen by anybody.
 */
public final class RoomOffers {
  private static final Logger LOG = LoggerFactory.getLogger(RoomOffers.class);
  private static final String OF_MAIL = "room-offers:";

  private final People people;
  private final Names names;
  private final Fields fields;
  private final RoomOfferLetters letters;
  private final SealedLists<Made> lists;
  private final InstantSource clock;
  private final Audit audit;

  /** An offer as it is kept for an address. */
  private record Made(String id, String account, long at) {}

  /**
   * An offer to an account.
   *
   * @param from the address of the account that is erased
   * @param dueAt when that happens and the rooms are handed over, UTC milliseconds
   * @param accepted whether the account that asks has said yes
   */
  public record Offered(
      String id,
      String from,
      Optional<String> name,
      List<Accounts.OwnRoom> rooms,
      long dueAt,
      boolean accepted) {}

  RoomOffers(
      People people,
      Names names,
      Fields fields,
      Vault vault,
      RoomOfferLetters letters,
      InstantSource clock,
      Audit audit) {
    this.people = people;
    this.names = names;
    this.fields = fields;
    this.letters = letters;
    this.clock = clock;
    this.audit = audit;
    long keptMs = Erasures.DELAY_MS + TimeUnit.DAYS.toMillis(1);
    lists =
        new SealedLists<>(
            people,
            vault,
            clock,
            new SealedLists.Kind<>(RoomOffers::json, RoomOffers::made, Made::at, keptMs));
  }

  private static Map<String, Object> json(Made made) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", made.id);
    json.put("account", made.account);
    json.put("at", made.at);
    return json;
  }

  private static Made made(Map<?, ?> json) {
    return new Made(
        (String) json.get("id"),
        (String) json.get("account"),
        ((Number) json.get("at")).longValue());
  }

  /**
   * Prepares an offer of the rooms of an account, which stands as soon as its erasure names it.
   *
   * @return fails with {@code bad-request} if that is no address, or the account's own, and if too
   *     much is offered to it
   */
  Future<Erasure.Offer> prepare(Account account, String typedMail) {
    String mail =
        Mails.read(typedMail).orElseThrow(() -> Refusal.field("/heir", "Not a mail address"));
    Erasure.Offer offer = new Erasure.Offer(Ids.random(), names.hash(mail));
    if (account.keys().contains(Names.key(offer.mailHash()))) {
      throw Refusal.field("/heir", "This is your own address");
    }
    Made made = new Made(offer.id(), account.id(), clock.millis());
    return lists
        .change(
            OF_MAIL + offer.mailHash(),
            all ->
                Stream.concat(
                        all.stream().filter(each -> !each.account.equals(account.id())),
                        Stream.of(made))
                    .toList())
        .map(offer)
        .recover(
            fault ->
                fault instanceof Refusal
                    ? Future.failedFuture(
                        Refusal.field("/heir", "Too much is offered to this address by now"))
                    : Future.failedFuture(fault));
  }

  /** Sends a mail to whom the rooms are offered, where mails can be sent. */
  void tell(Account account, String typedMail, Erasure erasure, Visitor visitor) {
    if (Accounts.rooms(account).isEmpty()) {
      return;
    }
    Mails.read(typedMail)
        .ifPresent(
            to ->
                fields
                    .open(account, Fields.MAIL)
                    .compose(
                        from ->
                            letters.offered(
                                to,
                                from.orElse(""),
                                erasure,
                                visitor.language(),
                                visitor.address()))
                    .onFailure(RoomOffers::notSent));
  }

  private static void notSent(Throwable fault) {
    LOG.warn("A mail about rooms that are offered was not sent", fault);
  }

  /** Takes an offer back, for its erasure was undone or is done. May be repeated. */
  Future<Void> takeBack(Erasure erasure) {
    return erasure
        .offer()
        .map(offer -> remove(offer.mailHash(), offer.id()))
        .orElseGet(Future::succeededFuture);
  }

  private Future<Void> remove(String mailHash, String id) {
    return lists.change(
        OF_MAIL + mailHash, all -> all.stream().filter(each -> !each.id.equals(id)).toList());
  }

  /** Tells who had said yes that the rooms stay where they are. */
  void tellUndone(Erasure erasure) {
    erasure
        .heir()
        .ifPresent(
            heir ->
                people
                    .account(heir)
                    .compose(
                        found ->
                            found.isEmpty()
                                ? Future.succeededFuture(Optional.<String>empty())
                                : fields.open(found.get(), Fields.MAIL))
                    .compose(
                        to ->
                            to.isEmpty()
                                ? Future.succeededFuture()
                                : letters.undone(to.get(), erasure.language()))
                    .onFailure(RoomOffers::notSent));
  }

  /** What is offered to an account. */
  public Future<List<Offered>> list(Account account) {
    return lists
        .read(OF_MAIL + Names.hashOf(account))
        .compose(
            all -> {
              List<Future<Optional<Offered>>> offers = new ArrayList<>();
              all.forEach(each -> offers.add(offered(each, account)));
              return Future.join(offers)
                  .map(
                      done ->
                          offers.stream().map(Future::result).flatMap(Optional::stream).toList());
            });
  }

  private Future<Optional<Offered>> offered(Made made, Account to) {
    return people
        .account(made.account)
        .map(found -> found.filter(each -> stands(each, made.id, to)))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : fields
                        .open(found.get(), Fields.MAIL)
                        .compose(
                            mail ->
                                fields
                                    .open(found.get(), Fields.NAME)
                                    .map(
                                        name ->
                                            Optional.of(offered(made, found.get(), mail, name)))));
  }

  private static Offered offered(
      Made made, Account from, Optional<String> mail, Optional<String> name) {
    Erasure erasure = from.erasure().orElseThrow();
    return new Offered(
        made.id,
        mail.orElse(""),
        name,
        Accounts.rooms(from),
        erasure.dueAt(),
        erasure.heir().isPresent());
  }

  /** Whether it can be answered by that account: nobody else did, it is not too late. */
  private boolean stands(Account from, String id, Account to) {
    return from.erasure()
        .filter(erasure -> erasure.offers(id) && erasure.dueAt() > clock.millis())
        .filter(erasure -> erasure.heir().map(to.id()::equals).orElse(true))
        .filter(erasure -> !Accounts.rooms(from).isEmpty())
        .isPresent();
  }

  /**
   * Says yes. May be repeated.
   *
   * @return when the rooms are handed over, UTC milliseconds. Fails with {@code bad-request} if the
   *     offer does not stand any more, or the account cannot hold so many rooms
   */
  public Future<Long> accept(Account account, String id) {
    return find(account, id)
        .map(found -> found.orElseThrow(RoomOffers::gone))
        .compose(
            made ->
                people.update(
                    made.account,
                    from -> {
                      if (!stands(from, id, account)) {
                        throw gone();
                      }
                      Accounts.requireSpace(account, Accounts.rooms(from).size());
                      return from.withErasure(
                          from.erasure().map(each -> each.withHeir(Optional.of(account.id()))));
                    }))
        .map(from -> from.orElseThrow(RoomOffers::gone))
        .map(
            from -> {
              record(account, "account.rooms-accepted", from);
              tellAnswer(account, from, true);
              return from.erasure().orElseThrow().dueAt();
            });
  }

  /** Says no, or takes a yes back: the rooms are deleted. Repeating this is no fault. */
  public Future<Void> decline(Account account, String id) {
    return find(account, id)
        .compose(made -> made.isEmpty() ? Future.succeededFuture() : decline(account, made.get()));
  }

  private Future<Void> decline(Account account, Made made) {
    boolean[] stood = new boolean[1];
    return people
        .update(
            made.account,
            from -> {
              stood[0] = stands(from, made.id, account);
              return stood[0] ? from.withErasure(from.erasure().map(Erasure::withoutOffer)) : from;
            })
        .compose(
            from -> {
              if (stood[0] && from.isPresent()) {
                record(account, "account.rooms-declined", from.get());
                tellAnswer(account, from.get(), false);
              }
              return remove(Names.hashOf(account), made.id);
            });
  }

  private Future<Optional<Made>> find(Account account, String id) {
    return lists
        .read(OF_MAIL + Names.hashOf(account))
        .map(all -> all.stream().filter(each -> each.id.equals(id)).findAny());
  }

  private static Refusal gone() {
    return Refusal.field("/offer", "These rooms are not offered to you any more");
  }

  private void record(Account account, String action, Account from) {
    audit.record(account.id(), action, Audit.account(from.id()), Audit.DONE);
  }

  private void tellAnswer(Account heir, Account owner, boolean yes) {
    Erasure erasure = owner.erasure().orElseThrow();
    fields
        .open(owner, Fields.MAIL)
        .compose(
            to ->
                fields
                    .open(heir, Fields.MAIL)
                    .compose(
                        who ->
                            to.isEmpty()
                                ? Future.succeededFuture()
                                : letters.answered(to.get(), who.orElse(""), erasure, yes)))
        .onFailure(RoomOffers::notSent);
  }
}
