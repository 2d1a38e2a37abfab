package io.votehub.push;

import io.votehub.identity.HmacSha256;
import io.votehub.identity.HubKey;
import io.votehub.identity.SealedText;
import io.votehub.poll.Room;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * Hides in the store who subscribed: a voter is named by a keyed hash, and the subscription, with
 * the voter's id, is encrypted under a key of its own. Thread-safe.
 */
final class Sealing {
  private static final int NAME_BYTES = 12;

  private final HmacSha256 names;
  private final byte[] key;
  private final SealedText texts = new SealedText();

  Sealing(HubKey hub) {
    names = new HmacSha256(hub.derive("votehub push names"));
    key = hub.derive("votehub push subscriptions");
  }

  /** The name of a voter in the store, another one in each room. */
  String voter(Room room, String voter) {
    return name(scope(room) + '\n' + voter);
  }

  /** The id of a subscription, the same for the same endpoint of the same voter. */
  String id(Room room, Subscription subscription) {
    return name(scope(room) + '\n' + subscription.voter() + '\n' + subscription.endpoint());
  }

  private static String scope(Room room) {
    return room.id().orElse(room.code());
  }

  private String name(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(names.of(text), NAME_BYTES));
  }

  String seal(String id, Subscription subscription) {
    return texts.seal(key, id, subscription.plain());
  }

  /** Empty if it was encrypted under another key of the hub. */
  Optional<Subscription> open(String id, String sealed) {
    try {
      return Optional.of(Subscription.of(texts.open(key, id, sealed)));
    } catch (IllegalStateException otherKey) {
      return Optional.empty();
    }
  }
}
