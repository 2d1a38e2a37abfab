package io.votehub.poll;

import static io.votehub.poll.JsonFields.number;
import static io.votehub.poll.JsonFields.object;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tallies as plain JSON values, as stored and as sent between instances. */
public final class TallyJson {
  private TallyJson() {}

  public static Map<String, Object> tally(Tally tally) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rev", tally.rev());
    json.put("ballots", tally.ballots());
    json.put("last", tally.last());
    json.put("cells", tally.cells());
    json.put("more", tally.more());
    tally.shift().ifPresent(shift -> json.put("shift", shift(shift)));
    return json;
  }

  private static Map<String, Object> shift(Shift shift) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("moves", shift.moves());
    json.put("first", shift.first());
    json.put("firstOnly", shift.firstOnly());
    json.put("secondOnly", shift.secondOnly());
    return json;
  }

  private static Shift readShift(Map<String, ?> json) {
    Map<String, Map<String, Long>> moves = new LinkedHashMap<>();
    Map<String, ?> kept = object(json, "moves");
    kept.keySet().forEach(from -> moves.put(from, sums(object(kept, from))));
    return new Shift(
        moves, sums(object(json, "first")), number(json, "firstOnly"), number(json, "secondOnly"));
  }

  private static Map<String, Long> sums(Map<String, ?> json) {
    Map<String, Long> sums = new LinkedHashMap<>();
    json.forEach((name, sum) -> sums.put(name, ((Number) sum).longValue()));
    return sums;
  }

  public static Tally readTally(Map<String, ?> json) {
    return new Tally(
        number(json, "rev"),
        number(json, "ballots"),
        (Boolean) json.get("last"),
        sums(object(json, "cells")),
        json.containsKey("more") ? number(json, "more") : 0,
        json.containsKey("shift")
            ? Optional.of(readShift(object(json, "shift")))
            : Optional.empty());
  }
}
