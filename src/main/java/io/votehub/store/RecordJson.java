package io.votehub.store;

import io.votehub.poll.PollJson;
import io.votehub.poll.Room;
import io.votehub.poll.RoomJson;
import io.votehub.poll.Tally;
import io.votehub.poll.TallyJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** The JSON form in which stores keep rooms and polls. */
public final class RecordJson {
  /** Up to so many void revisions are written one by one, which older versions can read. */
  private static final int WRITTEN_ONE_BY_ONE = 1_000;

  private RecordJson() {}

  public static Map<String, Object> room(Room room) {
    return RoomJson.room(room);
  }

  public static Room room(Map<String, ?> json) {
    return RoomJson.readRoom(json);
  }

  public static Map<String, Object> poll(PollRecord record) {
    Map<String, Object> json = PollJson.poll(record.poll());
    json.put("epoch", record.epoch());
    json.put("firstEpoch", record.firstEpoch());
    json.put("validity", validity(record.validity()));
    record.result().ifPresent(result -> json.put("result", TallyJson.tally(result)));
    if (record.sweepBefore() > 0) {
      json.put("sweepBefore", record.sweepBefore());
    }
    if (!record.history().equals(PollHistory.NONE)) {
      json.put("history", history(record.history()));
    }
    return json;
  }

  public static PollRecord poll(Map<String, ?> json) {
    Optional<Tally> result =
        json.containsKey("result")
            ? Optional.of(TallyJson.readTally(object(json, "result")))
            : Optional.empty();
    return new PollRecord(
        PollJson.readPoll(json),
        (int) number(json, "epoch"),
        (int) number(json, "firstEpoch"),
        validityOf(object(json, "validity")),
        result,
        json.containsKey("sweepBefore") ? (int) number(json, "sweepBefore") : 0,
        json.containsKey("history") ? historyOf(object(json, "history")) : PollHistory.NONE);
  }

  /** The key under which a deletion is kept: keys of later ones come later. */
  public static String deletionKey(Deletion deletion) {
    return "%016x/%s/%s".formatted(deletion.at(), deletion.room(), deletion.poll().orElse(""));
  }

  /** The time in a key. */
  public static long deletionTime(String key) {
    return Long.parseLong(key.substring(0, 16), 16);
  }

  public static List<Object> deletion(Deletion deletion) {
    return List.of(deletion.at(), deletion.room(), deletion.poll().orElse(""), deletion.since());
  }

  public static Deletion deletion(List<?> json) {
    String poll = (String) json.get(2);
    return new Deletion(
        ((Number) json.get(0)).longValue(),
        (String) json.get(1),
        poll.isEmpty() ? Optional.empty() : Optional.of(poll),
        ((Number) json.get(3)).longValue());
  }

  private static Map<String, Object> history(PollHistory history) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("since", history.since());
    json.put("fromCreation", history.fromCreation());
    json.put("forgottenBefore", history.forgottenBefore());
    json.put("changes", history.changes().stream().map(RecordJson::change).toList());
    return json;
  }

  private static List<Object> change(PollChange change) {
    return List.of(change.at(), change.kind().name(), change.before(), change.replacedUntil());
  }

  private static PollHistory historyOf(Map<String, ?> json) {
    return new PollHistory(
        number(json, "since"),
        Boolean.TRUE.equals(json.get("fromCreation")),
        (int) number(json, "forgottenBefore"),
        ((List<?>) json.get("changes")).stream().map(each -> changeOf((List<?>) each)).toList());
  }

  private static PollChange changeOf(List<?> change) {
    return new PollChange(
        ((Number) change.get(0)).longValue(),
        PollChange.Kind.valueOf((String) change.get(1)),
        (String) change.get(2),
        ((Number) change.get(3)).longValue());
  }

  private static Map<String, Object> validity(Map<Integer, ValidRevisions> validity) {
    Map<String, Object> json = new LinkedHashMap<>();
    new TreeMap<>(validity)
        .forEach(
            (epoch, known) -> {
              Map<String, Object> entry = new LinkedHashMap<>();
              entry.put("last", known.last());
              if (missing(known.gaps()) <= WRITTEN_ONE_BY_ONE) {
                entry.put("holes", holes(known.gaps()));
              } else {
                entry.put("gaps", gaps(known.gaps()));
              }
              json.put(Integer.toString(epoch), entry);
            });
    return json;
  }

  private static Map<Integer, ValidRevisions> validityOf(Map<String, ?> json) {
    return json.keySet().stream()
        .collect(
            Collectors.toMap(
                Integer::valueOf,
                epoch -> {
                  Map<String, ?> entry = object(json, epoch);
                  return new ValidRevisions(
                      number(entry, "last"),
                      entry.containsKey("gaps") ? gapsOf(entry) : holesOf(entry));
                }));
  }

  private static long missing(List<ValidRevisions.Gap> gaps) {
    return gaps.stream().mapToLong(gap -> gap.to() - gap.from() + 1).sum();
  }

  private static List<Long> holes(List<ValidRevisions.Gap> gaps) {
    return gaps.stream()
        .flatMap(gap -> LongStream.rangeClosed(gap.from(), gap.to()).boxed())
        .toList();
  }

  /** Run lengths: alternately how many revisions count and how many do not. */
  private static List<Long> gaps(List<ValidRevisions.Gap> gaps) {
    List<Long> turns = new ArrayList<>(2 * gaps.size());
    long end = 0;
    for (ValidRevisions.Gap gap : gaps) {
      turns.add(gap.from() - end - 1);
      turns.add(gap.to() - gap.from() + 1);
      end = gap.to();
    }
    return turns;
  }

  private static List<ValidRevisions.Gap> gapsOf(Map<String, ?> entry) {
    List<?> turns = (List<?>) entry.get("gaps");
    List<ValidRevisions.Gap> gaps = new ArrayList<>(turns.size() / 2);
    long end = 0;
    for (int i = 0; i < turns.size(); i += 2) {
      long from = end + ((Number) turns.get(i)).longValue() + 1;
      end = from + ((Number) turns.get(i + 1)).longValue() - 1;
      gaps.add(new ValidRevisions.Gap(from, end));
    }
    return gaps;
  }

  /** The oldest format: a list of every void revision. */
  private static List<ValidRevisions.Gap> holesOf(Map<String, ?> entry) {
    List<ValidRevisions.Gap> gaps = new ArrayList<>();
    for (Object each : (List<?>) entry.get("holes")) {
      long hole = ((Number) each).longValue();
      ValidRevisions.Gap last = gaps.isEmpty() ? null : gaps.get(gaps.size() - 1);
      if (last != null && last.to() == hole - 1) {
        gaps.set(gaps.size() - 1, new ValidRevisions.Gap(last.from(), hole));
      } else {
        gaps.add(new ValidRevisions.Gap(hole, hole));
      }
    }
    return gaps;
  }

  private static long number(Map<String, ?> json, String name) {
    return ((Number) json.get(name)).longValue();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> object(Map<String, ?> json, String name) {
    return (Map<String, ?>) json.get(name);
  }
}
