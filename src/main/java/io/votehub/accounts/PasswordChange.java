package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.audit.Audit;
import io.votehub.people.Account;
import io.votehub.people.Note;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changing a password, and setting a new one by a link in a mail. A link works for half an hour and
 * once; opening it uses nothing up, since the secret is in its fragment and is sent with the new
 * password alone. The second factor is still asked for, all sessions end, and a mail tells.
 */
public final class PasswordChange {
  /** Marks an account whose password is too short to stand alone. */
  static final String SHORT = "short-password";

  private static final Logger LOG = LoggerFactory.getLogger(PasswordChange.class);
  private static final long RESET_MS = TimeUnit.MINUTES.toMillis(30);
  private static final long INVITATION_MS = TimeUnit.HOURS.toMillis(24);
  private static final long REQUESTS_MS = TimeUnit.MINUTES.toMillis(15);
  private static final int MAX_REQUESTS = 5;
  private static final String RESET = "reset:";

  private final People people;
  private final Names names;
  private final Fields fields;
  private final Passwords passwords;
  private final SecondFactors factors;
  private final Lockout lockout;
  private final Letters letters;
  private final InstantSource clock;
  private final Audit audit;

  PasswordChange(
      People people,
      Names names,
      Fields fields,
      Passwords passwords,
      SecondFactors factors,
      Lockout lockout,
      Letters letters,
      InstantSource clock,
      Audit audit) {
    this.people = people;
    this.names = names;
    this.fields = fields;
    this.passwords = passwords;
    this.factors = factors;
    this.lockout = lockout;
    this.letters = letters;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * What proves the second factor beside a link.
   *
   * @param code of an app, or for recovery
   * @param passkey checks what a passkey signed, once the password is known to be good
   */
  public record Second(Optional<String> code, Optional<Supplier<Future<Passkeys.Proof>>> passkey) {}

  /**
   * Sends a link to the owner of an address, if there is an account and not too many links were
   * asked for. What happens is not for the visitor to know, who is to be answered before.
   */
  public void request(String mail, Visitor visitor) {
    Optional<String> address = Mails.read(mail);
    if (address.isEmpty()) {
      return;
    }
    String name = names.hash(address.get());
    people
        .writeNote("reset-requests:" + name, this::counted)
        .compose(
            note ->
                note.text().length() > MAX_REQUESTS
                    ? Future.succeededFuture(Optional.<Account>empty())
                    : people.byKey(Names.key(name)))
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : link(found.get().id(), RESET_MS)
                        .compose(
                            secret ->
                                letters.reset(
                                    address.get(),
                                    visitor.language(),
                                    resetPage(visitor.address(), secret))))
        .onFailure(fault -> LOG.warn("A mail to reset a password was not sent", fault));
  }

  /** A mark for each request of the last minutes. */
  private Note counted(Optional<String> before) {
    String marks = before.orElse("") + "|";
    return new Note(
        marks.substring(0, Math.min(marks.length(), MAX_REQUESTS + 1)),
        clock.millis() + REQUESTS_MS);
  }

  private Future<String> link(String account, long forMs) {
    String secret = Digests.secret();
    return people
        .writeNote(
            RESET + Digests.sha256(secret), before -> new Note(account, clock.millis() + forMs))
        .map(secret);
  }

  /** A link by which the owner of a new account sets its first password, for a day. */
  Future<String> invitation(String account, String address) {
    return link(account, INVITATION_MS).map(secret -> resetPage(address, secret));
  }

  private static String resetPage(String address, String secret) {
    return address + "/account/reset#k=" + secret;
  }

  /**
   * Sets a password by the secret of a link.
   *
   * @param second proves the second factor, where the account has one
   * @return fails with {@code bad-credentials} if the link is unknown, used or old, or the code is
   *     wrong; with {@code second-factor} if a code is needed; with {@code bad-request} if the
   *     password is refused. The link remains valid then
   */
  public Future<Void> complete(String secret, String password, Second second, Visitor visitor) {
    String note = RESET + Digests.sha256(secret);
    return account(secret)
        .compose(
            account ->
                words(account)
                    .compose(words -> passwords.hash(password, SecondFactors.isOn(account), words))
                    .compose(phc -> prove(account, second).map(phc))
                    .compose(
                        phc ->
                            people
                                .takeNote(note)
                                .compose(
                                    taken ->
                                        taken.isEmpty()
                                            ? Future.failedFuture(oldLink())
                                            : set(account, phc, password))))
        .compose(account -> told(account, visitor));
  }

