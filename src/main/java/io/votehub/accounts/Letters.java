package io.votehub.accounts;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailMessage;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mails to owners of accounts, in English or German. At most {@value #MAX_SENDING} are on their
 * way; further ones fail with {@code busy}.
 */
final class Letters {
  private static final Logger LOG = LoggerFactory.getLogger(Letters.class);
  private static final int WITHIN_MS = 20_000;
  private static final int MAX_SENDING = 100;

  private final Optional<MailClient> client;
  private final String from;
  private final AtomicInteger sending = new AtomicInteger();

  Letters(Vertx vertx, Optional<AccountSettings.Mail> mail) {
    client = mail.map(how -> MailClient.create(vertx, how.server()));
    from = mail.map(AccountSettings.Mail::from).orElse("");
  }

  Future<Void> confirm(String to, String language, String link) {
    return isGerman(language)
        ? send(
            to,
            "Bestätigen Sie Ihre Adresse",
            "Öffnen Sie diesen Link, um Ihr Konto bei Votehub anzulegen. Er gilt einen Tag.\n\n"
                + link
                + "\n\nWenn Sie kein Konto anlegen wollten, ignorieren Sie diese Nachricht.\n")
        : send(
            to,
            "Confirm your address",
            "Open this link to create your account on Votehub. It is valid for a day.\n\n"
                + link
                + "\n\nIf you did not want to create an account, ignore this message.\n");
  }

  Future<Void> invited(String to, String language, String link) {
    return isGerman(language)
        ? send(
            to,
            "Einladung zu Votehub",
            "Für Sie wurde ein Konto bei Votehub angelegt. Öffnen Sie diesen Link, um ein Passwort"
                + " zu setzen. Er gilt einen Tag und einmal.\n\n"
                + link
                + "\n\nWenn Sie kein Konto möchten, ignorieren Sie diese Nachricht.\n")
        : send(
            to,
            "Your invitation to Votehub",
            "An account on Votehub was made for you. Open this link to set a password. It is valid"
                + " for a day, and works once.\n\n"
                + link
                + "\n\nIf you do not want an account, ignore this message.\n");
  }

  Future<Void> askToHelp(String to, String language, String room, String address) {
    return isGerman(language)
        ? send(
            to,
            "Einladung in einen Raum",
            "Sie sind gebeten, in diesem Raum bei Votehub mitzumachen: "
                + room
                + "\n\nMelden Sie sich innerhalb von zwei Wochen mit dieser Adresse an, oder legen Sie ein"
                + " Konto an, um zuzusagen oder abzulehnen:\n\n"
                + address
                + "/account\n\nWenn Sie das nicht möchten, müssen Sie nichts tun.\n")
        : send(
            to,
            "Invitation to a room",
            "You are asked to help in this room on Votehub: "
                + room
                + "\n\nSign in with this address within two weeks, or create an account, to accept or"
                + " decline:\n\n"
                + address
                + "/account\n\nIf you do not want to, there is nothing to do.\n");
  }

  Future<Void> knownAlready(String to, String language, String address) {
    return isGerman(language)
        ? send(
            to,
            "Sie haben schon ein Konto",
            "Jemand wollte mit dieser Adresse ein Konto bei Votehub anlegen; es gibt aber schon eines."
                + " Anmelden oder ein neues Passwort setzen:\n\n"
                + address
                + "/account\n\nWenn Sie das nicht waren, müssen Sie nichts tun.\n")
        : send(
            to,
            "You already have an account",
            "Somebody tried to create an account on Votehub with this address, but there is one"
                + " already. Sign in, or set a new password:\n\n"
                + address
                + "/account\n\nIf that was not you, there is nothing to do.\n");
  }

  Future<Void> reset(String to, String language, String link) {
    return isGerman(language)
        ? send(
            to,
            "Neues Passwort setzen",
            "Öffnen Sie diesen Link, um ein neues Passwort zu setzen. Er gilt eine halbe Stunde und"
                + " einmal.\n\n"
                + link
                + "\n\nWenn Sie das nicht angefordert haben, ignorieren Sie diese Nachricht; Ihr"
                + " Passwort bleibt, wie es ist.\n")
        : send(
            to,
            "Set a new password",
            "Open this link to set a new password. It is valid for half an hour, and works"
                + " once.\n\n"
                + link
                + "\n\nIf you did not ask for this, ignore this message; your password stays as it"
                + " is.\n");
  }

  Future<Void> passwordChanged(String to, String language, String address) {
    return isGerman(language)
        ? send(
            to,
            "Ihr Passwort wurde geändert",
            "Das Passwort Ihres Kontos bei Votehub wurde geändert, und andere Anmeldungen wurden"
                + " beendet. Wenn Sie das nicht waren, setzen Sie sofort ein neues:\n\n"
                + address
                + "/account/reset\n")
        : send(
            to,
            "Your password was changed",
            "The password of your account on Votehub was changed, and other sessions were ended. If"
                + " that was not you, set a new one at once:\n\n"
                + address
                + "/account/reset\n");
  }

  static boolean isGerman(String language) {
    return "de".equals(language);
  }

  /** Sends a mail; does nothing where no mails can be sent. */
  Future<Void> send(String to, String subject, String text) {
    if (client.isEmpty()) {
      return Future.succeededFuture();
    }
    if (sending.incrementAndGet() > MAX_SENDING) {
      sending.decrementAndGet();
      return Future.failedFuture(Refusal.of(ErrorCode.BUSY));
    }
    MailMessage message =
        new MailMessage().setFrom(from).setTo(to).setSubject(subject).setText(text);
    return client
        .get()
        .sendMail(message)
        .<Void>mapEmpty()
        .timeout(WITHIN_MS, TimeUnit.MILLISECONDS)
        .onComplete(done -> sending.decrementAndGet());
  }

  /** A mail on its way may be lost, and lets the client's closing fail, which harms nothing. */
  Future<Void> close() {
    return client
        .map(MailClient::close)
        .orElseGet(Future::succeededFuture)
        .onFailure(fault -> LOG.debug("The mail client was closed with a mail on its way", fault))
        .otherwiseEmpty();
  }
}
