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
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The second factor: a code of an authenticator app, or a recovery code instead of it or of a
 * passkey. Each works once, on all instances together.
 */
public final class SecondFactors {
  private static final Pattern CODE = Pattern.compile("[0-9]{6}");
  private static final long PENDING_MS = TimeUnit.MINUTES.toMillis(15);
  private static final String ISSUER = "Votehub";
  private static final String POINTER = "/code";

  private final People people;
  private final Fields fields;
  private final RecoveryCodes recovery;
  private final Vault vault;
  private final InstantSource clock;
  private final Audit audit;

  /**
   * An authenticator that is being set up.
   *
   * @param uri for a QR code
   */
  public record Setup(String secret, String uri) {}

  SecondFactors(
      People people,
      Fields fields,
      RecoveryCodes recovery,
      Vault vault,
      InstantSource clock,
      Audit audit) {
    this.people = people;
    this.fields = fields;
    this.recovery = recovery;
    this.vault = vault;
    this.clock = clock;
    this.audit = audit;
  }

  /** Whether an account asks for a second factor: it has an authenticator app or a passkey. */
  public static boolean isOn(Account account) {
    return hasApp(account) || StoredPasskeys.hasAny(account);
  }

  /** Whether an account has an authenticator app. */
  public static boolean hasApp(Account account) {
    return account.has(Fields.TOTP);
  }

  /**
   * An account from which a factor was taken: recovery codes go with the last one.
   *
   * @throws Refusal {@code bad-request} if the password is too short to stand alone
   */
  static Account withoutFactor(Account left) {
    if (isOn(left)) {
      return left;
    }
    if (left.has(PasswordChange.SHORT)) {
      throw Refusal.of(
          ErrorCode.BAD_REQUEST,
          "Choose a password of at least " + PasswordRules.MIN_ALONE + " characters first");
    }
    return left.withRecovery(List.of());
  }

  /** Uses up a code; false if it is wrong or was used before. */
  Future<Boolean> use(Account account, String typed) {
    String code = typed.strip().replaceAll("\\s", "");
    if (CODE.matcher(code).matches()) {
      return useTotp(account, code);
    }
    return RecoveryCodes.isOne(code) ? useRecovery(account, code) : Future.succeededFuture(false);
  }

  private Future<Boolean> useTotp(Account account, String code) {
    return fields
        .open(account, Fields.TOTP)
        .compose(
            secret ->
                secret.isEmpty()
                    ? Future.succeededFuture(false)
                    : useStep(account.id(), secret.get(), code));
  }

  private Future<Boolean> useStep(String account, String secret, String code) {
    long now = clock.millis();
    var step = Totp.step(secret, code, now);
    return step.isEmpty()
        ? Future.succeededFuture(false)
        : people.useOnce("totp:" + account + ":" + step.getAsLong(), now + 4 * Totp.STEP_MS);
  }

  private Future<Boolean> useRecovery(Account account, String code) {
    return recovery
        .find(account.recovery(), code)
        .compose(
            hash ->
                hash.isEmpty()
                    ? Future.succeededFuture(false)
                    : useRecoveryHash(account.id(), hash.get()));
  }

  private Future<Boolean> useRecoveryHash(String account, String hash) {
    return people
        .update(
            account,
            each -> {
              if (!each.recovery().contains(hash)) {
                throw Refusal.of(ErrorCode.BAD_CREDENTIALS);
              }
              return each.withRecovery(
                  each.recovery().stream().filter(left -> !left.equals(hash)).toList());
            })
        .map(found -> found.isPresent())
        .onSuccess(
            used -> {
              audit.record(
                  account, "account.recovery-code-used", Audit.account(account), Audit.DONE);
            })
        .recover(
            fault ->
                fault instanceof Refusal refusal && refusal.code() == ErrorCode.BAD_CREDENTIALS
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  /** Begins to set up an authenticator; a new call replaces what was begun. */
  public Future<Setup> begin(Account account) {
    String secret = Totp.newSecret();
    String cipher = vault.sealForHub(pending(account.id()), secret);
    return fields
        .open(account, Fields.MAIL)
        .compose(
            mail ->
                people
                    .writeNote(
                        pending(account.id()),
                        before -> new Note(cipher, clock.millis() + PENDING_MS))
                    .map(new Setup(secret, Totp.uri(secret, ISSUER, mail.orElse("account")))));
  }

  private static String pending(String account) {
    return "totp-setup:" + account;
  }

  /**
   * Turns the authenticator app on, once a code proves that it works.
   *
   * @return new recovery codes, which are shown this once
   */
  public Future<List<String>> confirm(Account account, String typed) {
    String code = typed.strip().replaceAll("\\s", "");
    return people
        .note(pending(account.id()))
        .compose(
            held -> {
              if (held.isEmpty()) {
                throw Refusal.field(POINTER, "Begin again; this took too long");
              }
              String secret = vault.openForHub(pending(account.id()), held.get());
              return useStep(account.id(), secret, code)
                  .compose(right -> right ? turnOn(account, secret) : wrong());
            });
  }

  private static Future<List<String>> wrong() {
    return Future.failedFuture(
        Refusal.field(POINTER, "Not the code of now; is the clock of the phone right?"));
  }

  private Future<List<String>> turnOn(Account account, String secret) {
    List<String> codes = RecoveryCodes.fresh();
    return recovery
        .hashes(codes)
        .compose(
            hashes ->
                fields.write(
                    account.id(),
                    Fields.TOTP,
                    secret,
                    (each, cipher) -> each.withSealed(Fields.TOTP, cipher).withRecovery(hashes)))
        .compose(done -> people.takeNote(pending(account.id())))
        .onSuccess(done -> note(account, "account.second-factor-on"))
        .map(codes);
  }

  /** Replaces the recovery codes; returns the new ones, which are shown this once. */
  public Future<List<String>> newRecoveryCodes(Account account) {
    List<String> codes = RecoveryCodes.fresh();
    return recovery
        .hashes(codes)
        .compose(hashes -> people.update(account.id(), each -> each.withRecovery(hashes)))
        .onSuccess(done -> note(account, "account.recovery-codes-replaced"))
        .map(codes);
  }

  private void note(Account account, String action) {
    audit.record(account.id(), action, Audit.account(account.id()), Audit.DONE);
  }

  /**
   * Takes the authenticator app away. Refused where it is the last second factor and the password
   * is too short to stand alone.
   *
   * @see PasswordRules#MIN_ALONE
   */
  public Future<Void> turnOff(Account account) {
    return people
        .update(account.id(), each -> withoutFactor(each.withoutSealed(Fields.TOTP)))
        .onSuccess(done -> note(account, "account.second-factor-off"))
        .mapEmpty();
  }
}
