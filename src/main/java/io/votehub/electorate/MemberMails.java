package io.votehub.electorate;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import io.votehub.bus.MailOrder;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The mails that bring members their links, in English or German. */
final class MemberMails {
  private static final int WITHIN_MS = 20_000;
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

  private final MailClient client;
  private final String from;

  MemberMails(Vertx vertx, MailConfig server, String from) {
    this.client = MailClient.create(vertx, server);
    this.from = from;
  }

  /**
   * Sends a mail. Fails with {@link java.util.concurrent.TimeoutException} if it is not known
   * whether the server took it.
   *
   * @param label whom it is for; empty for a test
   */
  Future<Void> send(String to, String label, int weight, MailOrder.Letter letter, String link) {
    boolean german = letter.language().equals("de");
    String room = plain(letter.room());
    MailMessage mail =
        new MailMessage()
            .setFrom(from)
            .setTo(to)
            .setSubject((german ? "Ihr Link zum Abstimmen: " : "Your link to vote: ") + room)
            .setText(
                german
                    ? german(label, weight, letter, link)
                    : english(label, weight, letter, link));
    return Future.succeededFuture()
        .compose(unused -> client.sendMail(mail))
        .<Void>mapEmpty()
        .timeout(WITHIN_MS, TimeUnit.MILLISECONDS);
  }

  private static String english(String label, int weight, MailOrder.Letter letter, String link) {
    return greeting("Hello", label)
        + "You are a member of “"
        + plain(letter.roll())
        + "” and may vote in “"
        + plain(letter.room())
        + "”"
        + (weight > 1 ? ", with " + weight + " votes" : "")
        + ". Open this link when the vote begins:\n\n"
        + link
        + "\n\nThe link is yours alone: whoever opens it votes in your name. You may open it again,"
        + " on any device; your last ballot counts.\n";
  }

  private static String german(String label, int weight, MailOrder.Letter letter, String link) {
    return greeting("Guten Tag", label)
        + "Sie stehen im Verzeichnis „"
        + plain(letter.roll())
        + "“ und dürfen in „"
        + plain(letter.room())
        + "“ abstimmen"
        + (weight > 1 ? ", mit " + weight + " Stimmen" : "")
        + ". Öffnen Sie diesen Link, wenn die Abstimmung beginnt:\n\n"
        + link
        + "\n\nDer Link gilt nur für Sie: Wer ihn öffnet, stimmt in Ihrem Namen ab. Sie können ihn"
        + " auf jedem Gerät wieder öffnen; Ihre letzte Stimme zählt.\n";
  }

  private static String greeting(String hello, String label) {
    return label.isEmpty() ? "" : hello + " " + plain(label) + ",\n\n";
  }

  /** In one line, so that no title adds headers or lines. */
  private static String plain(String text) {
    return CONTROL.matcher(text).replaceAll(" ").strip();
  }

  Future<Void> close() {
    return client.close();
  }
}