  /**
   * Whose password a link sets; uses nothing up.
   *
   * @return fails with {@code bad-credentials} if the link is unknown, used or old
   */
  public Future<Account> account(String secret) {
    return people
        .note(RESET + Digests.sha256(secret))
        .compose(
            id ->
                id.isEmpty()
                    ? Future.succeededFuture(Optional.<Account>empty())
                    : people.account(id.get()))
        .map(found -> found.orElseThrow(PasswordChange::oldLink));
  }

  private static Refusal oldLink() {
    return Refusal.of(ErrorCode.BAD_CREDENTIALS, "This link was used or is too old");
  }

  private Future<Void> prove(Account account, Second second) {
    if (!SecondFactors.isOn(account)) {
      return Future.succeededFuture();
    }
    if (second.passkey().isPresent()) {
      // Nobody guesses a signature, so the lockout need not count it.
      return second
          .passkey()
          .get()
          .get()
          .compose(
              proof ->
                  proof.reason() == Passkeys.Reason.RESET
                          && proof.account().id().equals(account.id())
                      ? Future.succeededFuture()
                      : Future.failedFuture(Refusal.of(ErrorCode.BAD_CREDENTIALS)));
    }
    Optional<String> code = second.code();
    if (code.isEmpty()) {
      return Future.failedFuture(Refusal.of(ErrorCode.SECOND_FACTOR));
    }
    return lockout
        .begin(Names.hashOf(account) + " reset", Lockout.UNKNOWN_DEVICE)
        .compose(
            attempt -> {
              if (attempt.waitMs() > 0) {
                throw new LockedException(attempt.waitMs());
              }
              return factors.use(account, code.get());
            })
        .compose(
            right ->
                right
                    ? Future.succeededFuture()
                    : Future.failedFuture(Refusal.of(ErrorCode.BAD_CREDENTIALS)));
  }

  private Future<Account> set(Account account, String phc, String password) {
    return people
        .update(
            account.id(), each -> marked(each.withPassword(phc), password).withSessions(List.of()))
        .compose(done -> lockout.forget(Names.hashOf(account)))
        .onSuccess(done -> note(account, "account.password-reset"))
        .map(account);
  }

  private void note(Account account, String action) {
    audit.record(account.id(), action, Audit.account(account.id()), Audit.DONE);
  }

  private static Account marked(Account account, String password) {
    boolean isShort = password.codePointCount(0, password.length()) < PasswordRules.MIN_ALONE;
    return isShort ? account.withSealed(SHORT, "") : account.withoutSealed(SHORT);
  }

  private Future<Void> told(Account account, Visitor visitor) {
    fields
        .open(account, Fields.MAIL)
        .compose(
            mail ->
                mail.isPresent()
                    ? letters.passwordChanged(mail.get(), visitor.language(), visitor.address())
                    : Future.succeededFuture())
        .onFailure(fault -> LOG.warn("A mail about a new password was not sent", fault));
    return Future.succeededFuture();
  }

  private Future<List<String>> words(Account account) {
    return fields
        .open(account, Fields.MAIL)
        .compose(
            mail ->
                fields
                    .open(account, Fields.NAME)
                    .map(name -> List.of(mail.orElse(""), name.orElse(""))));
  }

  /** Changes the password of somebody who has proved a factor lately; other sessions end. */
  public Future<Void> change(SignedIn who, String password, Visitor visitor) {
    Account account = who.account();
    return words(account)
        .compose(words -> passwords.hash(password, SecondFactors.isOn(account), words))
        .compose(
            phc ->
                people.update(
                    account.id(),
                    each ->
                        marked(each.withPassword(phc), password)
                            .withSessions(
                                each.sessions().stream()
                                    .filter(own -> own.hash().equals(who.session().hash()))
                                    .toList())))
        .onSuccess(done -> note(account, "account.password-changed"))
        .compose(done -> told(account, visitor));
  }
}
