package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.audit.Audit;
import io.votehub.people.Account;
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
 * Signing in by mail, password and second factor, or by a passkey. A name without an account, one
 * without a password and a wrong password are answered alike, after the same work.
 */
public final class SignIn {
  private static final Logger LOG = LoggerFactory.getLogger(SignIn.class);
  private static final long PENDING_MS = TimeUnit.MINUTES.toMillis(5);
  private static final String PENDING = "second:";

  private final People people;
  private final Names names;
  private final Passwords passwords;
  private final SecondFactors factors;
  private final Lockout lockout;
  private final Devices devices;
  private final Sessions sessions;
  private final InstantSource clock;
  private final Audit audit;
  private final UnknownNames unknownNames;

  SignIn(
      People people,
      Names names,
      Passwords passwords,
      SecondFactors factors,
      Lockout lockout,
      Devices devices,
      Sessions sessions,
      InstantSource clock,
      Audit audit) {
    this.people = people;
    this.names = names;
    this.passwords = passwords;
    this.factors = factors;
    this.lockout = lockout;
    this.devices = devices;
    this.sessions = sessions;
    this.clock = clock;
    this.audit = audit;
    this.unknownNames = new UnknownNames(audit, clock);
  }

  /**
   * Signs in.
   *
   * @param code of the second factor, if it was sent along
   * @return fails with {@code bad-credentials}, a {@link SecondFactorException} or a {@link
   *     LockedException}
   */
  public Future<NewSession> signIn(
      String mail, String password, Optional<String> code, Visitor visitor) {
    // What cannot be an address costs and answers as an unknown one does.
    String name = names.hash(Mails.read(mail).orElse(mail));
    String device = devices.known(name, visitor);
    return lockout
        .begin(name, device)
        .compose(
            attempt -> {
              if (attempt.waitMs() > 0) {
                throw locked(name, attempt);
              }
              return people
                  .byKey(Names.key(name))
                  .compose(
                      found ->
                          proved(found, password, attempt.passwordOff())
                              .compose(account -> second(account, password, name, code, visitor))
                              .onFailure(fault -> noteRefused(found, "account.sign-in", fault)));
            });
  }

  /** Records what is counted only, once its minute is over. */
  void endMinute() {
    unknownNames.endMinute();
  }

  /** Notes where a lock begins; what is tried while it lasts changes nothing. */
  private LockedException locked(String name, Lockout.Attempt attempt) {
    if (attempt.lockBegins()) {
      people
          .byKey(Names.key(name))
          .otherwise(Optional.empty())
          .onSuccess(
              found -> audit.record(Audit.NOBODY, "account.locked-out", object(found), Audit.DONE));
    }
    return new LockedException(attempt.waitMs());
  }

  private static String object(Optional<Account> found) {
    return found.map(each -> Audit.account(each.id())).orElse(Audit.NOBODY);
  }

  /** Somebody tried who proved nothing, or not enough. */
  private void noteRefused(Optional<Account> found, String action, Throwable fault) {
    if (fault instanceof Refusal why && found.isEmpty()) {
      unknownNames.refused(why.code().wire());
    } else if (fault instanceof Refusal why) {
      audit.record(Audit.NOBODY, action, object(found), why.code().wire());
    }
  }

  private Future<Account> proved(Optional<Account> found, String password, boolean passwordOff) {
    boolean tooLong = PasswordRules.tooLong(password).isPresent();
    return passwords
        .matches(tooLong ? "" : password, found.flatMap(Account::password))
        .map(
            right -> {
              if (!right || tooLong || passwordOff || found.get().suspendedAt().isPresent()) {
                throw Refusal.of(ErrorCode.BAD_CREDENTIALS);
              }
              return found.get();
            });
  }

  private Future<NewSession> second(
      Account account, String password, String name, Optional<String> code, Visitor visitor) {
    rehash(account, password);
    if (!SecondFactors.isOn(account)) {
      return finish(account, name, visitor);
    }
    if (code.isPresent()) {
      return factors
          .use(account, code.get())
          .compose(right -> right ? finish(account, name, visitor) : refused());
    }
    String device = devices.known(name, visitor);
    return lockout.halfway(name, device).compose(counted -> askForSecond(account));
  }

  private Future<NewSession> askForSecond(Account account) {
    String pending = Digests.secret();
    return people
        .writeNote(
            PENDING + Digests.sha256(pending),
            before -> new Note(account.id(), clock.millis() + PENDING_MS))
        .compose(noted -> Future.failedFuture(new SecondFactorException(pending)));
  }

  private static <T> Future<T> refused() {
    return Future.failedFuture(Refusal.of(ErrorCode.BAD_CREDENTIALS));
  }

  /** With the parameters of today, in the background. */
  private void rehash(Account account, String password) {
    if (account.password().filter(PasswordHash::isOutdated).isPresent()) {
      passwords
          .hashAgain(password)
          .compose(
              phc ->
                  people.update(
                      account.id(),
                      each ->
                          each.password().equals(account.password())
                              ? each.withPassword(phc)
                              : each))
          .onFailure(fault -> LOG.debug("A password was not hashed anew", fault));
    }
  }

