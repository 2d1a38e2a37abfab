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

  /** The key of a roll, to be derived once for many fields. */
  byte[] keyOf(String roll) {
    return key.derive("votehub roll " + roll);
  }

  String seal(byte[] keyOfRoll, String member, String field, String text) {
    return texts.seal(keyOfRoll, context(member, field), text.getBytes(StandardCharsets.UTF_8));
  }

  String open(byte[] keyOfRoll, String member, String field, String sealed) {
    return new String(
        texts.open(keyOfRoll, context(member, field), sealed), StandardCharsets.UTF_8);
  }

  private static String context(String member, String field) {
    return member + ' ' + field;
  }
}
