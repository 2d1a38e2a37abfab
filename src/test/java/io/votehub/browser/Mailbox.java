package io.votehub.browser;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A mail server that receives what a hub sends, for all addresses. */
final class Mailbox implements AutoCloseable {
  private static final long PATIENCE_MS = 60_000;

  private final GreenMail server =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

  Mailbox() {
    server.start();
  }

  /** The settings by which a hub sends its mails here. */
  Map<String, String> settings() {
    return Map.of(
        "VOTEHUB_ACCOUNTS_SMTP",
        "smtp://127.0.0.1:" + server.getSmtp().getPort(),
        "VOTEHUB_ACCOUNTS_MAIL_FROM",
        "hub@example.org");
  }

  /** The first link to a page with a secret, once a mail with one has come. */
  String link(String page) {
    Pattern wanted = Pattern.compile("https?://\\S+" + Pattern.quote(page) + "#k=\\S+");
    long until = System.nanoTime() + PATIENCE_MS * 1_000_000;
    for (int known = 0; ; known++) {
      long leftMs = (until - System.nanoTime()) / 1_000_000;
      if (leftMs <= 0 || !server.waitForIncomingEmail(leftMs, known + 1)) {
        throw new AssertionError("No mail with a link to " + page + " has come");
      }
      Matcher link = wanted.matcher(text(server.getReceivedMessages()[known]));
      if (link.find()) {
        return link.group();
      }
    }
  }

  private static String text(MimeMessage mail) {
    try {
      return String.valueOf(mail.getContent());
    } catch (MessagingException | IOException fault) {
      throw new AssertionError(fault);
    }
  }

  @Override
  public void close() {
    server.stop();
  }
}
