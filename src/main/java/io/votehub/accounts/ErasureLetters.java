package io.votehub.accounts;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** The mails about the erasure of an account, in English or German. */
final class ErasureLetters {
  private final Letters letters;

  ErasureLetters(Letters letters) {
    this.letters = letters;
  }

  /** An account will be erased unless its owner signs in before. */
  Future<Void> asked(String to, String language, long dueAt, String address) {
    return Letters.isGerman(language)
        ? letters.send(
            to,
            "Ihr Konto wird gelöscht",
            "Ihr Konto bei Votehub wird am "
                + day(dueAt, Locale.GERMAN)
                + " gelöscht, wie Sie es verlangt haben. Sie sind jetzt überall abgemeldet.\n\n"
                + "Wenn Sie es behalten möchten, melden Sie sich vorher an:\n\n"
                + address
                + "/account\n\nWenn Sie das nicht waren, melden Sie sich an und ändern Sie Ihr"
                + " Passwort.\n")
        : letters.send(
            to,
            "Your account will be deleted",
            "Your account on Votehub will be deleted on "
                + day(dueAt, Locale.ENGLISH)
                + ", as you asked for. You are now signed out everywhere.\n\n"
                + "To keep it, sign in before:\n\n"
                + address
                + "/account\n\nIf that was not you, sign in and change your password.\n");
  }

  Future<Void> undone(String to, String language) {
    return Letters.isGerman(language)
        ? letters.send(
            to,
            "Ihr Konto bleibt bestehen",
            """
            Jemand hat sich mit Ihrem Konto bei Votehub angemeldet; es wird darum nicht gelöscht.

            Wenn Sie das nicht waren, setzen Sie sofort ein neues Passwort.
            """)
        : letters.send(
            to,
            "Your account stays",
            """
            Somebody signed in to your account on Votehub, so it is not deleted.

            If that was not you, set a new password at once.
            """);
  }

  Future<Void> done(String to, String language) {
    return Letters.isGerman(language)
        ? letters.send(
            to,
            "Ihr Konto ist gelöscht",
            """
            Ihr Konto bei Votehub ist gelöscht, mit Name, Adresse und allem, womit Sie sich \
            angemeldet haben. Dies ist die letzte Nachricht an Sie.
            """)
        : letters.send(
            to,
            "Your account is deleted",
            """
            Your account on Votehub is deleted, with your name, your address, and all that you \
            signed in with. This is the last message to you.
            """);
  }

  static String day(long at, Locale locale) {
    return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
        .withLocale(locale)
        .withZone(ZoneOffset.UTC)
        .format(Instant.ofEpochMilli(at));
  }
}
