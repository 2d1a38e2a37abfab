package io.votehub.hook;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.votehub.due.DueTasks;
import io.votehub.identity.HubKey;
import io.votehub.identity.Ids;
import io.votehub.ledger.Ledger;
import io.votehub.outbound.OutboundClient;
import io.votehub.outbound.OutboundUrl;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.store.ScheduledTask;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Sends what waits in outboxes, and finds out what came of announcements. Each instance looks for
 * what is due ({@link DueTasks}); whoever takes the lease of an outbox sends its next delivery and
 * writes down what came of it. At least once: an instance that dies after an answer and before it
 * is written down lets the same be sent again, with the same id.
 *
 * <p>At most {@value #AT_ONCE} requests are under way, of which at most {@value #FAILING_AT_ONCE}
 * go to endpoints that failed before, so that those that hang hold up no others.
 */
public final class HookDispatcher extends VerticleBase {
  private static final DueTasks.Kind KIND =
      new DueTasks.Kind(Outbox.KIND, HookAnnouncements.WAKE, 256, "Webhooks that are due");

  /** Longer than a request may take, so that two instances do not send the same. */
  private static final long LEASE_MS = OutboundClient.WITHIN_MS + 5_000;

  private static final int AT_ONCE = 64;
  private static final int FAILING_AT_ONCE = 32;
  private static final int GONE = 410;
  private static final String ENDED = "gone";

  private final Ledger ledger;
  private final Outboxes outboxes;
  private final EventLookup lookup;
  private final HookSecrets secrets;
  private final boolean privateNetworks;
  private final RetrySchedule retries;
  private final HookMeters meters;
  private final String self = Ids.random();

  private final DueTasks tasks;
  private int failing;
  private OutboundClient client;

  /**
   * @param privateNetworks whether endpoints may be on addresses that are not public
   * @param random for the delays
   */
  public HookDispatcher(
      HookAnnouncements announcements,
      Ledger ledger,
      HubKey key,
      boolean privateNetworks,
      RandomGenerator random,
      HookMeters meters) {
    this.ledger = ledger;
    this.outboxes = announcements.outboxes();
    this.lookup = announcements.lookup();
    this.secrets = new HookSecrets(key);
    this.privateNetworks = privateNetworks;
    this.retries = new RetrySchedule(random);
    this.meters = meters;
    this.tasks = new DueTasks(KIND, ledger, outboxes.store(), this::take);
  }

  /** Sends by a client of the caller's, who closes it. */
  HookDispatcher through(OutboundClient other) {
    client = other;
    return this;
  }

  @Override
  public Future<?> start() {
    if (client == null) {
      client = new OutboundClient(vertx, privateNetworks);
    }
    return tasks.start(vertx);
  }

  @Override
  public Future<?> stop() {
    return tasks.stop().eventually(client::close);
  }

  private Future<Void> take(List<ScheduledTask> due, long now) {
    meters.late(due.isEmpty() ? 0 : Math.max(0, now - due.get(0).dueAt()));
    for (ScheduledTask task : due) {
      Outbox outbox = Outbox.of(task);
      boolean slow = outbox.isFailing();
      boolean free = tasks.working() < AT_ONCE && (!slow || failing < FAILING_AT_ONCE);
      if (free && !outbox.isHeld(now)) {
        tasks
            .work(task, () -> work(outbox.room(), Outbox.endpoint(task), now))
            .ifPresent(done -> account(done, slow));
      }
    }
    return Future.succeededFuture();
  }

  private void account(Future<Void> work, boolean slow) {
    failing += slow ? 1 : 0;
    meters.sending(tasks.working());
    work.onComplete(
        done -> {
          failing -= slow ? 1 : 0;
          meters.sending(tasks.working());
        });
  }

  private Future<Void> work(String room, String endpoint, long now) {
    return outboxes
        .change(
            room,
            endpoint,
            outbox -> outbox.isHeld(now) ? outbox : outbox.heldBy(self, now + LEASE_MS))
        .compose(
            taken ->
                taken.isPresent() && taken.get().isHeldBy(self)
                    ? outboxes
                        .store()
                        .room(room)
                        .compose(there -> step(taken.get(), endpoint, there, now))
                    : Future.succeededFuture());
  }

  private Future<Void> step(Outbox outbox, String endpoint, Optional<Room> room, long now) {
    boolean roomGone = isGone(outbox, room);
    return (roomGone
            ? Future.succeededFuture(outbox.copy())
            : outboxes.endpoints(outbox.room()).map(known -> known.get(endpoint)))
        .compose(
            known -> {
              if (known.isEmpty()) {
                return outboxes.delete(outbox.room(), endpoint);
              }
              if (roomGone) {
                return afterRoom(outbox, known.get(), now);
              }
              return known.get().ended()
                  ? release(outbox.room(), endpoint, last -> last.givenUp(ENDED))
                  : next(outbox, known.get(), room, now);
            });
  }

  /** A room of the same code may have been made since. */
  private static boolean isGone(Outbox outbox, Optional<Room> room) {
    return room.isEmpty()
        || outbox.deliveries().stream()
            .filter(each -> each.event() == HookEvent.ROOM_DELETED)
            .anyMatch(
                each ->
                    each.state() != Delivery.State.ANNOUNCED
                        || !each.subject().equals(EventLookup.subject(room.get())));
  }

  /** What else the room told goes with it. */
  private Future<Void> afterRoom(Outbox outbox, Endpoint endpoint, long now) {
    Optional<Delivery> last =
        outbox.deliveries().stream()
            .filter(each -> each.event() == HookEvent.ROOM_DELETED)
            .filter(each -> each.state().isPending())
            .findFirst();
    if (last.isEmpty() || !endpoint.wants(HookEvent.ROOM_DELETED)) {
      return outboxes.delete(outbox.room(), endpoint.id());
    }
    Delivery deleted = last.get();
    boolean alone = outbox.deliveries().size() == 1;
    if (deleted.state() == Delivery.State.ANNOUNCED || !alone) {
      return release(
          outbox.room(),
          endpoint.id(),
          box ->
              box.keeping(each -> each.id().equals(deleted.id()))
                  .changed(deleted.id(), each -> each.happened(each.body(), now)));
    }
    return next(outbox, endpoint, Optional.empty(), now);
  }

  private Future<Void> next(Outbox outbox, Endpoint endpoint, Optional<Room> room, long now) {
    Optional<Delivery> due = outbox.next(now);
    if (due.isEmpty()) {
      return release(outbox.room(), endpoint.id(), box -> box);
    }
    Delivery delivery = due.get();
    return delivery.state() == Delivery.State.ANNOUNCED
        ? lookup
            .find(delivery, room, now)
            .compose(
                found ->
                    release(
                        outbox.room(),
                        endpoint.id(),
                        box -> HookAnnouncements.settled(box, delivery.id(), found, now)))
        : send(outbox.room(), endpoint, delivery, now);
  }

  private Future<Void> send(String room, Endpoint endpoint, Delivery delivery, long now) {
    return Future.succeededFuture()
        .compose(
            begun -> {
              OutboundUrl url = OutboundUrl.read(endpoint.url(), privateNetworks);
              return client.post(
                  url, headers(endpoint, delivery, now), Buffer.buffer(delivery.body()));
            })
        .transform(
            done -> {
              if (done.succeeded()) {
                return answered(room, endpoint, delivery, done.result());
              }
              String problem =
                  done.cause() instanceof OutboundClient.Unanswered why
                      ? why.problem()
                      : done.cause() instanceof Refusal ? "not-public" : "unreachable";
              return failed(room, endpoint, delivery, 0, problem, OptionalLong.empty());
            });
  }

  private MultiMap headers(Endpoint endpoint, Delivery delivery, long now) {
    long timestamp = TimeUnit.MILLISECONDS.toSeconds(now);
    return MultiMap.caseInsensitiveMultiMap()
        .add("Content-Type", "application/json")
        .add("User-Agent", "Votehub")
        .add("webhook-id", delivery.id())
        .add("webhook-timestamp", Long.toString(timestamp))
        .add(
            "webhook-signature",
            secrets.sign(endpoint, delivery.id(), timestamp, delivery.body(), now));
  }

  private Future<Void> answered(
      String room, Endpoint endpoint, Delivery delivery, OutboundClient.Answer answer) {
    int status = answer.status();
    if (status / 100 == 2) {
      meters.delivered();
      return ledger
          .now()
          .compose(
              now ->
                  release(
                      room,
                      endpoint.id(),
                      box -> box.changed(delivery.id(), each -> each.delivered(status, now))));
    }
    return status == GONE
        ? gone(room, endpoint, delivery)
        : failed(room, endpoint, delivery, status, "status", answer.retryAfterMs());
  }

  private Future<Void> failed(
      String room,
      Endpoint endpoint,
      Delivery delivery,
      int status,
      String problem,
      OptionalLong askedMs) {
    OptionalLong delay = retries.delayMs(delivery.attempts() + 1, askedMs);
    meters.failed(delay.isPresent());
    return ledger
        .now()
        .compose(
            now -> {
              OptionalLong next =
                  delay.isPresent()
                      ? OptionalLong.of(now + delay.getAsLong())
                      : OptionalLong.empty();
              return release(
                  room,
                  endpoint.id(),
                  box ->
                      box.changed(delivery.id(), each -> each.failed(status, problem, now, next)));
            });
  }

  private Future<Void> gone(String room, Endpoint endpoint, Delivery delivery) {
    meters.failed(false);
    return ledger
        .now()
        .compose(
            now ->
                outboxes
                    .changeEndpoints(
                        room, known -> known.changed(endpoint.id(), Endpoint::withEnded))
                    // Of a room that is gone there is nothing to end.
                    .otherwiseEmpty()
                    .compose(
                        ended ->
                            release(
                                room,
                                endpoint.id(),
                                box ->
                                    box.changed(
                                            delivery.id(),
                                            each ->
                                                each.failed(GONE, ENDED, now, OptionalLong.empty()))
                                        .givenUp(ENDED))));
  }

  /** Writes down what came of it, unless the lease is another's by now. */
  private Future<Void> release(String room, String endpoint, UnaryOperator<Outbox> change) {
    return outboxes
        .change(
            room,
            endpoint,
            outbox -> outbox.isHeldBy(self) ? change.apply(outbox).released() : outbox)
        .mapEmpty();
  }
}
