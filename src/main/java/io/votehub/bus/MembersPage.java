package io.votehub.bus;

import java.util.List;
import java.util.Optional;

/**
 * A part of a voter roll.
 *
 * @param found how many members the search finds
 */
public record MembersPage(List<Row> members, int found) {
  /**
   * A member.
   *
   * @param delivery what is known of the mail with the member's link, as {@link MailDelivery#text};
   *     empty if none was sent
   */
  public record Row(
      String id,
      String label,
      Optional<String> mail,
      int weight,
      Optional<MailDelivery> delivery) {}

  public MembersPage {
    members = List.copyOf(members);
  }
}
