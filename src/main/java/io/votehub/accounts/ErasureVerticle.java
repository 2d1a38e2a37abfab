package io.votehub.accounts;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.votehub.audit.Audit;
import io.votehub.people.Account;
import io.votehub.people.Erasure;
import io.votehub.people.KeyTakenException;
import io.votehub.people.Note;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases accounts that are due. Each is erased by one instance; every step may be repeated, so one
 * that was interrupted is finished later, by this instance or another.
 */
public final class ErasureVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(ErasureVerticle.class);
  private static final long EVERY_MS = TimeUnit.MINUTES.toMillis(10);

  /** What became due while no hub ran is not looked for while this one has to become ready. */
  private static final long FIRST_AFTER_MS = TimeUnit.SECONDS.toMillis(5);

  /** An instance that does not finish within this time is taken to be gone. */
  private static final long TURN_MS = TimeUnit.MINUTES.toMillis(9);

  /** So that no instance whose clock is behind lets its owner sign in meanwhile. */
  private static final long CLOCKS_DIFFER_MS = TimeUnit.MINUTES.toMillis(1);

  private static final int AT_ONCE = 20;

  private final Parts parts;
  private long timer = -1;
  private boolean stopped;

  /** What it works with. */
  record Parts(
      People people,
      Fields fields,
      Erasures erasures,
      ErasureLetters letters,
      RoomOffers offers,
      RoomOfferLetters offerLetters,
      ApiKeys apiKeys,
      OwnedRooms rooms,
      InstantSource clock,
      Audit audit) {}

  ErasureVerticle(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Future<?> start() {
    scheduleIn(FIRST_AFTER_MS);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    stopped = true;
    vertx.cancelTimer(timer);
    return Future.succeededFuture();
  }

  private void scheduleIn(long ms) {
    if (!stopped) {
      timer =
          vertx.setTimer(
              ms,
              due ->
                  eraseDue()
                      .onFailure(fault -> LOG.warn("Accounts were not erased", fault))
                      .onComplete(done -> scheduleIn(EVERY_MS)));
    }
  }

  /** Erases the accounts that are due now, some of them at most. */
  public Future<Void> eraseDue() {
    return parts
        .people
        .erasuresDue(parts.clock.millis() - CLOCKS_DIFFER_MS, AT_ONCE)
        .compose(
            due -> {
              Future<Void> all = Future.succeededFuture();
              for (String id : due) {
                all = all.compose(done -> stopped ? Future.succeededFuture() : eraseInTurn(id));
              }
              return all;
            });
  }

  private Future<Void> eraseInTurn(String id) {
    return parts
        .people
        .useOnce("erasing:" + id, parts.clock.millis() + TURN_MS)
        .compose(mine -> mine ? parts.people.account(id) : Future.succeededFuture(Optional.empty()))
        .compose(
            found ->
                found.filter(this::isDue).isEmpty() ? Future.succeededFuture() : erase(found.get()))
        .recover(
            fault -> {
              LOG.warn("The account {} was not erased; it is tried again", id, fault);
              return Future.succeededFuture();
            });
  }

  private boolean isDue(Account account) {
    return account
        .erasure()
        .filter(each -> each.dueAt() <= parts.clock.millis() - CLOCKS_DIFFER_MS)
        .isPresent();
  }

  private Future<Void> erase(Account account) {
    Erasure erasure = account.erasure().orElseThrow();
    return parts
        .erasures
        .requireOtherOperator(account)
        .compose(may -> heir(erasure))
        .compose(heir -> giveRoomsAway(account, heir))
        .compose(rooms -> parts.offers.takeBack(erasure))
        .compose(taken -> revokeRoles(account))
        .compose(revoked -> parts.apiKeys.forget(account))
        .compose(forgotten -> parts.fields.open(account, Fields.MAIL))
        .compose(
            mail ->
                parts
                    .people
                    .erase(account.id())
                    .onSuccess(
                        erased -> {
                          parts.audit.record(
                              Audit.HUB, "account.erased", Audit.account(account.id()), Audit.DONE);
                          LOG.info("The account {} was erased, as its owner asked", account.id());
                          mail.ifPresent(to -> tell(to, erasure));
                        }))
        .mapEmpty();
  }

  private void tell(String to, Erasure erasure) {
    parts
        .letters
        .done(to, erasure.language())
        .onFailure(fault -> LOG.warn("A mail about an erasure was not sent", fault));
  }

  /** Who gets the rooms: an account that said yes and can take them now. */
  private Future<Optional<Account>> heir(Erasure erasure) {
    return erasure.heir().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : parts.people.account(erasure.heir().get()).map(found -> found.filter(this::isThere));
  }

  private boolean isThere(Account heir) {
    boolean there = Erasures.mayInherit(heir);
    if (!there) {
      LOG.warn("The account {} cannot take rooms over any more; they are deleted", heir.id());
    }
    return there;
  }

  private Future<Void> giveRoomsAway(Account account, Optional<Account> heir) {
    int rooms = Accounts.rooms(account).size();
    return handOver(account, heir)
        .onSuccess(
            done -> {
              if (rooms > 0 && heir.isPresent()) {
                tellHeir(heir.get(), account.erasure().orElseThrow().language(), rooms);
              }
            });
  }

  private Future<Void> revokeRoles(Account account) {
    Future<Void> all = Future.succeededFuture();
    for (RoomPeople.Role role : RoomPeople.roles(account)) {
      all = all.compose(done -> parts.rooms.revokeRole(role));
    }
    return all;
  }

  private void tellHeir(Account heir, String language, int rooms) {
    parts
        .fields
        .open(heir, Fields.MAIL)
        .compose(
            mail ->
                mail.isEmpty()
                    ? Future.succeededFuture()
                    : parts.offerLetters.inherited(mail.get(), language, rooms))
        .onFailure(fault -> LOG.warn("A mail about rooms was not sent", fault));
  }

  /**
   * One room after another. No two accounts have the key of a room, so there is a moment when none
   * has it; a note tells of it, should the hub stop then. Without an heir the rooms are deleted.
   */
  private Future<Void> handOver(Account account, Optional<Account> heir) {
    String onTheWay = "handing-over:" + account.id();
    Future<Void> all =
        parts
            .people
            .note(onTheWay)
            .compose(
                key ->
                    key.isEmpty()
                        ? Future.succeededFuture()
                        : give(Accounts.OwnRoom.of(key.get()), heir));
    for (Accounts.OwnRoom room : Accounts.rooms(account)) {
      all =
          heir.isEmpty()
              ? all.compose(done -> parts.rooms.delete(room))
              : all.compose(done -> handOver(account, room, heir, onTheWay));
    }
    return all.compose(done -> parts.people.takeNote(onTheWay)).mapEmpty();
  }

  private Future<Void> handOver(
      Account account, Accounts.OwnRoom room, Optional<Account> heir, String onTheWay) {
    Note note = new Note(room.key(), parts.clock.millis() + Erasures.DELAY_MS);
    return parts
        .rooms
        .revokeKeys(room)
        .compose(done -> parts.people.writeNote(onTheWay, before -> note))
        .compose(
            noted ->
                parts.people.update(account.id(), each -> each.withoutKeys(room.key()::equals)))
        .compose(taken -> give(room, heir));
  }

  /** Gives a room that is nobody's; one that cannot be given is deleted. */
  private Future<Void> give(Accounts.OwnRoom room, Optional<Account> heir) {
    if (heir.isEmpty()) {
      return parts.rooms.delete(room);
    }
    return parts
        .people
        .update(heir.get().id(), each -> each.withKey(room.key()))
        .compose(
            given -> given.isEmpty() ? parts.rooms.delete(room) : Future.<Void>succeededFuture())
        .recover(
            fault -> {
              if (fault instanceof KeyTakenException) {
                // Somebody with the room's key claimed it in that moment.
                return Future.succeededFuture();
              }
              if (fault instanceof Refusal refusal && refusal.code() == ErrorCode.BAD_REQUEST) {
                LOG.warn("The account {} holds no more rooms; one is deleted", heir.get().id());
                return parts.rooms.delete(room);
              }
              return Future.failedFuture(fault);
            });
  }
}
