package io.votehub.poll;

import java.util.List;
import java.util.stream.Stream;

/**
 * The valid keys of a room, beside its owner's.
 *
 * @param rev incremented by every change; 0 if there has never been a key
 * @param keys in the order in which they were added
 */
public record KeyRing(long rev, List<RoomKey> keys) {
  /** The maximum number of keys of a room. */
  public static final int MAX_KEYS = 20;

  /** The ring of a room that never had a key. */
  public static final KeyRing EMPTY = new KeyRing(0, List.of());

  public KeyRing {
    keys = List.copyOf(keys);
  }

  /**
   * This ring with another key; this ring as it is if it has the key already.
   *
   * @throws Refusal {@code bad-request} if it has {@value #MAX_KEYS} keys
   */
  public KeyRing with(RoomKey key) {
    if (has(key.id())) {
      return this;
    }
    if (keys.size() >= MAX_KEYS) {
      throw Refusal.field("", "A room has at most " + MAX_KEYS + " keys; revoke one first");
    }
    return new KeyRing(rev + 1, Stream.concat(keys.stream(), Stream.of(key)).toList());
  }

  /** This ring without a key; this ring as it is if it does not have that key. */
  public KeyRing without(String id) {
    return has(id)
        ? new KeyRing(rev + 1, keys.stream().filter(each -> !each.id().equals(id)).toList())
        : this;
  }

  public boolean has(String id) {
    return keys.stream().anyMatch(each -> each.id().equals(id));
  }

  /** The later of two rings by revision. */
  public KeyRing orNewer(KeyRing other) {
    return other.rev > rev ? other : this;
  }
}
