package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.hook.Delivery;
import io.votehub.hook.Endpoint;
import io.votehub.hook.HookEvent;
import io.votehub.hook.Webhooks;
import io.votehub.identity.SecurityLog.Event;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The routes with which an owner has other programs told of what happens in a room. */
final class WebhookRoutes {
  private static final int MAX_URL = 2_000;

  private final HttpParts parts;
  private final Webhooks webhooks;
  private final AuditTrail trail;

  WebhookRoutes(HttpParts parts, AuditTrail trail) {
    this.parts = parts;
    this.webhooks = parts.webhooks();
    this.trail = trail;
  }

  /** Adds a webhook; its secret is in this response only. */
  Future<Reply> add(RoomRequest request) {
    Map<String, Object> json = BodyReader.object(request.ctx());
    ValidationErrors faults = new ValidationErrors();
    faults.rejectUnknownFields(json, "", Set.of("url", "events"));
    String url = faults.text(json.get("url"), "/url", MAX_URL);
    List<HookEvent> events = events(faults, json.get("events"));
    faults.throwIfAny();
    return webhooks
        .add(request.room().code(), url, events)
        .map(
            added -> {
              done(request, Event.WEBHOOK_ADDED, "room.webhook-added");
              return Reply.created(withSecret(added));
            });
  }

  private static List<HookEvent> events(ValidationErrors faults, Object json) {
    List<HookEvent> events = new ArrayList<>();
    if (!(json instanceof List<?> names) || names.isEmpty()) {
      faults.add("/events", "Must be a list of events, at least one");
      return events;
    }
    for (int i = 0; i < Math.min(names.size(), HookEvent.values().length + 1); i++) {
      HookEvent event = HookEvent.of(names.get(i)).orElse(null);
      if (event == null || events.contains(event)) {
        faults.add("/events/" + i, event == null ? "Is no event" : "Is there twice");
      } else {
        events.add(event);
      }
    }
    return events;
  }

  Future<Reply> list(RoomRequest request) {
    return webhooks
        .list(request.room().code())
        .map(all -> Reply.ok(Map.of("webhooks", all.stream().map(WebhookRoutes::json).toList())));
  }

  Future<Reply> remove(RoomRequest request) {
    return webhooks
        .remove(request.room().code(), id(request, "webhook"))
        .map(
            removed -> {
              done(request, Event.WEBHOOK_REMOVED, "room.webhook-removed");
              return Reply.nothing();
            });
  }

  /** Replaces the secret; the new one is in this response only. */
  Future<Reply> rotate(RoomRequest request) {
    return webhooks
        .rotate(request.room().code(), id(request, "webhook"))
        .map(
            rotated -> {
              done(request, Event.WEBHOOK_ROTATED, "room.webhook-rotated");
              return Reply.ok(withSecret(rotated));
            });
  }

  Future<Reply> deliveries(RoomRequest request) {
    return webhooks
        .deliveries(request.room().code(), id(request, "webhook"))
        .map(all -> Reply.ok(Map.of("deliveries", all.stream().map(WebhookRoutes::json).toList())));
  }

  Future<Reply> sendAgain(RoomRequest request) {
    return webhooks
        .sendAgain(request.room().code(), id(request, "webhook"), id(request, "delivery"))
        .map(delivery -> Reply.json(202, json(delivery)));
  }

  private void done(RoomRequest request, Event event, String action) {
    parts.security().done(event, request.room().code(), request.from());
    trail.done(request, action);
  }

  private static String id(RoomRequest request, String name) {
    String id = request.ctx().pathParam(name);
    if (id.length() > RoomRequest.MAX_ID) {
      throw Refusal.of(ErrorCode.UNKNOWN_WEBHOOK);
    }
    return id;
  }

  private static Map<String, Object> withSecret(Webhooks.Added added) {
    Map<String, Object> json = json(added.endpoint());
    json.put("secret", added.secret());
    return json;
  }

  private static Map<String, Object> json(Endpoint endpoint) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", endpoint.id());
    json.put("url", endpoint.url());
    json.put("events", endpoint.events().stream().map(HookEvent::wire).toList());
    json.put("createdAt", endpoint.createdAt());
    json.put("ended", endpoint.ended());
    return json;
  }

  private static Map<String, Object> json(Delivery delivery) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("id", delivery.id());
    json.put("event", delivery.event().wire());
    json.put("at", delivery.at());
    json.put("state", delivery.state().name().toLowerCase(Locale.ROOT));
    json.put("attempts", delivery.attempts());
    putIfSet(json, "lastAt", delivery.lastAt());
    putIfSet(json, "nextAt", delivery.nextAt());
    putIfSet(json, "status", delivery.status());
    if (!delivery.problem().isEmpty()) {
      json.put("problem", delivery.problem());
    }
    return json;
  }

  private static void putIfSet(Map<String, Object> json, String name, long value) {
    if (value > 0) {
      json.put(name, value);
    }
  }
}
