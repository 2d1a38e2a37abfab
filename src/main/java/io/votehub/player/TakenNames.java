package io.votehub.player;

import io.vertx.core.Future;
import io.votehub.json.Json;
import io.votehub.method.TextFolding;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.store.RoomRecords;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which names are taken in a room, and by whom. Two names are the same if people would call them
 * so. A name is taken in one atomic step over all instances, and taking it again is no fault. Their
 * number is bounded, because each part of them is.
 */
final class TakenNames {
  /** Of so many parts each has one record, so that players seldom wait for one another. */
  private static final int PARTS = 256;

  /** 15,000 players are about 60 a part. */
  private static final int MAX_IN_PART = 200;

  private static final int DIGEST_BYTES = 12;

  private final RoomRecords store;

  TakenNames(RoomRecords store) {
    this.store = store;
  }

  /** Takes a name for a voter. Fails with {@code conflict} if another has it. */
  Future<Void> take(String room, String name, String voter) {
    byte[] digest = digest(name);
    String id = id(digest);
    return store
        .changeRecord(
            room,
            key(digest),
            text -> {
              Map<String, Object> taken = read(text);
              Object by = taken.putIfAbsent(id, voter);
              if (by != null && !by.equals(voter)) {
                throw Refusal.of(ErrorCode.CONFLICT, "Somebody here has this name already");
              }
              if (taken.size() > MAX_IN_PART) {
                throw Refusal.of(ErrorCode.CONFLICT, "Too many names are taken; choose another");
              }
              return Optional.of(Json.write(taken));
            })
        .mapEmpty();
  }

  /** Gives a name back, if the voter has it. */
  Future<Void> give(String room, String name, String voter) {
    byte[] digest = digest(name);
    return store
        .changeRecord(
            room,
            key(digest),
            text -> {
              Map<String, Object> taken = read(text);
              taken.remove(id(digest), voter);
              return taken.isEmpty() ? Optional.empty() : Optional.of(Json.write(taken));
            })
        .mapEmpty();
  }

  /** Whether two names are the same. */
  static boolean areSame(String one, String other) {
    return TextFolding.of(one).equals(TextFolding.of(other));
  }

  private static Map<String, Object> read(Optional<String> text) {
    return text.<Map<String, Object>>map(json -> new LinkedHashMap<>(PlayerRecords.read(json)))
        .orElseGet(LinkedHashMap::new);
  }

  private static String key(byte[] digest) {
    return "names-taken/" + Math.floorMod(digest[0], PARTS);
  }

  private static String id(byte[] digest) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(Arrays.copyOf(digest, DIGEST_BYTES));
  }

  private static byte[] digest(String name) {
    try {
      return MessageDigest.getInstance("SHA-256")
          .digest(TextFolding.of(name).getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
