package io.votehub.bus;

/**
 * Asks, over the event bus of the instance, which member of a room's voter rolls a code identifies;
 * the reply is a {@link MemberView}, or {@code not-eligible}.
 *
 * @param code as typed, or the key of a member's link
 */
public record MemberQuery(String room, String code) {
  public static final String ADDRESS = "votehub.member";
}
