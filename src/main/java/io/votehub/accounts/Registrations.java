package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.audit.Audit;
import io.votehub.identity.Ids;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.Account;
import io.votehub.people.Note;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Making accounts. Where mails can be sent, an account is made once its owner opened the link in a
 * mail; an address that has an account already is answered alike, and its owner is told.
 */
public final class Registrations {
  private static final Logger LOG = LoggerFactory.getLogger(Registrations.class);
  private static final long PENDING_MS = TimeUnit.HOURS.toMillis(24);
  private static final String PENDING = "registration:";

  private final People people;
  private final Names names;
  private final Vault vault;
  private final Passwords passwords;
  private final PasswordChange change;
  private final Letters letters;
  private final AccountSettings settings;
  private final InstantSource clock;
  private final Audit audit;

  Registrations(
      People people,
      Names names,
      Vault vault,
      Passwords passwords,
      PasswordChange change,
      Letters letters,
      AccountSettings settings,
      InstantSource clock,
      Audit audit) {
    this.people = people;
    this.names = names;
    this.vault = vault;
    this.passwords = passwords;
    this.change = change;
    this.letters = letters;
    this.settings = settings;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Registers.
   *
   * @return the id of the account; empty if the address has to be confirmed first. Fails with
   *     {@code forbidden} if registration is not open, with {@code bad-request} for an unfit
   *     address or password
   */
  public Future<Optional<String>> register(
      String typedMail, String password, Optional<String> name, Visitor visitor) {
    if (settings.registration() != AccountSettings.Registration.OPEN) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.FORBIDDEN, "Ask whoever runs this hub for an account"));
    }
    String mail =
        Mails.read(typedMail).orElseThrow(() -> Refusal.field("/mail", "Not a mail address"));
    return passwords
        .hash(password, false, List.of(mail, name.orElse("")))
        .compose(
            phc ->
                settings.mail().isEmpty()
                    ? add(mail, name, Optional.of(phc), false).map(Optional::of)
                    : askToConfirm(mail, name, phc, visitor).map(Optional.empty()));
  }

  private Future<Void> askToConfirm(
      String mail, Optional<String> name, String phc, Visitor visitor) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("mail", mail);
    json.put("password", phc);
    name.ifPresent(given -> json.put("name", given));
    String secret = Digests.secret();
    String note = PENDING + Digests.sha256(secret);
    String cipher = vault.sealForHub(note, Json.write(json));
    // Both are done in either case, so that the time does not tell them apart.
    return people
        .byKey(Names.key(names.hash(mail)))
        .compose(
            known ->
                people
                    .writeNote(note, before -> new Note(cipher, clock.millis() + PENDING_MS))
                    .onSuccess(
                        kept -> {
                          Future<Void> sent =
                              known.isPresent()
                                  ? letters.knownAlready(
                                      mail, visitor.language(), visitor.address())
                                  : letters.confirm(
                                      mail,
                                      visitor.language(),
                                      visitor.address() + "/account/confirm#k=" + secret);
                          sent.onFailure(
                              fault ->
                                  LOG.warn("A mail to confirm an address was not sent", fault));
                        }))
        .mapEmpty();
  }

  /** Makes the account whose address is confirmed by the secret of a link; returns its id. */
  public Future<String> confirm(String secret) {
    String note = PENDING + Digests.sha256(secret);
    return people
        .takeNote(note)
        .compose(
            held -> {
              Map<String, Object> json =
                  read(
                      vault.openForHub(
                          note,
                          held.orElseThrow(
                              () ->
                                  Refusal.of(
                                      ErrorCode.BAD_CREDENTIALS,
                                      "This link was used or is too old"))));
              return add(
                  (String) json.get("mail"),
                  Optional.ofNullable((String) json.get("name")),
                  Optional.of((String) json.get("password")),
                  false);
            });
  }

  private static Map<String, Object> read(String text) {
    try {
      return Json.readObject(text);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A stored note cannot be read", fault);
    }
  }

  private Future<String> add(
      String mail, Optional<String> name, Optional<String> phc, boolean operator) {
    return add(
        mail, name, phc, operator, operator ? Optional.of(Audit.COMMAND_LINE) : Optional.empty());
  }

  /**
   * @param actor who makes it; empty for its owner
   */
  private Future<String> add(
      String mail,
      Optional<String> name,
      Optional<String> phc,
      boolean operator,
      Optional<String> actor) {
    String id = Ids.random();
    String key = vault.newKey(id);
    Account account =
        Account.of(id, clock.millis(), Names.key(names.hash(mail)))
            .withSealed(Fields.MAIL, vault.seal(key, id, Fields.MAIL, mail))
            .withOperator(operator);
    if (name.isPresent()) {
      account = account.withSealed(Fields.NAME, vault.seal(key, id, Fields.NAME, name.get()));
    }
    if (phc.isPresent()) {
      account = account.withPassword(phc.get());
    }
    return people
        .add(account, key)
        .map(
            added -> {
              if (!added) {
                throw Refusal.of(ErrorCode.CONFLICT, "There is an account with this address");
              }
              audit.record(actor.orElse(id), "account.created", Audit.account(id), Audit.DONE);
              return id;
            });
  }

  /**
   * Invites somebody, who gets an account without a password and a link to set one, valid for a
   * day. Who has an account already is told so.
   *
   * @param who invites
   * @return the link, where no mails can be sent. Fails with {@code forbidden} where accounts are
   *     made on the command line alone
   */
  public Future<Optional<String>> invite(SignedIn who, String typedMail, Visitor visitor) {
    if (settings.registration() == AccountSettings.Registration.CLOSED) {
      return Future.failedFuture(
          Refusal.of(
              ErrorCode.FORBIDDEN,
              "On this hub accounts are made on the command line alone"
                  + " (accounts.registration: closed)"));
    }
    String mail =
        Mails.read(typedMail).orElseThrow(() -> Refusal.field("/mail", "Not a mail address"));
    return people
        .byKey(Names.key(names.hash(mail)))
        .compose(
            known ->
                known.filter(each -> each.password().isPresent()).isPresent()
                    ? letters
                        .knownAlready(mail, visitor.language(), visitor.address())
                        .map(Optional.<String>empty())
                    : known
                        .map(each -> Future.succeededFuture(each.id()))
                        .orElseGet(() -> invited(who, mail))
                        .compose(id -> change.invitation(id, visitor.address()))
                        .compose(link -> inviteBy(link, mail, visitor)));
  }

  private Future<String> invited(SignedIn who, String mail) {
    return add(mail, Optional.empty(), Optional.empty(), false, Optional.of(who.account().id()));
  }

  private Future<Optional<String>> inviteBy(String link, String mail, Visitor visitor) {
    return settings.mail().isEmpty()
        ? Future.succeededFuture(Optional.of(link))
        : letters.invited(mail, visitor.language(), link).map(Optional.empty());
  }

  /**
   * What became of an import.
   *
   * @param known addresses that have an account already, which is left as it is
   * @param faults sentences about lines that cannot be used; then nothing was imported
   */
  public record Imported(int added, int known, List<String> faults) {
    private Imported with(boolean another) {
      return new Imported(added + (another ? 1 : 0), known + (another ? 0 : 1), faults);
    }
  }

  /**
   * Imports accounts of another system with their bcrypt hashes, see {@code docs/operators.md}; at
   * the first sign-in the password is hashed anew. May be repeated.
   */
  public Future<Imported> importFrom(BufferedReader lines) throws IOException {
    AccountsFile.Contents file = AccountsFile.read(lines);
    if (!file.faults().isEmpty()) {
      return Future.succeededFuture(new Imported(0, 0, file.faults()));
    }
    Future<Imported> all = Future.succeededFuture(new Imported(0, 0, List.of()));
    for (AccountsFile.Person each : file.people()) {
      all = all.compose(so -> add(each).map(so::with));
    }
    return all;
  }

  private Future<Boolean> add(AccountsFile.Person person) {
    return add(
            person.mail(),
            person.name(),
            Optional.of(person.hash()),
            false,
            Optional.of(Audit.COMMAND_LINE))
        .map(true)
        .recover(
            fault ->
                fault instanceof Refusal refusal && refusal.code() == ErrorCode.CONFLICT
                    ? Future.succeededFuture(false)
                    : Future.failedFuture(fault));
  }

  /**
   * Makes an operator: of the account with that address, or of a new one.
   *
   * @param address where the pages of the hub are
   * @return the link by which a password is set, for a day
   */
  public Future<String> addOperator(String typedMail, String address) {
    String mail =
        Mails.read(typedMail).orElseThrow(() -> Refusal.field("/mail", "Not a mail address"));
    return people
        .byKey(Names.key(names.hash(mail)))
        .compose(
            known ->
                known.isPresent()
                    ? people
                        .update(known.get().id(), each -> each.withOperator(true))
                        .map(known.get().id())
                    : add(mail, Optional.empty(), Optional.empty(), true))
        .compose(
            id ->
                audit
                    .record(
                        Audit.COMMAND_LINE, "account.operator-made", Audit.account(id), Audit.DONE)
                    .compose(noted -> change.invitation(id, address)));
  }
}
