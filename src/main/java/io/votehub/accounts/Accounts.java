package io.votehub.accounts;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.accounts.oauth.IdentityProvider;
import io.votehub.audit.Audit;
import io.votehub.identity.HubKey;
import io.votehub.people.Account;
import io.votehub.people.AuditEntry;
import io.votehub.people.AuditFilter;
import io.votehub.people.KeyTakenException;
import io.votehub.people.People;
import io.votehub.people.Slice;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.RoomRole;
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
  private static final int AUDITED_AT_ONCE = 200;
  private static final char SEPARATOR = ':';

  private final Vertx vertx;
  private final People people;
  private final AccountSettings settings;
  private final Fields fields;
  private final Passwords passwords;
  private final Letters letters;
  private final FactorLetters factorLetters;
  private final Sessions sessions;
  private final SecondFactors secondFactors;
  private final Passkeys passkeys;
  private final ProviderSignIn providers;
  private final SignIn signIn;
  private final PasswordChange passwordChange;
  private final Registrations registrations;
  private final Audit audit;
  private final ErasureLetters erasureLetters;
  private final RoomOfferLetters roomOfferLetters;
  private final RoomOffers roomOffers;
  private final Erasures erasures;
  private final MailChange mailChange;
  private final InstantSource clock;
  private final AccountAdmin admin;
  private final LimitChanges limitChanges;
  private final RefusalHistory refusals;
  private final ApiKeys apiKeys;
  private final RoomPeople roomPeople;
  private final long forgetting;

  /** What an account's owner sees of it. */
  public record Profile(Account account, String mail, Optional<String> name) {}

  /** A room that an account leads. */
  public record OwnRoom(String code, String id) {
    /** The key by which the account that leads it is found. */
    String key() {
      return ROOM + code + SEPARATOR + id;
    }

    /** The room of such a key. */
    static OwnRoom of(String key) {
      int end = key.indexOf(SEPARATOR, ROOM.length());
      return new OwnRoom(key.substring(ROOM.length(), end), key.substring(end + 1));
    }
  }

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
    fields = new Fields(people, vault);
    passwords = new Passwords(vertx, key.derive("votehub account password"));
    RecoveryCodes recovery = new RecoveryCodes(passwords);
    letters = new Letters(vertx, settings.mail());
    Lockout lockout = new Lockout(people, clock);
    this.clock = clock;
    factorLetters = new FactorLetters(fields, letters, clock);
    erasureLetters = new ErasureLetters(letters);
    roomOfferLetters = new RoomOfferLetters(letters);
    roomOffers = new RoomOffers(people, names, fields, vault, roomOfferLetters, clock, audit);
    erasures = new Erasures(people, fields, erasureLetters, roomOffers, clock, audit);
    mailChange = new MailChange(people, names, vault, fields, letters, settings, clock, audit);
    sessions = new Sessions(people, devices, erasures::undone, clock);
    secondFactors = new SecondFactors(people, fields, recovery, vault, clock, audit);
    Tickets tickets = new Tickets(people, vault, clock);
    passkeys =
        new Passkeys(
            new StoredPasskeys(people, fields, recovery, clock, audit),
            fields,
            tickets,
            new PasskeyVerifier(vertx),
            new PasskeyDomain(settings.publicUrl()),
            clock,
            audit);
    signIn =
        new SignIn(
            people, names, passwords, secondFactors, lockout, devices, sessions, clock, audit);
    providers =
        new ProviderSignIn(
            settings.providers().stream().map(each -> IdentityProvider.of(vertx, each)).toList(),
            key.derive("votehub account provider"),
            people,
            fields,
            tickets,
            signIn,
            clock,
            audit);
    passwordChange =
        new PasswordChange(
            people, names, fields, passwords, secondFactors, lockout, letters, clock, audit);
    registrations =
        new Registrations(
            people, names, vault, passwords, passwordChange, letters, settings, clock, audit);
    apiKeys = new ApiKeys(people, audit, clock);
    roomPeople = new RoomPeople(people, names, fields, vault, letters, clock);
    admin = new AccountAdmin(people, names, fields, clock);
    limitChanges = new LimitChanges(vertx, people, clock);
    refusals = new RefusalHistory(vertx, people, clock);
    forgetting =
        vertx.setPeriodic(
            FORGET_EVERY_MS,
            timer -> {
              signIn.endMinute();
              people
                  .forgetExpired()
                  .onFailure(fault -> LOG.debug("Expired notes were not removed", fault));
            });
  }

  /** The keys with which programs act for accounts. */
  public ApiKeys apiKeys() {
    return apiKeys;
  }

  /** The accounts that have roles in rooms. */
  public RoomPeople roomPeople() {
    return roomPeople;
  }

  /** The role of an account in a room; empty if it has none. */
  public static Optional<RoomRole> role(Account account, Room room) {
    return account.keys().contains(roomKey(room))
        ? Optional.of(RoomRole.OWNER)
        : RoomPeople.role(account, room);
  }

  private static String roomKey(Room room) {
    return ROOM + room.code() + SEPARATOR + room.id().orElse("");
  }

  /** What operators do. */
  public AccountAdmin admin() {
    return admin;
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

  /** The limits that operators changed. */
  public LimitChanges limitChanges() {
    return limitChanges;
  }

  /** From where requests were refused. */
  public RefusalHistory refusals() {
    return refusals;
  }

  /** The mails about changed ways to sign in. */
  public FactorLetters factorLetters() {
    return factorLetters;
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

  public Passkeys passkeys() {
    return passkeys;
  }

  public ProviderSignIn providers() {
    return providers;
  }

  public PasswordChange passwordChange() {
    return passwordChange;
  }

  public Registrations registrations() {
    return registrations;
  }

  public Erasures erasures() {
    return erasures;
  }

  /** The rooms of accounts that are to be erased. */
  public RoomOffers roomOffers() {
    return roomOffers;
  }

  public MailChange mailChange() {
    return mailChange;
  }

  /** Erases accounts that are due; to be deployed where the rooms are. */
  public ErasureVerticle eraser(OwnedRooms rooms) {
    return new ErasureVerticle(
        new ErasureVerticle.Parts(
            people,
            fields,
            erasures,
            erasureLetters,
            roomOffers,
            roomOfferLetters,
            apiKeys,
            rooms,
            clock,
            audit));
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

  /**
   * What an account did, or what was done to it by others, the newest first.
   *
   * @param done whether by it, else to it
   * @param before where to continue; empty to begin
   */
  public Future<Slice<AuditEntry>> audited(Account account, boolean done, Optional<String> before) {
    Optional<String> none = Optional.empty();
    AuditFilter filter =
        new AuditFilter(
            done ? Optional.of(account.id()) : none,
            none,
            done ? none : Optional.of(Audit.account(account.id())),
            0,
            Long.MAX_VALUE);
    return people
        .auditNewest(filter, before, AUDITED_AT_ONCE)
        .map(
            slice ->
                new Slice<>(
                    slice.items().stream()
                        .filter(each -> done || !each.actor().equals(account.id()))
                        .toList(),
                    slice.next()));
  }

  /** Whether an account has to set up a second factor before it can do anything else. */
  public boolean lacksSecondFactor(Account account) {
    return settings.lacksSecondFactor(account);
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
    String key = new OwnRoom(room.code(), room.id().orElse("")).key();
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
        .map(OwnRoom::of)
        .toList();
  }

  /** Fails with {@code bad-request} if an account cannot hold so many further rooms. */
  static void requireSpace(Account account, int rooms) {
    if (account.keys().size() + rooms > Account.MAX_KEYS) {
      throw Refusal.of(ErrorCode.BAD_REQUEST, "Your account cannot hold so many rooms");
    }
  }

  /** Forgets a claim on a room that is gone. */
  public Future<Void> release(Account account, OwnRoom room) {
    return people.update(account.id(), each -> each.withoutKeys(room.key()::equals)).mapEmpty();
  }

  /** Ends timers, threads and connections, and closes the store of people. */
  public Future<Void> close() {
    vertx.cancelTimer(forgetting);
    limitChanges.close();
    refusals.close();
    passwords.close();
    providers.close();
    return letters.close().eventually(audit::close).eventually(people::close);
  }
}
