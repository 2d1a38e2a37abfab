package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.accounts.PasskeyVerifier.Signed;
import io.votehub.audit.Audit;
import io.votehub.people.Account;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Passkeys (WebAuthn Level 3): they sign in alone, and count as a second factor beside a password.
 * The authenticator must verify its user each time; attestation is not asked for. A challenge has
 * 256 bits, is valid for 5 minutes for the browser that asked, and works once over all instances.
 *
 * @see PasskeyVerifier
 */
public final class Passkeys {
  private static final long CHALLENGE_MS = TimeUnit.MINUTES.toMillis(5);
  private static final String ADDING = "passkey add";
  private static final String PROVING = "passkey prove";
  private static final String CHALLENGE = "challenge";
  private static final String ACCOUNT = "account";
  private static final String REASON = "reason";

  private final StoredPasskeys stored;
  private final Fields fields;
  private final Tickets tickets;
  private final PasskeyVerifier verifier;
  private final PasskeyDomain domain;
  private final InstantSource clock;
  private final Audit audit;

  /** Why a passkey is asked for. */
  public enum Reason {
    SIGN_IN,
    /** As the second factor of a sign-in. */
    SECOND,
    /** To prove once more that it is the owner. */
    STEP_UP,
    /** As the second factor beside the link that sets a new password. */
    RESET
  }

  /**
   * What a browser needs to ask an authenticator.
   *
   * @param options the {@code publicKey} of the browser's call, as JSON
   * @param ticket to be sent back with the result
   */
  public record Ceremony(Map<String, Object> options, String ticket) {}

  /** Whose passkey was used, and for what. */
  public record Proof(Account account, Reason reason) {}

  Passkeys(
      StoredPasskeys stored,
      Fields fields,
      Tickets tickets,
      PasskeyVerifier verifier,
      PasskeyDomain domain,
      InstantSource clock,
      Audit audit) {
    this.stored = stored;
    this.fields = fields;
    this.tickets = tickets;
    this.verifier = verifier;
    this.domain = domain;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * The name under which browsers keep passkeys for this hub (the RP ID). Empty where browsers
   * would refuse: without https, or where the address has no name.
   */
  public Optional<String> domain(Visitor visitor) {
    return domain.of(visitor);
  }

  /** Those that accounts have. */
  public StoredPasskeys stored() {
    return stored;
  }

  /** Begins to add a passkey. */
  public Future<Ceremony> beginAdding(Account account, Visitor visitor) {
    String rpId = domain.require(visitor);
    StoredPasskeys.requireRoom(account);
    return fields
        .open(account, Fields.MAIL)
        .compose(
            mail ->
                fields
                    .open(account, Fields.NAME)
                    .compose(
                        name ->
                            stored
                                .list(account)
                                .map(
                                    known ->
                                        adding(
                                            account,
                                            rpId,
                                            mail.orElse(PasskeyOptions.HUB),
                                            name.or(() -> mail).orElse(PasskeyOptions.HUB),
                                            known))));
  }

  private Ceremony adding(
      Account account, String rpId, String mail, String name, List<Passkey> known) {
    String challenge = Digests.secret();
    return new Ceremony(
        new PasskeyOptions(rpId, challenge, CHALLENGE_MS).toCreate(account, mail, name, known),
        tickets.seal(ADDING, Map.of(CHALLENGE, challenge, ACCOUNT, account.id()), CHALLENGE_MS));
  }

  /**
   * Adds a passkey. The first factor that is added beside the password comes with recovery codes.
   *
   * @param ticket of {@link #beginAdding}
   * @param credential what the browser made of the options
   * @return fails with {@code bad-credentials} if they do not fit or were used, with {@code
   *     conflict} if an account has this passkey already
   */
  public Future<StoredPasskeys.Added> add(
      Account account,
      String ticket,
      Map<String, Object> credential,
      String name,
      Visitor visitor) {
    return tickets
        .use(ADDING, ticket, CHALLENGE)
        .compose(
            held -> {
              requireSame(account, held.get(ACCOUNT));
              return verifier.registration(
                  new Signed(PasskeyDomain.origin(visitor), held.get(CHALLENGE), credential),
                  name,
                  clock.millis());
            })
        .compose(passkey -> stored.add(account, passkey));
  }

  private static void requireSame(Account account, String id) {
    if (!account.id().equals(id)) {
      throw Refusal.of(ErrorCode.BAD_CREDENTIALS);
    }
  }

  /** Begins to sign in with whichever passkey the browser has for this hub. */
  public Ceremony beginSignIn(Visitor visitor) {
    return asking(domain.require(visitor), "", List.of(), Reason.SIGN_IN);
  }

  /** Begins to prove that it is the owner of an account, by one of its passkeys. */
  public Future<Ceremony> beginProof(Account account, Reason reason, Visitor visitor) {
    String rpId = domain.require(visitor);
    return stored.list(account).map(known -> asking(rpId, account.id(), known, reason));
  }

  private Ceremony asking(String rpId, String account, List<Passkey> known, Reason reason) {
    String challenge = Digests.secret();
    Map<String, String> held =
        Map.of(CHALLENGE, challenge, ACCOUNT, account, REASON, reason.name());
    return new Ceremony(
        new PasskeyOptions(rpId, challenge, CHALLENGE_MS).toUse(known),
        tickets.seal(PROVING, held, CHALLENGE_MS));
  }

  /**
   * Checks what a passkey signed.
   *
   * @param ticket of {@link #beginSignIn} or {@link #beginProof}
   * @return fails with {@code bad-credentials} if it is nobody's, that of another account than
   *     asked for, or does not fit; with {@link ClonedPasskeyException} if its counter went back
   */
  public Future<Proof> prove(String ticket, Map<String, Object> credential, Visitor visitor) {
    return tickets
        .use(PROVING, ticket, CHALLENGE)
        .compose(
            held -> {
              Signed signed =
                  new Signed(PasskeyDomain.origin(visitor), held.get(CHALLENGE), credential);
              String id = credential.get("id") instanceof String text ? Digests.sha256(text) : "";
              return stored
                  .owner(id)
                  .compose(
                      account ->
                          proved(account, id, signed, held.get(ACCOUNT))
                              .onFailure(fault -> noteRefused(account, fault)))
                  .map(account -> new Proof(account, Reason.valueOf(held.get(REASON))));
            });
  }

  private void noteRefused(Account account, Throwable fault) {
    String outcome =
        fault instanceof ClonedPasskeyException
            ? "counter"
            : fault instanceof Refusal why ? why.code().wire() : "failed";
    audit.record(Audit.NOBODY, "account.passkey", Audit.account(account.id()), outcome);
  }

  private Future<Account> proved(Account account, String id, Signed signed, String asked) {
    if (!asked.isEmpty()) {
      requireSame(account, asked);
    }
    if (signed.credential().get("response") instanceof Map<?, ?> response
        && response.get("userHandle") instanceof String handle
        && !handle.equals(PasskeyOptions.handle(account))) {
      throw Refusal.of(ErrorCode.BAD_CREDENTIALS);
    }
    return stored
        .get(account, id)
        .compose(passkey -> verifier.assertion(signed, passkey))
        .compose(counter -> stored.used(account, id, counter));
  }
}
