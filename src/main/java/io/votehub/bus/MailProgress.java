package io.votehub.bus;

import java.util.Optional;

/**
 * How the mails to members of a voter roll fare on this instance.
 *
 * @param possible whether the hub can send mails
 * @param left how many are still to be sent
 * @param sent how many the mail server took since the last order
 * @param failed how many it did not
 * @param reason why sending was given up, if it was
 */
public record MailProgress(
    boolean possible, int left, int sent, int failed, Optional<String> reason) {
  public static final MailProgress IMPOSSIBLE = new MailProgress(false, 0, 0, 0, Optional.empty());
}
