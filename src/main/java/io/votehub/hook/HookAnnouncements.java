package io.votehub.hook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.votehub.event.RoomEvents;
import io.votehub.ledger.Ledger;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.question.Entry;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Puts what happens in rooms into the outboxes of their endpoints. A room without endpoints costs
 * one look. Safe from any thread.
 */
public final class HookAnnouncements implements RoomEvents {
  /** The address of the event bus at which the dispatcher of this instance is woken. */
  static final String WAKE = "votehub.hooks.wake";

  private static final DeliveryOptions LOCAL = new DeliveryOptions().setLocalOnly(true);
  private static final long LOOK_AGAIN_MS = 1_000;

  private final Vertx vertx;
  private final Ledger ledger;
  private final Outboxes outboxes;
  private final EventBodies bodies;
  private final EventLookup lookup;

  /**
   * @param publicUrl where the hub is for its users, without a trailing slash
   */
  public HookAnnouncements(
      Vertx vertx, Store store, Ledger ledger, VotingMethods methods, Optional<String> publicUrl) {
    this.vertx = vertx;
    this.ledger = ledger;
    this.outboxes = new Outboxes(store);
    this.bodies = new EventBodies(methods, publicUrl);
    this.lookup = new EventLookup(vertx, store, bodies);
  }

  Outboxes outboxes() {
    return outboxes;
  }

  EventLookup lookup() {
    return lookup;
  }

  @Override
  public Future<Void> opening(Poll poll, long at) {
    return announce(
        poll.room(),
        HookEvent.POLL_OPENED,
        now -> List.of(Delivery.announced(HookEvent.POLL_OPENED, poll.id(), at, now, "")));
  }

  @Override
  public Future<Void> closing(Poll poll, long rev) {
    return announce(
        poll.room(),
        HookEvent.POLL_CLOSED,
        now -> List.of(Delivery.announced(HookEvent.POLL_CLOSED, poll.id(), rev, now, "")));
  }

  @Override
  public Future<Void> goingLive(Poll poll, List<Entry> questions) {
    return outboxes
        .store()
        .room(poll.room())
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture()
                    : announce(
                        poll.room(),
                        HookEvent.QUESTION_LIVE,
                        now -> questions(found.get(), poll, questions, now)));
  }

  private List<Delivery> questions(Room room, Poll poll, List<Entry> questions, long now) {
    return questions.stream()
        .map(
            each ->
                Delivery.announced(
                    HookEvent.QUESTION_LIVE,
                    EventLookup.subject(poll, each),
                    each.lives(),
                    now,
                    bodies.live(room, poll, each, now)))
        .toList();
  }

  private Future<Void> announce(
      String room, HookEvent event, Function<Long, List<Delivery>> deliveries) {
    return outboxes
        .endpoints(room)
        .compose(
            endpoints -> {
              List<Endpoint> told =
                  endpoints.all().stream().filter(each -> each.wants(event)).toList();
              return told.isEmpty()
                  ? Future.succeededFuture()
                  : ledger.now().compose(now -> add(room, told, deliveries.apply(now)));
            });
  }

  private Future<Void> add(String room, List<Endpoint> endpoints, List<Delivery> deliveries) {
    List<Future<Void>> added = new ArrayList<>();
    for (Endpoint endpoint : endpoints) {
      added.add(
          outboxes.add(
              room,
              endpoint.id(),
              outbox -> {
                Outbox more = outbox;
                for (Delivery each : deliveries) {
                  more = more.with(each);
                }
                return more;
              }));
    }
    return Future.join(added).mapEmpty();
  }

  /** All endpoints are announced it, since their outboxes end with the room. */
  @Override
  public Future<Void> deleting(Room room) {
    return outboxes
        .endpoints(room.code())
        .compose(
            endpoints ->
                endpoints.all().isEmpty()
                    ? Future.succeededFuture()
                    : ledger.now().compose(now -> deleting(room, endpoints, now)));
  }

  private Future<Void> deleting(Room room, Endpoints endpoints, long now) {
    Delivery deleted =
        Delivery.announced(
            HookEvent.ROOM_DELETED,
            EventLookup.subject(room),
            room.createdAt(),
            now,
            bodies.deleted(room, now));
    List<Future<Void>> added = new ArrayList<>();
    for (Endpoint endpoint : endpoints.all()) {
      added.add(
          outboxes.add(
              room.code(), endpoint.id(), outbox -> outbox.with(deleted).withCopy(endpoint)));
    }
    return Future.join(added).mapEmpty();
  }

  /** What was announced of the poll is looked up now, for it cannot be seen afterwards. */
  @Override
  public Future<Void> replacing(Poll poll) {
    return outboxes
        .endpoints(poll.room())
        .compose(
            endpoints ->
                Future.join(endpoints.all().stream().map(each -> settle(poll, each)).toList())
                    .mapEmpty());
  }

  private Future<Void> settle(Poll poll, Endpoint endpoint) {
    return outboxes
        .outbox(poll.room(), endpoint.id())
        .compose(
            outbox ->
                Future.join(
                    outbox.deliveries().stream()
                        .filter(each -> each.state() == Delivery.State.ANNOUNCED)
                        .filter(each -> EventLookup.isAbout(each, poll))
                        .map(each -> settle(poll.room(), endpoint.id(), each))
                        .toList()))
        .mapEmpty();
  }

  private Future<Void> settle(String room, String endpoint, Delivery announced) {
    return ledger
        .now()
        .compose(
            now ->
                outboxes
                    .store()
                    .room(room)
                    .compose(there -> lookup.find(announced, there, now))
                    .compose(
                        found ->
                            outboxes.change(
                                room,
                                endpoint,
                                outbox -> settled(outbox, announced.id(), found, now))))
        .mapEmpty();
  }

  /** An outbox in which an announcement is what came of it. */
  static Outbox settled(Outbox outbox, String id, EventLookup.Found found, long now) {
    Optional<Delivery> announced =
        outbox.get(id).filter(each -> each.state() == Delivery.State.ANNOUNCED);
    if (announced.isEmpty()) {
      return outbox;
    }
    boolean ofRoom = announced.get().event() == HookEvent.ROOM_DELETED;
    return switch (found.answer()) {
      case HAPPENED -> outbox.changed(id, each -> each.happened(found.body(), now));
      case NOT_YET -> outbox.changed(id, each -> each.putOff(now + LOOK_AGAIN_MS));
      case NEVER -> (ofRoom ? outbox.withoutCopy() : outbox).keeping(each -> !each.id().equals(id));
    };
  }

  @Override
  public void happened() {
    vertx.eventBus().publish(WAKE, "", LOCAL);
  }
}
