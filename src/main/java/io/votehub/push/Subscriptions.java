package io.votehub.push;

import com.interaso.webpush.VapidKeys;
import com.interaso.webpush.WebPush;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.identity.HubKey;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.store.RoomRecord;
import io.votehub.store.Store;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The push subscriptions of rooms, as voters manage them. They are records of the room, encrypted,
 * and go with it. Futures fail with a {@link Refusal}; every call is safe from any thread.
 */
public final class Subscriptions {
  private static final byte[] NOTHING = new byte[0];

  private final Vertx vertx;
  private final Store store;
  private final PushSettings settings;
  private final VapidKeys keys;
  private final Sealing sealing;

  public Subscriptions(Vertx vertx, Store store, PushSettings settings, HubKey key) {
    this.vertx = vertx;
    this.store = store;
    this.settings = settings;
    this.keys = PushKeys.of(key);
    this.sealing = new Sealing(key);
  }

  PushSettings settings() {
    return settings;
  }

  VapidKeys keys() {
    return keys;
  }

  Sealing sealing() {
    return sealing;
  }

  /** The key with which browsers subscribe, an uncompressed point of P-256 in base64url. */
  public String applicationServerKey() {
    return PushKeys.applicationServerKey(keys);
  }

  /**
   * Adds a subscription of a voter, or puts it in place of the same one from before.
   *
   * @param json what the browser gave
   * @return its id; fails with {@code bad-request} if it cannot be used, and with {@code too-large}
   *     if the room has as many as it may
   */
  public Future<String> add(Room room, String voter, Map<String, Object> json) {
    Subscription added = Subscription.read(voter, json, settings);
    return vertx
        .executeBlocking(() -> sealed(room, added), false)
        .compose(
            entry -> {
              String name = sealing.voter(room, voter);
              return store
                  .changeRecord(
                      room.code(), Shard.key(name), text -> Shard.of(text).with(name, entry).text())
                  .map(entry.id());
            });
  }

  private Shard.Entry sealed(Room room, Subscription added) {
    try {
      // Encrypts in vain: the JDK then looks whether the key is a point of the curve.
      new WebPush(settings.contact(), keys)
          .getBody(NOTHING, added.publicKeyBytes(), added.secretBytes());
    } catch (Exception notOfTheCurve) {
      throw Refusal.field("/keys/p256dh", "Is no uncompressed point of P-256");
    }
    String id = sealing.id(room, added);
    return new Shard.Entry(id, sealing.seal(id, added));
  }

  /** Removes a subscription of a voter; may be repeated. */
  public Future<Void> remove(Room room, String voter, String id) {
    String name = sealing.voter(room, voter);
    return store
        .changeRecord(
            room.code(),
            Shard.key(name),
            text -> {
              Shard shard = Shard.of(text);
              boolean own =
                  shard.voters().getOrDefault(name, List.of()).stream()
                      .anyMatch(each -> each.id().equals(id));
              return own ? shard.without(List.of(id)).text() : text;
            })
        .mapEmpty();
  }

  /** Removes subscriptions that are of no use any more. */
  Future<Void> drop(String room, String shard, Collection<String> ids) {
    return ids.isEmpty()
        ? Future.succeededFuture()
        : store.changeRecord(room, shard, text -> Shard.of(text).without(ids).text()).mapEmpty();
  }

  Future<Shard> shard(String room, String key) {
    return store.record(room, key).map(Shard::of);
  }

  /**
   * Some records with subscriptions of a room.
   *
   * @param after the key after which to begin; may be empty
   */
  Future<List<RoomRecord>> shards(String room, String after, int atMost) {
    return store.records(room, Shard.PREFIX, after, atMost);
  }
}
