package io.votehub.accounts;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.audit.Audit;
import io.votehub.identity.HubKey;
import io.votehub.people.Account;
import io.votehub.people.KeyTakenException;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts of a hub. Thread-safe; futures complete on the context of the caller.
 *
 * <p>Guessing costs 50 ms a try and is stopped after a few; the store without the hub's key reveals
 * neither addresses nor passwords; ended sessions are refused at once on every instance. Whoever
 * has both the key and the store can be anybody.
 */
public final class Accounts {
  private static final Logger LOG = LoggerFactory.getLogger(Accounts.class);
  private static final long FORGET_EVERY_MS = 60_000;
  private static final String ROOM = "room:";
  private static final char SEPARATOR = ':';

  private final Vertx vertx;
  private final People people;
  private final AccountSettings settings;
  private final Fields fields;
  private final Passwords passwords;
  private final Letters letters;
  private final Sessions sessions;
  private final SecondFactors secondFactors;
  private final SignIn signIn;
  private final PasswordChange passwordChange;
  private final Registrations registrations;
  private final Audit audit;
  private final long forgetting;

  /** What an account's owner sees of it. */
  public record Profile(Account account, String mail, Optional<String> name) {}

  /** A room that an account leads. */
  public record OwnRoom(String code, String id) {}

  /**
   * @param people closed with this, as is the audit log
   * @param clock for sessions and codes
   */
  public Accounts(
      Vertx vertx,
      People people,
      HubKey key,
      AccountSettings settings,
      InstantSource clock,
      Audit audit) {
    this.vertx = vertx;
    this.audit = audit;
    this.people = people;
    this.settings = settings;
    Vault vault = new Vault(key);
    Names names = new Names(key.derive("votehub account mail"));
    Devices devices = new Devices(key.derive("votehub account device"));
    RecoveryCodes recovery = new RecoveryCodes(key.derive("votehub account recovery"));
    fields = new Fields(people, vault);
    passwords = new Passwords(vertx, key.derive("votehub account password"));
    letters = new Letters(vertx, settings.mail());
    Lockout lockout = new Lockout(people, clock);
    sessions = new Sessions(people, devices, clock);
    secondFactors = new SecondFactors(people, fields, recovery, vault, clock, audit);
    signIn =
        new SignIn(
            people, names, passwords, secondFactors, lockout, devices, sessions, clock, audit);
    passwordChange =
        new PasswordChange(
            people, names, fields, passwords, secondFactors, lockout, letters, clock, audit);
    registrations =
        new Registrations(
            people, names, vault, passwords, passwordChange, letters, settings, clock, audit);
    forgetting =
        vertx.setPeriodic(
            FORGET_EVERY_MS,
            timer ->
                people
                    .forgetExpired()
                    .onFailure(fault -> LOG.debug("Expired notes were not removed", fault)));
  }

  /** The audit log of what is done with accounts. */
  public Audit audit() {
    return audit;
  }

  /** Records that somebody did something to their own account. */
  public void noteSelf(SignedIn who, String action) {
    String id = who.account().id();
    audit.record(id, action, Audit.account(id), Audit.DONE);
  }

  public AccountSettings settings() {
    return settings;
  }

  public Sessions sessions() {
    return sessions;
  }

  public SignIn signIn() {
    return signIn;
  }

  public SecondFactors secondFactors() {
    return secondFactors;
  }

  public PasswordChange passwordChange() {
    return passwordChange;
  }

  public Registrations registrations() {
    return registrations;
  }

  /** What the owner sees. */
  public Future<Profile> profile(Account account) {
    return fields
        .open(account, Fields.MAIL)
        .compose(
            mail ->
                fields
                    .open(account, Fields.NAME)
                    .map(name -> new Profile(account, mail.orElse(""), name)));
  }

  /** Which of these keys of sessions are known; the others have ended. */
  public Future<Set<String>> known(Collection<String> sessionKeys) {
    return people.known(sessionKeys);
  }

  /**
   * Makes an account the owner of a room; may be repeated. Fails with {@code conflict} if another
   * account is.
   */
  public Future<Void> claim(Account account, Room room) {
    String key = ROOM + room.code() + SEPARATOR + room.id().orElse("");
    return people
        .update(account.id(), each -> each.withKey(key))
        .onSuccess(
            owned ->
                audit.record(account.id(), "room.claimed", Audit.room(room.code()), Audit.DONE))
        .<Void>mapEmpty()
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof KeyTakenException
                        ? Refusal.of(ErrorCode.CONFLICT, "Another account owns this room")
                        : fault));
  }

  /** The rooms that an account claimed, also those that are deleted by now. */
  public static List<OwnRoom> rooms(Account account) {
    return account.keys().stream()
        .filter(key -> key.startsWith(ROOM))
        .sorted()
        .map(key -> key.substring(ROOM.length()))
        .map(
            key ->
                new OwnRoom(
                    key.substring(0, key.indexOf(SEPARATOR)),
                    key.substring(key.indexOf(SEPARATOR) + 1)))
        .toList();
  }

  /** Forgets a claim on a room that is gone. */
  public Future<Void> release(Account account, OwnRoom room) {
    String key = ROOM + room.code() + SEPARATOR + room.id();
    return people.update(account.id(), each -> each.withoutKeys(key::equals)).mapEmpty();
  }

  /** Ends timers, threads and connections, and closes the store of people. */
  public Future<Void> close() {
    vertx.cancelTimer(forgetting);
    passwords.close();
    return letters.close().eventually(audit::close).eventually(people::close);
  }
}