  private Future<NewSession> finish(Account account, String name, Visitor visitor) {
    return lockout
        .succeeded(name, devices.known(name, visitor))
        .compose(forgotten -> sessions.start(account, name, visitor))
        .onSuccess(started -> noteDone(account, "account.sign-in"));
  }

  /**
   * Proves the second factor.
   *
   * @param pending what the {@link SecondFactorException} held
   */
  public Future<NewSession> second(String pending, String code, Visitor visitor) {
    String note = PENDING + Digests.sha256(pending);
    return halfSignedIn(pending)
        .compose(
            found -> {
              Account account = found.orElseThrow(SignIn::tookTooLong);
              String name = Names.hashOf(account);
              return checked(account, name, Optional.of(code), Optional.empty(), visitor)
                  // A second tab that proved it at the same time has its own session.
                  .compose(right -> people.takeNote(note))
                  .compose(taken -> finish(account, name, visitor))
                  .onFailure(
                      fault -> noteRefused(Optional.of(account), "account.second-factor", fault));
            });
  }

  private void noteDone(Account account, String action) {
    audit.record(account.id(), action, Audit.account(account.id()), Audit.DONE);
  }

  private static Refusal tookTooLong() {
    return Refusal.of(ErrorCode.BAD_CREDENTIALS, "Sign in again; it took too long");
  }

  /**
   * Whose first factor was proved.
   *
   * @param pending what the {@link SecondFactorException} held
   */
  public Future<Optional<Account>> halfSignedIn(String pending) {
    return people
        .note(PENDING + Digests.sha256(pending))
        .compose(
            id ->
                id.isEmpty()
                    ? Future.succeededFuture(Optional.<Account>empty())
                    : people.account(id.get()));
  }

  /** Signs somebody in who has just proved a passkey, which is both factors in one. */
  public Future<NewSession> byPasskey(Passkeys.Proof proof, Visitor visitor) {
    return finish(proof.account(), Names.hashOf(proof.account()), visitor);
  }

  /**
   * Signs somebody in for whom a provider vouches, which is one factor.
   *
   * @return fails with a {@link SecondFactorException} where the account has a second
   */
  Future<NewSession> byProvider(Account account, Visitor visitor) {
    if (account.suspendedAt().isPresent()) {
      return refused();
    }
    return SecondFactors.isOn(account)
        ? askForSecond(account)
        : finish(account, Names.hashOf(account), visitor);
  }

  /**
   * Signs somebody in who has proved the first factor, and a passkey as the second.
   *
   * @param pending what the {@link SecondFactorException} held
   */
  public Future<NewSession> secondByPasskey(String pending, Passkeys.Proof proof, Visitor visitor) {
    return people
        .takeNote(PENDING + Digests.sha256(pending))
        .compose(
            id -> {
              if (!id.equals(Optional.of(proof.account().id()))) {
                throw tookTooLong();
              }
              return byPasskey(proof, visitor);
            });
  }

  /** Proves by a passkey that it is still the owner; the session gets a new secret. */
  public Future<NewSession> stepUpByPasskey(SignedIn who, Passkeys.Proof proof, Visitor visitor) {
    if (!who.account().id().equals(proof.account().id())) {
      return refused();
    }
    return sessions
        .renew(who, Names.hashOf(who.account()), visitor)
        .onSuccess(renewed -> noteDone(who.account(), "account.step-up"));
  }

  /** Checks a code or, without a second factor, the password; counted by the lockout. */
  private Future<Void> checked(
      Account account,
      String name,
      Optional<String> code,
      Optional<String> password,
      Visitor visitor) {
    return lockout
        .begin(name, devices.known(name, visitor))
        .compose(
            attempt -> {
              if (attempt.waitMs() > 0) {
                throw locked(name, attempt);
              }
              boolean usesCode = SecondFactors.isOn(account);
              Future<Boolean> right =
                  usesCode
                      ? factors.use(account, code.orElse(""))
                      : passwords.matches(password.orElse(""), account.password());
              return right.compose(
                  yes ->
                      yes && (usesCode || !attempt.passwordOff())
                          ? Future.succeededFuture()
                          : refused());
            });
  }

  /**
   * Proves once more that it is the owner who sits there: by the second factor where there is one,
   * else by the password. The session gets a new secret.
   */
  public Future<NewSession> stepUp(
      SignedIn who, Optional<String> code, Optional<String> password, Visitor visitor) {
    String name = Names.hashOf(who.account());
    return checked(who.account(), name, code, password, visitor)
        .compose(right -> lockout.succeeded(name, devices.known(name, visitor)))
        .compose(forgotten -> sessions.renew(who, name, visitor))
        .onSuccess(renewed -> noteDone(who.account(), "account.step-up"))
        .onFailure(fault -> noteRefused(Optional.of(who.account()), "account.step-up", fault));
  }
}
