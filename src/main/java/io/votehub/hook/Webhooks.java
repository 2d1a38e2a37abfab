package io.votehub.hook;

import io.vertx.core.Future;
import io.votehub.identity.HubKey;
import io.votehub.identity.Ids;
import io.votehub.ledger.Ledger;
import io.votehub.outbound.OutboundUrl;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The webhooks of rooms, as their owners manage them. Futures fail with a {@link Refusal}; every
 * call is safe from any thread.
 */
public final class Webhooks {
  /**
   * For so long a secret that was replaced still signs, so that receivers can change to the new.
   */
  private static final Duration OVERLAP = Duration.ofHours(24);

  private final HookAnnouncements announcements;
  private final Outboxes outboxes;
  private final Ledger ledger;
  private final HookSecrets secrets;
  private final boolean privateNetworks;

  /** An endpoint with its secret, which is shown this once. */
  public record Added(Endpoint endpoint, String secret) {}

  /**
   * @param privateNetworks whether endpoints may be on addresses that are not public
   */
  public Webhooks(
      HookAnnouncements announcements, Ledger ledger, HubKey key, boolean privateNetworks) {
    this.announcements = announcements;
    this.outboxes = announcements.outboxes();
    this.ledger = ledger;
    this.secrets = new HookSecrets(key);
    this.privateNetworks = privateNetworks;
  }

  /**
   * Adds an endpoint. Fails with {@code bad-request} if the address may not be one, or the room has
   * as many endpoints as it may.
   *
   * @param events at least one
   */
  public Future<Added> add(String room, String url, List<HookEvent> events) {
    OutboundUrl.read(url, privateNetworks);
    String id = Ids.random();
    String sealed = secrets.create(id);
    return ledger
        .now()
        .map(now -> new Endpoint(id, url, events, sealed, "", 0, now, false))
        .compose(
            endpoint ->
                outboxes
                    .changeEndpoints(room, known -> known.with(endpoint))
                    .map(done -> new Added(endpoint, secrets.show(id, sealed))));
  }

  public Future<List<Endpoint>> list(String room) {
    return outboxes.endpoints(room).map(Endpoints::all);
  }

  /** Removes an endpoint with what waits for it; may be repeated. */
  public Future<Void> remove(String room, String id) {
    return outboxes
        .changeEndpoints(room, known -> known.without(id))
        .compose(done -> outboxes.delete(room, id));
  }

  /** Replaces the secret of an endpoint; for a day requests are signed with both. */
  public Future<Added> rotate(String room, String id) {
    String sealed = secrets.create(id);
    return ledger
        .now()
        .compose(
            now ->
                outboxes.changeEndpoints(
                    room,
                    known ->
                        known.changed(id, each -> each.rotated(sealed, now + OVERLAP.toMillis()))))
        .map(known -> require(known, id))
        .map(endpoint -> new Added(endpoint, secrets.show(id, sealed)));
  }

  /** What an endpoint was told, or is to be told, the newest first. */
  public Future<List<Delivery>> deliveries(String room, String id) {
    return outboxes
        .endpoints(room)
        .map(known -> require(known, id))
        .compose(endpoint -> outboxes.outbox(room, id))
        .map(
            outbox -> {
              List<Delivery> told =
                  new ArrayList<>(
                      outbox.deliveries().stream()
                          .filter(each -> each.state() != Delivery.State.ANNOUNCED)
                          .toList());
              Collections.reverse(told);
              return told;
            });
  }

  /**
   * Sends a delivery once more, with the id that it had, and again as often as one that is new. An
   * endpoint that was ended is told again from now on.
   */
  public Future<Delivery> sendAgain(String room, String id, String delivery) {
    return outboxes
        .changeEndpoints(room, known -> known.changed(id, Endpoint::withoutEnd))
        .map(known -> require(known, id))
        .compose(endpoint -> ledger.now())
        .compose(
            now ->
                outboxes.change(
                    room,
                    id,
                    outbox ->
                        outbox.changed(
                            delivery,
                            each ->
                                each.state() == Delivery.State.ANNOUNCED ? each : each.again(now))))
        .map(
            outbox ->
                outbox.flatMap(known -> known.get(delivery)).orElseThrow(() -> unknown("delivery")))
        .onSuccess(sent -> announcements.happened());
  }

  private static Endpoint require(Endpoints known, String id) {
    return known.get(id).orElseThrow(() -> unknown("webhook"));
  }

  private static Refusal unknown(String what) {
    return Refusal.of(ErrorCode.UNKNOWN_WEBHOOK, "The room has no such " + what);
  }
}
