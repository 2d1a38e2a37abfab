package io.votehub.hook;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.store.ScheduledTask;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What one endpoint is to be told, and what it was told lately; immutable. It is kept as a
 * scheduled task that is due when something is to be sent. Whoever sends holds its lease, so that
 * an endpoint gets one request at a time; the lease of an instance that died ends by itself.
 *
 * <p>Bounded: of old deliveries the newest are kept, and where even those that wait are too many
 * the oldest of them go.
 *
 * @param room the code of the room
 * @param copy the endpoint as it was when its room was about to be deleted
 * @param holder who sends at the moment; empty for nobody
 * @param heldUntil when the lease ends, UTC milliseconds since the epoch
 * @param deliveries in the order in which they were announced
 */
record Outbox(
    String room,
    Optional<Endpoint> copy,
    String holder,
    long heldUntil,
    List<Delivery> deliveries) {
  /** The kind of its task. */
  static final String KIND = "webhook";

  static final int MAX_DELIVERIES = 100;
  static final int MAX_BYTES = 256 << 10;

  Outbox {
    deliveries = List.copyOf(deliveries);
  }

  static Outbox empty(String room) {
    return new Outbox(room, Optional.empty(), "", 0, List.of());
  }

  /** The name of the task of an endpoint's outbox. */
  static String task(String room, String endpoint) {
    return room + "/" + endpoint;
  }

  /** The id of the endpoint to which the outbox of a task belongs. */
  static String endpoint(ScheduledTask task) {
    return task.id().substring(task.id().indexOf('/') + 1);
  }

  /** With something to be told, unless it is there already. */
  Outbox with(Delivery added) {
    if (get(added.id()).isPresent()) {
      return this;
    }
    List<Delivery> more = new ArrayList<>(deliveries);
    more.add(added);
    return withDeliveries(trimmed(more));
  }

  /** Without the oldest, but never without the one that was just added. */
  @SuppressWarnings("ReferenceEquality") // it is about this very delivery, whatever equals it
  private static List<Delivery> trimmed(List<Delivery> all) {
    String newest = all.get(all.size() - 1).id();
    long bytes = all.stream().mapToLong(Delivery::bytes).sum();
    for (Predicate<Delivery> goes :
        List.<Predicate<Delivery>>of(each -> !each.state().isPending(), each -> true)) {
      for (Delivery each : List.copyOf(all)) {
        boolean fits = all.size() <= MAX_DELIVERIES && bytes <= MAX_BYTES;
        if (!fits && !each.id().equals(newest) && goes.test(each)) {
          all.remove(each);
          bytes -= each.bytes();
        }
      }
    }
    return all;
  }

  private Outbox withDeliveries(List<Delivery> others) {
    return new Outbox(room, copy, holder, heldUntil, others);
  }

  Outbox withCopy(Endpoint endpoint) {
    return new Outbox(room, Optional.of(endpoint), holder, heldUntil, deliveries);
  }

  /** Without a deletion of its room that did not happen after all. */
  Outbox withoutCopy() {
    return new Outbox(room, Optional.empty(), holder, heldUntil, deliveries);
  }

  Optional<Delivery> get(String id) {
    return deliveries.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** With one delivery changed; the same if it is gone. */
  Outbox changed(String id, UnaryOperator<Delivery> change) {
    return withDeliveries(
        deliveries.stream().map(each -> each.id().equals(id) ? change.apply(each) : each).toList());
  }

  Outbox keeping(Predicate<Delivery> which) {
    return withDeliveries(deliveries.stream().filter(which).toList());
  }

  /** With all that is pending given up. */
  Outbox givenUp(String why) {
    return withDeliveries(
        deliveries.stream()
            .map(each -> each.state().isPending() ? each.givenUp(why) : each)
            .toList());
  }

  /** What is to be done now; empty if nothing is. */
  Optional<Delivery> next(long now) {
    return pending().filter(each -> each.nextAt() <= now);
  }

  private Optional<Delivery> pending() {
    return deliveries.stream()
        .filter(each -> each.state().isPending())
        .min(Comparator.comparingLong(Delivery::nextAt));
  }

  boolean isHeld(long now) {
    return !holder.isEmpty() && heldUntil > now;
  }

  boolean isHeldBy(String who) {
    return holder.equals(who);
  }

  Outbox heldBy(String who, long until) {
    return new Outbox(room, copy, who, until, deliveries);
  }

  Outbox released() {
    return new Outbox(room, copy, "", 0, deliveries);
  }

  /** Whether the last attempt of anything that waits failed. */
  boolean isFailing() {
    return deliveries.stream()
        .anyMatch(each -> each.state() == Delivery.State.WAITING && each.attempts() > 0);
  }

  ScheduledTask task(String endpoint) {
    // What is left of a room that is gone is deleted by whoever looks next.
    long idle = copy.isPresent() ? 0 : Long.MAX_VALUE;
    long next = pending().map(Delivery::nextAt).orElse(idle);
    long dueAt = holder.isEmpty() || next == Long.MAX_VALUE ? next : heldUntil;
    return new ScheduledTask(KIND, task(room, endpoint), dueAt, text());
  }

  private String text() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("room", room);
    copy.ifPresent(endpoint -> json.put("copy", endpoint.json()));
    json.put("holder", holder);
    json.put("heldUntil", heldUntil);
    json.put("deliveries", deliveries.stream().map(Delivery::json).toList());
    return Json.write(json);
  }

  static Outbox of(ScheduledTask task) {
    try {
      Map<String, Object> json = Json.readObject(task.text());
      return new Outbox(
          (String) json.get("room"),
          Optional.ofNullable((Map<?, ?>) json.get("copy")).map(Endpoint::of),
          (String) json.get("holder"),
          ((Number) json.get("heldUntil")).longValue(),
          ((List<?>) json.get("deliveries"))
              .stream().map(each -> Delivery.of((Map<?, ?>) each)).toList());
    } catch (BadJsonException fault) {
      throw new IllegalStateException("The store holds an unreadable outbox", fault);
    }
  }
}
