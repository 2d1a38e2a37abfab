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
}
