package io.votehub.electorate;

import io.votehub.identity.HubKey;
import io.votehub.identity.SealedText;
import java.nio.charset.StandardCharsets;

/**
 * Encrypts who the members of a roll are, under a key of the roll that is derived from the hub's.
 * Thread-safe.
 */
final class SealedFields {
  private final HubKey key;
  private final SealedText texts = new SealedText();

  SealedFields(HubKey key) {
    this.key = key;
  }

  String seal(String roll, String member, String field, String text) {
    byte[] ofRoll = key.derive("votehub roll " + roll);
    return texts.seal(ofRoll, member + ' ' + field, text.getBytes(StandardCharsets.UTF_8));
  }
}
