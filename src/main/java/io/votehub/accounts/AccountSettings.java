package io.votehub.accounts;

import io.vertx.ext.mail.MailConfig;
import io.votehub.accounts.oauth.ProviderSettings;
import io.votehub.people.Account;
import java.util.List;
import java.util.Optional;

/**
 * The settings of accounts.
 *
 * @param secondFactor whose accounts can do nothing but set one up as long as they have none
 * @param mail how mails are sent; without it addresses are not confirmed and there are no resets
 * @param publicUrl where people reach the hub, without a trailing slash
 * @param providers sites that vouch for people
 */
public record AccountSettings(
    Registration registration,
    RequiredSecondFactor secondFactor,
    Optional<Mail> mail,
    Optional<String> publicUrl,
    List<ProviderSettings> providers) {
  public AccountSettings {
    providers = List.copyOf(providers);
  }

  /** Without providers. */
  public AccountSettings(
      Registration registration,
      RequiredSecondFactor secondFactor,
      Optional<Mail> mail,
      Optional<String> publicUrl) {
    this(registration, secondFactor, mail, publicUrl, List.of());
  }

  /** Who may register. */
  public enum Registration {
    OPEN,
    /** Whom an operator invited. */
    INVITED,
    /** Nobody by the web: accounts are imported, or made with {@code votehub operator add}. */
    CLOSED
  }

  /** Whose accounts need a second factor. */
  public enum RequiredSecondFactor {
    /** Nobody's; whoever wants one sets it up. */
    OPTIONAL,
    OPERATORS,
    ALL
  }

  /** Whether an account has to set up a second factor before it can do anything else. */
  boolean lacksSecondFactor(Account account) {
    boolean required =
        secondFactor == RequiredSecondFactor.ALL
            || (secondFactor == RequiredSecondFactor.OPERATORS && account.operator());
    return required && !SecondFactors.isOn(account);
  }

  /**
   * @param from the sender of mails
   */
  public record Mail(MailConfig server, String from) {}
}
