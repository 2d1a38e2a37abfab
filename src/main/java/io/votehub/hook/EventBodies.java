package io.votehub.hook;

import io.votehub.json.Json;
import io.votehub.method.Questions;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.protocol.Messages;
import io.votehub.protocol.PollJson;
import io.votehub.question.Entry;
import io.votehub.store.PollRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What endpoints are told: an event's type, time and data as JSON. A poll is told as voters see it,
 * so right answers of a quiz stay hidden until they are revealed; its result is told in any case,
 * since whoever added the endpoint may see it.
 *
 * @param publicUrl where the hub is for its users; empty if it does not know, and then addresses
 *     are paths
 */
record EventBodies(VotingMethods methods, Optional<String> publicUrl) {
  /** A result of more bytes is told by its address. */
  private static final int MAX_RESULT_BYTES = 20_000;

  /** Of a poll of more bytes its texts are left out. */
  private static final int MAX_POLL_BYTES = 20_000;

  String opened(Room room, Poll poll) {
    Map<String, Object> data = about(room);
    putPoll(data, poll);
    return body(HookEvent.POLL_OPENED, poll.times().openedAt().orElse(0), data);
  }

  String closed(Room room, PollRecord record) {
    Poll poll = record.poll();
    Map<String, Object> data = about(room);
    putPoll(data, poll);
    Tally tally = record.result().orElseThrow();
    data.put("ballots", tally.ballots());
    Optional<Object> result = result(poll, tally);
    result.ifPresentOrElse(
        told -> data.put("result", told), () -> data.put("resultUrl", url(poll) + "/result"));
    return body(HookEvent.POLL_CLOSED, poll.times().closedAt().orElse(0), data);
  }

  /** Of questions from the floor the address is told, since there may be hundreds. */
  private Optional<Object> result(Poll poll, Tally tally) {
    if (Questions.isMethodOf(poll)) {
      return Optional.empty();
    }
    Object result = Messages.tally(poll, methods.of(poll), tally, false).get("result");
    return Optional.of(result).filter(told -> bytes(told) <= MAX_RESULT_BYTES);
  }

  String live(Room room, Poll poll, Entry question, long at) {
    Map<String, Object> data = about(room);
    data.put("poll", Map.of("id", poll.id(), "question", poll.question()));
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("id", question.id());
    told.put("text", question.text());
    if (!question.name().isEmpty()) {
      told.put("name", question.name());
    }
    told.put("at", question.at());
    data.put("entry", told);
    return body(HookEvent.QUESTION_LIVE, at, data);
  }

  String deleted(Room room, long at) {
    return body(HookEvent.ROOM_DELETED, at, about(room));
  }

  private static Map<String, Object> about(Room room) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("room", Map.of("code", room.code(), "title", room.title()));
    return data;
  }

  private void putPoll(Map<String, Object> data, Poll poll) {
    Map<String, Object> whole = PollJson.of(poll, false);
    if (bytes(whole) > MAX_POLL_BYTES) {
      whole.keySet().retainAll(Set.of("id", "room", "method", "state", "rev", "run"));
      whole.put("url", url(poll));
    }
    data.put("poll", whole);
  }

  private String url(Poll poll) {
    return publicUrl.orElse("") + "/api/v1/rooms/" + poll.room() + "/polls/" + poll.id();
  }

  private static int bytes(Object json) {
    return Json.write(json).getBytes(StandardCharsets.UTF_8).length;
  }

  private static String body(HookEvent event, long at, Map<String, Object> data) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", event.wire());
    body.put("timestamp", Instant.ofEpochMilli(at).toString());
    body.put("data", data);
    return Json.write(body);
  }
}
