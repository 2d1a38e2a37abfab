package io.votehub.http;

import io.vertx.core.Future;
import io.votehub.agenda.AgendaRun;
import io.votehub.agenda.AgendaStep;
import io.votehub.poll.Refusal;
import io.votehub.poll.ValidationErrors;
import io.votehub.room.Agendas;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** The routes with which a presenter writes and runs a room's running order. */
final class AgendaRoutes {
  private final Agendas agendas;

  AgendaRoutes(HttpParts parts) {
    this.agendas = parts.rooms().agendas();
  }

  Future<Reply> show(RoomRequest request) {
    return agendas.get(code(request)).map(AgendaRoutes::reply);
  }

  /** Replaces the steps; with {@code ?rev=} only those of that revision. */
  Future<Reply> put(RoomRequest request) {
    OptionalLong rev = RevQuery.of(request);
    Object steps = BodyReader.value(request.ctx());
    return ConflictException.withCurrent(
            agendas.put(code(request), steps, rev),
            () -> agendas.get(code(request)).map(AgendaRoutes::json))
        .map(AgendaRoutes::reply);
  }

  Future<Reply> run(RoomRequest request) {
    Map<String, Object> json = BodyReader.objectOrNothing(request.ctx(), Set.of("step"));
    if (json.get("step") != null && !(json.get("step") instanceof String)) {
      throw Refusal.field("/step", "Must be the id of a step of the running order");
    }
    Optional<String> step = Optional.ofNullable((String) json.get("step"));
    return agendas.run(code(request), step).map(AgendaRoutes::reply);
  }

  Future<Reply> pause(RoomRequest request) {
    BodyReader.objectOrNothing(request.ctx(), Set.of());
    return agendas.pause(code(request)).map(AgendaRoutes::reply);
  }

  Future<Reply> stop(RoomRequest request) {
    BodyReader.objectOrNothing(request.ctx(), Set.of());
    return agendas.stop(code(request)).map(AgendaRoutes::reply);
  }

  Future<Reply> next(RoomRequest request) {
    Map<String, Object> json = BodyReader.objectOrNothing(request.ctx(), Set.of("turn"));
    ValidationErrors faults = new ValidationErrors();
    OptionalLong turn = OptionalLong.empty();
    if (json.get("turn") instanceof Integer || json.get("turn") instanceof Long) {
      turn = OptionalLong.of(((Number) json.get("turn")).longValue());
    } else if (json.get("turn") != null) {
      faults.add("/turn", "Must be a whole number");
    }
    faults.throwIfAny();
    return agendas.next(code(request), turn).map(AgendaRoutes::reply);
  }

  private static String code(RoomRequest request) {
    return request.room().code();
  }

  private static Reply reply(Agendas.State state) {
    return Reply.ok(json(state));
  }

  private static Map<String, Object> json(Agendas.State state) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rev", state.agenda().rev());
    json.put("steps", state.agenda().steps().stream().map(AgendaStep::json).toList());
    json.put("state", state.run().map(run -> run.paused() ? "paused" : "running").orElse("ready"));
    state
        .run()
        .ifPresent(
            run -> {
              json.put("current", current(run));
              json.put("turn", run.turn());
            });
    state.following().ifPresent(step -> json.put("next", step.id()));
    json.put("now", state.now());
    return json;
  }

  private static Map<String, Object> current(AgendaRun run) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("step", run.step().json());
    json.put("phase", run.phase().wire());
    run.endsAt().ifPresent(at -> json.put("endsAt", at));
    return json;
  }
}
