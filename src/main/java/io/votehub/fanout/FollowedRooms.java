package io.votehub.fanout;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The rooms that an instance follows: those with a listener here. A room is subscribed to when its
 * first listener comes, and unsubscribed from when its last one goes. Confined to one context.
 */
final class FollowedRooms {
  /** Where the messages of rooms come from. */
  interface Subscriber {
    /** Completes when every message of the room from then on will be received. */
    Future<Void> subscribe(String room);

    void unsubscribe(String room);
  }

  private static final class Followed {
    final Future<Void> subscribed;
    final PollDefinitions definitions;
    int listeners;

    Followed(Future<Void> subscribed, PollDefinitions definitions) {
      this.subscribed = subscribed;
      this.definitions = definitions;
    }
  }

  private final Subscriber subscriber;
  private final Supplier<PollDefinitions> definitions;
  private final Map<String, Followed> rooms = new HashMap<>();

  /**
   * @param definitions makes the cache of a room's poll definitions
   */
  FollowedRooms(Subscriber subscriber, Supplier<PollDefinitions> definitions) {
    this.subscriber = subscriber;
    this.definitions = definitions;
  }

  /** Adds a listener; completes as {@link Subscriber#subscribe} does. */
  Future<Void> follow(String room) {
    Followed followed =
        rooms.computeIfAbsent(
            room, code -> new Followed(subscriber.subscribe(code), definitions.get()));
    followed.listeners++;
    return followed.subscribed;
  }

  /** Removes a listener that was added before. */
  void unfollow(String room) {
    Followed followed = rooms.get(room);
    if (followed != null && --followed.listeners == 0) {
      rooms.remove(room);
      subscriber.unsubscribe(room);
    }
  }

  boolean has(String room) {
    return rooms.containsKey(room);
  }

  /** The definitions of the room's polls; empty if the room is not followed. */
  Optional<PollDefinitions> definitions(String room) {
    return Optional.ofNullable(rooms.get(room)).map(followed -> followed.definitions);
  }

  /** A snapshot of the codes of all followed rooms. */
  List<String> all() {
    return List.copyOf(rooms.keySet());
  }
}
