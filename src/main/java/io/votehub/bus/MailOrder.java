package io.votehub.bus;

import java.util.Optional;

/**
 * Orders mails with links to members of a voter roll, or asks how those on their way fare, over the
 * event bus of the instance; the reply is a {@link MailProgress}.
 *
 * @param target a member's id, or the address of a test; empty for the other kinds
 */
public record MailOrder(Kind kind, String roll, Optional<String> target, Letter letter) {
  public static final String ADDRESS = "votehub.member-mail";

  /** What is ordered. */
  public enum Kind {
    /** Nothing. */
    SHOW,
    /** A mail to each member with an address to whom none was sent. */
    UNSENT,
    /** A mail to one member, whatever was sent before. */
    MEMBER,
    /** A mail as members get it, with a link that identifies nobody. */
    TEST
  }

  /**
   * What mails say.
   *
   * @param language {@code de} for German, else English
   * @param joinUrl the page of the room; a member's link adds a key to it
   */
  public record Letter(String language, String room, String roll, String joinUrl) {}
}
