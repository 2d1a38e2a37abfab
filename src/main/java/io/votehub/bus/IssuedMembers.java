package io.votehub.bus;

import java.util.List;

/** Members that were added to a voter roll, with the secrets by which they vote. */
public record IssuedMembers(List<Issued> members) {
  /**
   * @param code to be typed; known to nobody else from now on
   * @param key the secret of the member's link, which identifies the same member
   */
  public record Issued(String id, NewMembers.Entry entry, String code, String key) {}

  public IssuedMembers {
    members = List.copyOf(members);
  }
}
