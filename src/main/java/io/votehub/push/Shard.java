package io.votehub.push;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subscriptions of a part of a room's voters, by the voter's name in the store; immutable. It
 * is one record of the room, so that both bounds hold whichever instances are asked at once: a
 * voter has at most {@value #MAX_OF_VOTER} subscriptions, of which the oldest goes, and the record
 * at most {@value #MAX}.
 */
record Shard(Map<String, List<Entry>> voters) {
  /** With what the keys of the room's records begin. */
  static final String PREFIX = "push/";

  /** A room has so many, so that two voters seldom change the same at once. */
  static final int SHARDS = 128;

  static final int MAX_OF_VOTER = 3;
  static final int MAX = 200;

  /**
   * A subscription.
   *
   * @param id names it
   * @param sealed the subscription, encrypted
   */
  record Entry(String id, String sealed) {}

  Shard {
    voters = Map.copyOf(voters);
  }

  /** The key of the record in which a voter's subscriptions are. */
  static String key(String voter) {
    return PREFIX + String.format("%02x", Base64.getUrlDecoder().decode(voter)[0] & (SHARDS - 1));
  }

  List<Entry> entries() {
    return voters.values().stream().flatMap(List::stream).toList();
  }

  /**
   * With a subscription, in place of the same one from before.
   *
   * @throws Refusal {@code too-large} if there are as many as may be
   */
  Shard with(String voter, Entry added) {
    List<Entry> own = new ArrayList<>(voters.getOrDefault(voter, List.of()));
    own.removeIf(each -> each.id().equals(added.id()));
    if (own.size() >= MAX_OF_VOTER) {
      own.remove(0);
    }
    own.add(added);
    Map<String, List<Entry>> more = new LinkedHashMap<>(voters);
    more.put(voter, List.copyOf(own));
    Shard shard = new Shard(more);
    if (shard.entries().size() > MAX && entries().size() < shard.entries().size()) {
      throw Refusal.of(ErrorCode.TOO_LARGE, "No more people of this room can be told by push");
    }
    return shard;
  }

  /** Without some subscriptions; the same if there are none of them. */
  Shard without(Collection<String> ids) {
    Map<String, List<Entry>> left = new LinkedHashMap<>();
    voters.forEach(
        (voter, own) -> {
          List<Entry> kept = own.stream().filter(each -> !ids.contains(each.id())).toList();
          if (!kept.isEmpty()) {
            left.put(voter, kept);
          }
        });
    return new Shard(left);
  }

  Optional<String> text() {
    if (voters.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> json = new LinkedHashMap<>();
    voters.forEach(
        (voter, own) ->
            json.put(voter, own.stream().map(each -> List.of(each.id(), each.sealed())).toList()));
    return Optional.of(Json.write(json));
  }

  static Shard of(Optional<String> text) {
    return text.map(Shard::read).orElseGet(() -> new Shard(Map.of()));
  }

  private static Shard read(String text) {
    try {
      Map<String, List<Entry>> voters = new LinkedHashMap<>();
      Json.readObject(text)
          .forEach(
              (voter, own) ->
                  voters.put(voter, ((List<?>) own).stream().map(Shard::entry).toList()));
      return new Shard(voters);
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The store holds unreadable subscriptions", fault);
    }
  }

  private static Entry entry(Object json) {
    List<?> parts = (List<?>) json;
    return new Entry((String) parts.get(0), (String) parts.get(1));
  }
}
