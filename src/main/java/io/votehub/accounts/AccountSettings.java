package io.votehub.accounts;

import io.vertx.ext.mail.MailConfig;
import java.util.Optional;

/**
 * The settings of accounts.
 *
 * @param mail how mails are sent; without it addresses are not confirmed and there are no resets
 * @param publicUrl where people reach the hub, without a trailing slash
 */
public record AccountSettings(
    Registration registration, Optional<Mail> mail, Optional<String> publicUrl) {
  /** Who may register. */
  public enum Registration {
    OPEN,
    /** Whom an operator invited. */
    INVITED,
    CLOSED
  }

  /**
   * @param from the sender of mails
   */
  public record Mail(MailConfig server, String from) {}
}
