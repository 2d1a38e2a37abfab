package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.accounts.PasskeyVerifier.Signed;
import io.votehub.audit.Audit;
import io.votehub.identity.WebOrigin;
import io.votehub.people.Account;
import io.votehub.people.KeyTakenException;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Passkeys (WebAuthn Level 3): they sign in alone, and count as a second factor beside a password.
 * The authenticator must verify its user each time; attestation is not asked for. A challenge has
 * 256 bits, is valid for 5 minutes for the browser that asked, and works once over all instances. A
 * passkey belongs to one account.
 */
public final class Passkeys {
  /** The largest number of passkeys of an account. */
  public static final int MAX = 20;

  /** The greatest length of the name of one. */
  public static final int MAX_NAME = 60;

  static final String HUB = "Votehub";
  private static final String KEY = "cred:";
  private static final String FIELD = "passkey:";
  private static final long CHALLENGE_MS = TimeUnit.MINUTES.toMillis(5);
  private static final String ADDING = "passkey add";
  private static final String PROVING = "passkey prove";
  private static final String CHALLENGE = "challenge";
  private static final String ACCOUNT = "account";
  private static final String REASON = "reason";
  private static final String LOCALHOST = "localhost";

  /** What browsers make keys for: ECDSA with P-256, RSA; the first is preferred. */
  private static final List<Integer> ALGORITHMS = List.of(-7, -257);

  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|\\[.*]");

  private final People people;
  private final Fields fields;
  private final RecoveryCodes recovery;
  private final Tickets tickets;
  private final PasskeyVerifier verifier;
  private final Optional<String> publicUrl;
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

  /**
   * A passkey that was added.
   *
   * @param recoveryCodes shown this once; empty if the account had a second factor already
   */
  public record Added(Passkey passkey, List<String> recoveryCodes) {}

  /** Whose passkey was used, and for what. */
  public record Proof(Account account, Reason reason) {}

