package io.votehub.accounts;

import io.vertx.core.Future;
import io.votehub.audit.Audit;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.people.Account;
import io.votehub.people.KeyTakenException;
import io.votehub.people.Note;
import io.votehub.people.People;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changing the mail address of an account. The new address confirms it by a link, valid for a day;
 * the old one is told then, and takes it back by a link for a week. Where no mails can be sent it
 * is changed at once.
 */
public final class MailChange {
  private static final Logger LOG = LoggerFactory.getLogger(MailChange.class);
  private static final long CONFIRM_MS = TimeUnit.DAYS.toMillis(1);
  private static final long UNDO_MS = TimeUnit.DAYS.toMillis(7);
  private static final String CONFIRM = "mail-change:";
  private static final String UNDO = "mail-undo:";

  private final People people;
  private final Names names;
  private final Vault vault;
  private final Fields fields;
  private final MailChangeLetters letters;
  private final Letters others;
  private final AccountSettings settings;
  private final InstantSource clock;
  private final Audit audit;

  /** What a link is for. */
  private record Wanted(String account, String mail) {}

  MailChange(
      People people,
      Names names,
      Vault vault,
      Fields fields,
      Letters letters,
      AccountSettings settings,
      InstantSource clock,
      Audit audit) {
    this.people = people;
    this.names = names;
    this.vault = vault;
    this.fields = fields;
    this.letters = new MailChangeLetters(letters);
    this.others = letters;
    this.settings = settings;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Asks for it. An address that another account has is answered alike, and its owner is told.
   *
   * @return whether it is changed already, because no mails can be sent. Fails with {@code
   *     bad-request} for an unfit address
   */
  public Future<Boolean> ask(SignedIn who, String typed, Visitor visitor) {
    String mail = Mails.read(typed).orElseThrow(() -> Refusal.field("/mail", "Not a mail address"));
    Account account = who.account();
    if (settings.mail().isEmpty()) {
      return put(account.id(), mail, each -> each).map(true);
    }
    Wanted wanted = new Wanted(account.id(), mail);
    return people
        .byKey(Names.key(names.hash(mail)))
        .compose(
            known ->
                link(CONFIRM, wanted, CONFIRM_MS)
                    .onSuccess(
                        secret ->
                            sent(
                                known.isPresent()
                                    ? others.knownAlready(
                                        mail, visitor.language(), visitor.address())
                                    : letters.confirm(
                                        mail,
                                        visitor.language(),
                                        visitor.address() + "/account/mail#k=" + secret))))
        .map(false);
  }

  private static void sent(Future<Void> mail) {
    mail.onFailure(fault -> LOG.warn("A mail about a new address was not sent", fault));
  }

  private Future<String> link(String kind, Wanted wanted, long forMs) {
    String secret = Digests.secret();
    String note = kind + Digests.sha256(secret);
    String cipher =
        vault.sealForHub(note, Json.write(Map.of("account", wanted.account, "mail", wanted.mail)));
    return people.writeNote(note, before -> new Note(cipher, clock.millis() + forMs)).map(secret);
  }

  private Future<Wanted> take(String kind, String secret) {
    String note = kind + Digests.sha256(secret);
    return people
        .takeNote(note)
        .map(
            held ->
                read(
                    vault.openForHub(
                        note,
                        held.orElseThrow(
                            () ->
                                Refusal.of(
                                    ErrorCode.BAD_CREDENTIALS,
                                    "This link was used or is too old")))));
  }

  private static Wanted read(String text) {
    try {
      Map<String, Object> json = Json.readObject(text);
      return new Wanted((String) json.get("account"), (String) json.get("mail"));
    } catch (BadJsonException fault) {
      throw new IllegalStateException("A stored note cannot be read", fault);
    }
  }

  /**
   * Changes the address that the secret of a link confirms. Fails with {@code bad-credentials} for
   * an old link, with {@code conflict} if another account has the address by now.
   */
  public Future<Void> confirm(String secret, Visitor visitor) {
    return take(CONFIRM, secret)
        .compose(
            wanted ->
                account(wanted.account)
                    .compose(account -> fields.open(account, Fields.MAIL))
                    .compose(
                        old ->
                            put(wanted.account, wanted.mail, each -> each)
                                .compose(done -> tellOld(wanted, old, visitor))));
  }

  private Future<Account> account(String id) {
    return people
        .account(id)
        .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.BAD_CREDENTIALS)));
  }

  private Future<Void> tellOld(Wanted wanted, Optional<String> old, Visitor visitor) {
    if (old.isEmpty() || old.get().equals(wanted.mail)) {
      return Future.succeededFuture();
    }
    return link(UNDO, new Wanted(wanted.account, old.get()), UNDO_MS)
        .onSuccess(
            secret ->
                sent(
                    letters.changed(
                        old.get(),
                        visitor.language(),
                        visitor.address() + "/account/mail-undo#k=" + secret)))
        .mapEmpty();
  }

  /**
   * Gives an account its old address back, by the secret in the mail to that address. All sessions
   * end, for somebody else may have changed it.
   */
  public Future<Void> undo(String secret) {
    return take(UNDO, secret)
        .compose(wanted -> put(wanted.account, wanted.mail, each -> each.withSessions(List.of())));
  }

  private Future<Void> put(String account, String mail, UnaryOperator<Account> further) {
    String key = Names.key(names.hash(mail));
    return fields
        .write(
            account,
            Fields.MAIL,
            mail,
            (each, cipher) ->
                further.apply(
                    each.withoutKeys(Names::isKey).withKey(key).withSealed(Fields.MAIL, cipher)))
        .map(
            found -> {
              if (found.isEmpty()) {
                throw Refusal.of(ErrorCode.BAD_CREDENTIALS);
              }
              return found;
            })
        .onSuccess(
            done -> audit.record(account, "mail.changed", Audit.account(account), Audit.DONE))
        .<Void>mapEmpty()
        .recover(
            fault ->
                Future.failedFuture(
                    fault instanceof KeyTakenException
                        ? Refusal.of(ErrorCode.CONFLICT, "Another account has this address")
                        : fault));
  }
}
