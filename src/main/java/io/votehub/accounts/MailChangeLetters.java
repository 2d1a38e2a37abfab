package io.votehub.accounts;

import io.vertx.core.Future;

/** The mails about a new address of an account, in English or German. */
final class MailChangeLetters {
  private final Letters letters;

  MailChangeLetters(Letters letters) {
    this.letters = letters;
  }

  /** To the new address. */
  Future<Void> confirm(String to, String language, String link) {
    return Letters.isGerman(language)
        ? letters.send(
            to,
            "Bestätigen Sie Ihre neue Adresse",
            "Öffnen Sie diesen Link, damit diese Adresse die Ihres Kontos bei Votehub wird. Er gilt"
                + " einen Tag.\n\n"
                + link
                + "\n\nWenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht.\n")
        : letters.send(
            to,
            "Confirm your new address",
            "Open this link to make this the address of your account on Votehub. It is valid for a"
                + " day.\n\n"
                + link
                + "\n\nIf you did not ask for this, ignore this message.\n");
  }

  /** To the old address. */
  Future<Void> changed(String to, String language, String link) {
    return Letters.isGerman(language)
        ? letters.send(
            to,
            "Die Adresse Ihres Kontos wurde geändert",
            "Ihr Konto bei Votehub hat jetzt eine andere Mailadresse; diese gilt nicht mehr.\n\n"
                + "Wenn Sie das nicht waren, holen Sie Ihr Konto eine Woche lang mit diesem Link"
                + " zurück, und setzen Sie danach ein neues Passwort:\n\n"
                + link
                + "\n")
        : letters.send(
            to,
            "The address of your account was changed",
            "Your account on Votehub has another mail address now; this one is no longer used.\n\n"
                + "If that was not you, take your account back with this link within a week, and"
                + " then set a new password:\n\n"
                + link
                + "\n");
  }
}