  Passkeys(
      People people,
      Fields fields,
      RecoveryCodes recovery,
      Tickets tickets,
      PasskeyVerifier verifier,
      Optional<String> publicUrl,
      InstantSource clock,
      Audit audit) {
    this.people = people;
    this.fields = fields;
    this.recovery = recovery;
    this.tickets = tickets;
    this.verifier = verifier;
    this.publicUrl = publicUrl;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * The name under which browsers keep passkeys for this hub (the RP ID): the host of its public
   * address, or {@code localhost} where it has none. Empty where browsers would refuse: without
   * https, or where the address has no name.
   */
  public Optional<String> domain(Visitor visitor) {
    URI address = URI.create(publicUrl.orElse(visitor.address()));
    String host = address.getHost();
    boolean isLocal = LOCALHOST.equals(host);
    boolean isSafe = "https".equals(address.getScheme()) && publicUrl.isPresent();
    return Optional.ofNullable(host)
        .filter(name -> isLocal || (isSafe && !ADDRESS.matcher(name).matches()));
  }

  private String requireDomain(Visitor visitor) {
    return domain(visitor)
        .orElseThrow(
            () ->
                Refusal.of(
                    ErrorCode.FORBIDDEN,
                    "Passkeys need https and a host name: set public.url to the hub's https"
                        + " address"));
  }

  private static String origin(Visitor visitor) {
    return WebOrigin.normal(visitor.address());
  }

  /** Whether an account has any. */
  static boolean hasAny(Account account) {
    return account.keys().stream().anyMatch(key -> key.startsWith(KEY));
  }

  /** How many an account has. */
  public static int count(Account account) {
    return (int) account.keys().stream().filter(key -> key.startsWith(KEY)).count();
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

  /** Begins to add a passkey. */
  public Future<Ceremony> beginAdding(Account account, Visitor visitor) {
    String domain = requireDomain(visitor);
    requireRoom(account);
    return fields
        .open(account, Fields.MAIL)
        .compose(
            mail ->
                fields
                    .open(account, Fields.NAME)
                    .compose(
                        name ->
                            list(account)
                                .map(
                                    known ->
                                        adding(
                                            account,
                                            domain,
                                            mail.orElse(HUB),
                                            name.or(() -> mail).orElse(HUB),
                                            known))));
  }

  private Ceremony adding(
      Account account, String domain, String mail, String name, List<Passkey> known) {
    String challenge = Digests.secret();
    Map<String, Object> options = new LinkedHashMap<>();
    options.put("rp", Map.of("id", domain, "name", HUB));
    options.put("user", Map.of("id", handle(account), "name", mail, "displayName", name));
    options.put(CHALLENGE, challenge);
    options.put(
        "pubKeyCredParams",
        ALGORITHMS.stream().map(each -> Map.of("type", "public-key", "alg", each)).toList());
    options.put("timeout", CHALLENGE_MS);
    options.put("excludeCredentials", descriptors(known));
    options.put(
        "authenticatorSelection",
        Map.of(
            "residentKey", "required", "requireResidentKey", true, "userVerification", "required"));
    options.put("attestation", "none");
    return new Ceremony(
        options,
        tickets.seal(ADDING, Map.of(CHALLENGE, challenge, ACCOUNT, account.id()), CHALLENGE_MS));
  }

  /** How authenticators know an account: its random id. */
  private static String handle(Account account) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(account.id().getBytes(StandardCharsets.UTF_8));
  }

  private static List<Map<String, Object>> descriptors(List<Passkey> passkeys) {
    return passkeys.stream()
        .map(each -> Map.<String, Object>of("type", "public-key", "id", each.credential()))
        .toList();
  }

  private static void requireRoom(Account account) {
    if (count(account) >= MAX) {
      throw Refusal.of(
          ErrorCode.BAD_REQUEST, "An account has at most " + MAX + " passkeys; remove one first");
    }
  }

  /**
   * Adds a passkey. The first factor that is added beside the password comes with recovery codes.
   *
   * @param ticket of {@link #beginAdding}
   * @param credential what the browser made of the options
   * @return fails with {@code bad-credentials} if they do not fit or were used, with {@code
   *     conflict} if an account has this passkey already
   */
  public Future<Added> add(
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
                  new Signed(origin(visitor), held.get(CHALLENGE), credential),
                  name,
                  clock.millis());
            })
        .compose(passkey -> store(account, passkey))
        .onSuccess(added -> noteDone(account, "account.passkey-added"));
  }

  private void noteDone(Account account, String action) {
    audit.record(account.id(), action, Audit.account(account.id()), Audit.DONE);
  }

  private static void requireSame(Account account, String id) {
    if (!account.id().equals(id)) {
      throw Refusal.of(ErrorCode.BAD_CREDENTIALS);
    }
  }

  private Future<Added> store(Account account, Passkey passkey) {
    if (SecondFactors.isOn(account)) {
      return store(account.id(), passkey, List.of(), List.of());
    }
    List<String> codes = RecoveryCodes.fresh();
    return recovery.hashes(codes).compose(hashes -> store(account.id(), passkey, codes, hashes));
  }

  /**
   * @param codes for recovery, which the account gets if this is its first second factor
   */
  private Future<Added> store(
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
    requireOwn(account, id);
    return fields
        .rewrite(account.id(), FIELD + id, text -> Passkey.read(text).named(name).text())
        .mapEmpty();
  }

  /** Whether an account has a passkey of that id. */
  public static boolean has(Account account, String id) {
    return account.has(FIELD + id);
  }

  private static void requireOwn(Account account, String id) {
    if (!has(account, id)) {
      throw Refusal.field("/passkey", "There is no such passkey");
    }
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

  /** Begins to sign in with whichever passkey the browser has for this hub. */
  public Ceremony beginSignIn(Visitor visitor) {
    return asking(requireDomain(visitor), "", List.of(), Reason.SIGN_IN);
  }

  /** Begins to prove that it is the owner of an account, by one of its passkeys. */
  public Future<Ceremony> beginProof(Account account, Reason reason, Visitor visitor) {
    String domain = requireDomain(visitor);
    return list(account).map(known -> asking(domain, account.id(), known, reason));
  }

  private Ceremony asking(String domain, String account, List<Passkey> known, Reason reason) {
    String challenge = Digests.secret();
    Map<String, Object> options = new LinkedHashMap<>();
    options.put(CHALLENGE, challenge);
    options.put("timeout", CHALLENGE_MS);
    options.put("rpId", domain);
    options.put("userVerification", "required");
    options.put("allowCredentials", descriptors(known));
    Map<String, String> held =
        Map.of(CHALLENGE, challenge, ACCOUNT, account, REASON, reason.name());
    return new Ceremony(options, tickets.seal(PROVING, held, CHALLENGE_MS));
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
              Signed signed = new Signed(origin(visitor), held.get(CHALLENGE), credential);
              String id = credential.get("id") instanceof String text ? Digests.sha256(text) : "";
              return people
                  .byKey(KEY + id)
                  .map(found -> found.orElseThrow(Passkeys::unknown))
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

  private static Refusal unknown() {
    return Refusal.of(ErrorCode.BAD_CREDENTIALS, "This hub does not know this passkey");
  }

  private Future<Account> proved(Account account, String id, Signed signed, String asked) {
    if (!asked.isEmpty()) {
      requireSame(account, asked);
    }
    if (signed.credential().get("response") instanceof Map<?, ?> response
        && response.get("userHandle") instanceof String handle
        && !handle.equals(handle(account))) {
      throw Refusal.of(ErrorCode.BAD_CREDENTIALS);
    }
    return fields
        .open(account, FIELD + id)
        .map(text -> Passkey.read(text.orElseThrow(Passkeys::unknown)))
        .compose(passkey -> verifier.assertion(signed, passkey))
        .compose(
            counter ->
                fields.rewrite(
                    account.id(), FIELD + id, text -> counted(Passkey.read(text), counter)))
        .map(now -> now.orElseThrow(Passkeys::unknown));
  }

  /** Compares again, as another instance may have seen a later signature meanwhile. */
  private String counted(Passkey passkey, long counter) {
    if (counter <= passkey.counter() && (counter > 0 || passkey.counter() > 0)) {
      throw new ClonedPasskeyException();
    }
    return passkey.used(counter, clock.millis()).text();
  }
}
