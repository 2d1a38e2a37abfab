package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.audit.Audit;
import io.votehub.people.Account;
import io.votehub.people.KeyTakenException;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The passkeys that accounts have, each sealed in its account. A passkey belongs to one account,
 * which is found by it.
 */
public final class StoredPasskeys {
  /** The largest number of passkeys of an account. */
  public static final int MAX = 20;

  /** The greatest length of the name of one. */
  public static final int MAX_NAME = 60;

  private static final String KEY = "cred:";
  private static final String FIELD = "passkey:";

  private final People people;
  private final Fields fields;
  private final RecoveryCodes recovery;
  private final InstantSource clock;
  private final Audit audit;

  /**
   * A passkey that was added.
   *
   * @param recoveryCodes shown this once; empty if the account had a second factor already
   */
  public record Added(Passkey passkey, List<String> recoveryCodes) {}

  StoredPasskeys(
      People people, Fields fields, RecoveryCodes recovery, InstantSource clock, Audit audit) {
    this.people = people;
    this.fields = fields;
    this.recovery = recovery;
    this.clock = clock;
    this.audit = audit;
  }

  /** Whether an account has any. */
  static boolean hasAny(Account account) {
    return account.keys().stream().anyMatch(key -> key.startsWith(KEY));
  }

  /** How many an account has. */
  public static int count(Account account) {
    return (int) account.keys().stream().filter(key -> key.startsWith(KEY)).count();
  }

  /** Whether an account has a passkey of that id. */
  public static boolean has(Account account, String id) {
    return account.has(FIELD + id);
  }

  /** Fails with {@code bad-request} if an account has as many as it may. */
  static void requireRoom(Account account) {
    if (count(account) >= MAX) {
      throw Refusal.of(
          ErrorCode.BAD_REQUEST, "An account has at most " + MAX + " passkeys; remove one first");
    }
  }

  /** The passkeys of an account, the oldest first. */
  public Future<List<Passkey>> list(Account account) {
    List<Future<Optional<String>>> texts = new ArrayList<>();
    account.keys().stream()
        .filter(key -> key.startsWith(KEY))
        .forEach(key -> texts.add(fields.open(account, FIELD + key.substring(KEY.length()))));
    return Future.all(texts)
        .map(
            all ->
                texts.stream()
                    .map(Future::result)
                    .flatMap(Optional::stream)
                    .map(Passkey::read)
                    .sorted(Comparator.comparingLong(Passkey::createdAt).thenComparing(Passkey::id))
                    .toList());
  }

  /**
   * Adds a passkey. The first factor that is added beside the password comes with recovery codes.
   * Fails with {@code conflict} if an account has this passkey already.
   */
  Future<Added> add(Account account, Passkey passkey) {
    return kept(account, passkey).onSuccess(added -> noteDone(account, "account.passkey-added"));
  }

  private void noteDone(Account account, String action) {
    audit.record(account.id(), action, Audit.account(account.id()), Audit.DONE);
  }

  private Future<Added> kept(Account account, Passkey passkey) {
    if (SecondFactors.isOn(account)) {
      return kept(account.id(), passkey, List.of(), List.of());
    }
    List<String> codes = RecoveryCodes.fresh();
    return recovery.hashes(codes).compose(hashes -> kept(account.id(), passkey, codes, hashes));
  }

  /**
   * @param codes for recovery, which the account gets if this is its first second factor
   */
  private Future<Added> kept(
      String account, Passkey passkey, List<String> codes, List<String> hashes) {
    String field = FIELD + passkey.id();
    return fields
        .write(
            account,
            field,
            passkey.text(),
            (each, cipher) -> {
              requireRoom(each);
              if (each.has(field)) {
                throw new KeyTakenException();
              }
              Account more = each.withKey(KEY + passkey.id()).withSealed(field, cipher);
              return SecondFactors.isOn(each) ? more : more.withRecovery(hashes);
            })
        .map(found -> found.orElseThrow(Sessions::signInFirst))
        .map(now -> new Added(passkey, now.recovery().equals(hashes) ? codes : List.of()))
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof KeyTakenException
                        ? Refusal.of(ErrorCode.CONFLICT, "An account has this passkey already")
                        : fault));
  }

  /** Names a passkey anew; fails with {@code bad-request} if there is none of that id. */
  public Future<Void> rename(Account account, String id, String name) {
    if (!has(account, id)) {
      throw Refusal.field("/passkey", "There is no such passkey");
    }
    return fields
        .rewrite(account.id(), FIELD + id, text -> Passkey.read(text).named(name).text())
        .mapEmpty();
  }

  /**
   * Removes a passkey; may be repeated. Refused for the last second factor of an account whose
   * password is too short to stand alone.
   */
  public Future<Void> remove(Account account, String id) {
    return people
        .update(
            account.id(),
            each ->
                SecondFactors.withoutFactor(
                    each.withoutKeys((KEY + id)::equals).withoutSealed(FIELD + id)))
        .onSuccess(done -> noteDone(account, "account.passkey-removed"))
        .mapEmpty();
  }

  /** The account that has a passkey. Fails with {@code bad-credentials} if none has. */
  Future<Account> owner(String id) {
    return people.byKey(KEY + id).map(found -> found.orElseThrow(StoredPasskeys::unknown));
  }

  /** A passkey of an account. Fails with {@code bad-credentials} if it does not have it. */
  Future<Passkey> get(Account account, String id) {
    return fields
        .open(account, FIELD + id)
        .map(text -> Passkey.read(text.orElseThrow(StoredPasskeys::unknown)));
  }

  /**
   * Notes that a passkey signed.
   *
   * @param counter of the signature
   * @return the account as it is now; fails with {@link ClonedPasskeyException} if the counter went
   *     back
   */
  Future<Account> used(Account account, String id, long counter) {
    return fields
        .rewrite(account.id(), FIELD + id, text -> counted(Passkey.read(text), counter))
        .map(now -> now.orElseThrow(StoredPasskeys::unknown));
  }

  /** Compares again, as another instance may have seen a later signature meanwhile. */
  private String counted(Passkey passkey, long counter) {
    if (counter <= passkey.counter() && (counter > 0 || passkey.counter() > 0)) {
      throw new ClonedPasskeyException();
    }
    return passkey.used(counter, clock.millis()).text();
  }

  private static Refusal unknown() {
    return Refusal.of(ErrorCode.BAD_CREDENTIALS, "This hub does not know this passkey");
  }
}
