package io.votehub.accounts;

import io.votehub.people.Account;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the owner of an account by mail when the ways to sign in to it have changed: what, when,
 * with which browser, and what to do if it was somebody else. A mail has no secret and no link that
 * changes anything. Thread-safe.
 */
public final class FactorLetters {
  private static final Logger LOG = LoggerFactory.getLogger(FactorLetters.class);

  private final Fields fields;
  private final Letters letters;
  private final InstantSource clock;

  /** What has changed. */
  public enum Change {
    PASSKEY_ADDED("A passkey was added", "Ein Passkey wurde hinzugefügt"),
    PASSKEY_REMOVED("A passkey was removed", "Ein Passkey wurde entfernt"),
    PROVIDER_LINKED("Another sign-in was linked", "Eine andere Anmeldung wurde verknüpft"),
    PROVIDER_UNLINKED("A linked sign-in was removed", "Eine verknüpfte Anmeldung wurde entfernt"),
    APP_ADDED("The authenticator app was turned on", "Die Authenticator-App wurde eingerichtet"),
    APP_REMOVED("The authenticator app was turned off", "Die Authenticator-App wurde entfernt"),
    RECOVERY_CODES_REPLACED(
        "New recovery codes were made", "Neue Wiederherstellungscodes wurden erzeugt");

    private final String english;
    private final String german;

    Change(String english, String german) {
      this.english = english;
      this.german = german;
    }
  }

  FactorLetters(Fields fields, Letters letters, InstantSource clock) {
    this.fields = fields;
    this.letters = letters;
    this.clock = clock;
  }

  /** Sends the mail in the background; a mail that cannot be sent is logged. */
  public void send(Account account, Change change, Visitor visitor) {
    Instant when = clock.instant();
    fields
        .open(account, Fields.MAIL)
        .onSuccess(
            mail ->
                mail.ifPresent(
                    to ->
                        (Letters.isGerman(visitor.language())
                                ? letters.send(to, change.german, german(change, when, visitor))
                                : letters.send(to, change.english, english(change, when, visitor)))
                            .onFailure(FactorLetters::notSent)))
        .onFailure(FactorLetters::notSent);
  }

  private static void notSent(Throwable fault) {
    LOG.warn("A mail about the ways to sign in to an account was not sent", fault);
  }

  private static String english(Change change, Instant when, Visitor visitor) {
    return change.english
        + " on your account on Votehub.\n\nWhen: "
        + time("d MMMM yyyy, HH:mm", Locale.UK, when)
        + " UTC\nWith: "
        + visitor.client()
        + "\n\nIf that was you, there is nothing to do. If it was not, set a new password at once,"
        + " which ends all sessions, and then look at the ways to sign in to your account:\n\n"
        + visitor.address()
        + "/account/reset\n";
  }

  private static String german(Change change, Instant when, Visitor visitor) {
    return "In Ihrem Konto bei Votehub: "
        + change.german
        + ".\n\nWann: "
        + time("d. MMMM yyyy, HH:mm", Locale.GERMANY, when)
        + " UTC\nMit: "
        + visitor.client()
        + "\n\nWenn Sie das waren, müssen Sie nichts tun. Wenn nicht, setzen Sie sofort ein neues"
        + " Passwort; das beendet alle Anmeldungen. Prüfen Sie danach, womit man sich in Ihrem"
        + " Konto anmelden kann:\n\n"
        + visitor.address()
        + "/account/reset\n";
  }

  private static String time(String pattern, Locale locale, Instant when) {
    return DateTimeFormatter.ofPattern(pattern, locale).format(when.atOffset(ZoneOffset.UTC));
  }
}
