package io.votehub.bus;

import java.util.Optional;

/**
 * What became of the last mail to a member of a voter roll.
 *
 * @param at when that became known, UTC milliseconds since the epoch
 * @param reason what the mail server said, if it refused the mail
 * @param times how many mails were sent to the member, this one included
 */
public record MailDelivery(State state, long at, Optional<String> reason, int times) {
  /** The states of a mail. */
  public enum State {
    /** It was begun to be sent; if that was long ago, whether it was is unknown. */
    SENDING("sending"),
    SENT("sent"),
    /** The mail server could not be reached, or refused it for now. */
    FAILED("failed"),
    /** The mail server refuses the address for good. */
    BOUNCED("bounced");

    private final String wire;

    State(String wire) {
      this.wire = wire;
    }

    public String wire() {
      return wire;
    }
  }

  /** As text, to be read by {@link #read}. */
  public String text() {
    return state.name() + ' ' + at + ' ' + times + ' ' + reason.orElse("");
  }

  /** Reads what {@link #text} wrote. */
  public static MailDelivery read(String text) {
    String[] parts = text.split(" ", 4);
    return new MailDelivery(
        State.valueOf(parts[0]),
        Long.parseLong(parts[1]),
        Optional.of(parts[3]).filter(reason -> !reason.isEmpty()),
        Integer.parseInt(parts[2]));
  }
}
