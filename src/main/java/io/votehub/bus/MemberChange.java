package io.votehub.bus;

import java.util.Optional;

/**
 * Changes a voter roll, over the event bus of the instance; the reply is {@link IssuedMembers}.
 *
 * @param member whom it concerns; empty for all of the roll
 */
public record MemberChange(Kind kind, String roll, Optional<String> member) {
  public static final String ADDRESS = "votehub.member-change";

  /** What is done. */
  public enum Kind {
    /** Issues another code and another key; those before are of no use any more. */
    RENEW,
    /** Deletes what is stored. */
    DELETE
  }
}
