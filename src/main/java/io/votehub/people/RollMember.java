package io.votehub.people;

import java.util.Map;

/**
 * Somebody who may vote in a room.
 *
 * @param roll the voter roll
 * @param id random, never changes
 * @param codeHash a keyed hash of the code that identifies the member
 * @param weight how many votes the member's ballot is, at least 1
 * @param sealed label and mail, encrypted
 */
public record RollMember(
    String roll, String id, String codeHash, int weight, Map<String, String> sealed) {
  public RollMember {
    sealed = Map.copyOf(sealed);
  }

  /** Its place among all members: those of a roll are together. */
  public String key() {
    return key(roll, codeHash);
  }

  /** The key of the member of a roll with that code. */
  public static String key(String roll, String codeHash) {
    return roll + '/' + codeHash;
  }
}
