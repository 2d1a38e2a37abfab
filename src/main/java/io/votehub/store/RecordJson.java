package io.votehub.store;

import io.votehub.poll.PlainJson;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Rooms and polls as plain JSON values, as a store keeps them. */
final class RecordJson {
  private RecordJson() {}

  static Map<String, Object> room(Room room) {
    return PlainJson.room(room);
  }

  static Room room(Map<String, ?> json) {
    return PlainJson.readRoom(json);
  }

  static Map<String, Object> poll(PollRecord record) {
    Map<String, Object> json = PlainJson.poll(record.poll());
    json.put("epoch", record.epoch());
    json.put("firstEpoch", record.firstEpoch());
    json.put("validity", validity(record.validity()));
    record.result().ifPresent(result -> json.put("result", PlainJson.tally(result)));
    return json;
  }

  static PollRecord poll(Map<String, ?> json) {
    Optional<Tally> result =
        json.containsKey("result")
            ? Optional.of(PlainJson.readTally(object(json, "result")))
            : Optional.empty();
    return new PollRecord(
        PlainJson.readPoll(json),
        (int) number(json, "epoch"),
        (int) number(json, "firstEpoch"),
        validityOf(object(json, "validity")),
        result);
  }

  private static Map<String, Object> validity(Map<Integer, Validity> validity) {
    Map<String, Object> json = new LinkedHashMap<>();
    new TreeMap<>(validity)
        .forEach(
            (epoch, known) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("last", known.last());
              entry.put("holes", known.holes());
              json.put(Integer.toString(epoch), entry);
            });
    return json;
  }

  private static Map<Integer, Validity> validityOf(Map<String, ?> json) {
    return json.keySet().stream()
        .collect(
            Collectors.toMap(
                Integer::valueOf,
                epoch -> {
                  Map<String, ?> entry = object(json, epoch);
                  List<?> holes = (List<?>) entry.get("holes");
                  return new Validity(
                      number(entry, "last"),
                      holes.stream().map(hole -> ((Number) hole).longValue()).toList());
                }));
  }

  private static long number(Map<String, ?> json, String name) {
    return ((Number) json.get(name)).longValue();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> object(Map<String, ?> json, String name) {
    return (Map<String, ?>) json.get(name);
  }
}
