package io.votehub.identity;

/**
 * Who a valid token speaks for.
 *
 * @param room the code of the only room in which it means anything
 * @param voter the voter's id; null for a presenter
 */
public record Identity(Role role, String room, String voter) {
  /** What someone is in a room. */
  public enum Role {
    PRESENTER("presenter"),
    VOTER("voter");

    private final String wire;

    Role(String wire) {
      this.wire = wire;
    }

    /** The role as it stands in messages. */
    public String wire() {
      return wire;
    }
  }

  public static Identity presenter(String room) {
    return new Identity(Role.PRESENTER, room, null);
  }

  public static Identity voter(String room, String voter) {
    return new Identity(Role.VOTER, room, voter);
  }

  public boolean isPresenter() {
    return role == Role.PRESENTER;
  }
}
