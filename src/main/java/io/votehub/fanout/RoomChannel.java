package io.votehub.fanout;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.poll.Mark;
import io.votehub.poll.Poll;
import io.votehub.poll.PollJson;
import io.votehub.poll.Room;
import io.votehub.poll.RoomJson;
import io.votehub.poll.Tally;
import io.votehub.poll.TallyJson;
import io.votehub.question.BoardChange;
import io.votehub.question.BoardJson;
import io.votehub.redis.Keyspace;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The messages between instances about a room, sent over the room's channel in Redis: one JSON
 * object per message, each with a kind.
 */
final class RoomChannel {
  /** A message of the channel. */
  sealed interface Message {}

  record PollChanged(Poll poll) implements Message {}

  record PollDeleted(String poll) implements Message {}

  /** The cells of a tally; each instance with listeners computes the result. */
  record TallyGrown(String poll, Tally tally, TallyOrigin origin) implements Message {}

  record EntriesChanged(String poll, int run, BoardChange change) implements Message {}

  record RoomChanged(Room room, List<String> polls) implements Message {}

  record Noticed(RoomNotice notice) implements Message {}

  record RoomDeleted() implements Message {}

  /** The number of voters that an instance has in the room. */
  record Present(String instance, int voters) implements Message {}

  /** The kind of an announcement about voters with a connection to an instance. */
  enum Step {
    /** They joined with a token that they may use elsewhere, too. */
    CAME,
    /** They are also there; the reply to {@link #CAME}. */
    ALSO,
    /** Their last connection was closed. */
    LEFT
  }

  record Voters(String instance, Step step, List<String> voters) implements Message {}

  /** Counted ballots of voters who may have connections elsewhere. */
  record Ballots(String instance, List<CountedBallot> ballots) implements Message {}

  private final String prefix;

  RoomChannel(Keyspace keyspace) {
    prefix = keyspace.channel("room:");
  }

  String name(String room) {
    return prefix + room;
  }

  String room(String channel) {
    return channel.substring(prefix.length());
  }

  static String write(Message message) {
    if (message instanceof PollChanged changed) {
      return Json.write(Map.of("kind", "poll", "poll", PollJson.poll(changed.poll)));
    }
    if (message instanceof PollDeleted deleted) {
      return Json.write(Map.of("kind", "poll-deleted", "poll", deleted.poll));
    }
    if (message instanceof TallyGrown grown) {
      return Json.write(tally(grown));
    }
    if (message instanceof EntriesChanged changed) {
      return Json.write(
          Map.of(
              "kind",
              "entries",
              "poll",
              changed.poll,
              "run",
              changed.run,
              "change",
              BoardJson.change(changed.change)));
    }
    if (message instanceof RoomChanged changed) {
      Map<String, Object> room = RoomJson.room(changed.room);
      return Json.write(Map.of("kind", "room", "room", room, "polls", changed.polls));
    }
    if (message instanceof Present present) {
      return Json.write(
          Map.of("kind", "present", "instance", present.instance, "voters", present.voters));
    }
    if (message instanceof Voters known) {
      return Json.write(
          Map.of(
              "kind",
              "voters",
              "instance",
              known.instance,
              "step",
              known.step.name(),
              "voters",
              known.voters));
    }
    if (message instanceof Ballots counted) {
      List<Map<String, Object>> ballots =
          counted.ballots.stream().map(RoomChannel::ballot).toList();
      return Json.write(
          Map.of("kind", "ballots", "instance", counted.instance, "ballots", ballots));
    }
    if (message instanceof Noticed noticed) {
      return Json.write(
          Map.of(
              "kind",
              "notice",
              "notice",
              noticed.notice.kind(),
              "content",
              noticed.notice.content()));
    }
    return Json.write(Map.of("kind", "room-deleted"));
  }

  private static Map<String, Object> tally(TallyGrown grown) {
    Map<String, Object> tally = TallyJson.tally(grown.tally);
    if (!grown.origin.isKnown()) {
      return Map.of("kind", "tally", "poll", grown.poll, "tally", tally);
    }
    String trace = grown.origin.traceparent() == null ? "" : grown.origin.traceparent();
    return Map.of(
        "kind",
        "tally",
        "poll",
        grown.poll,
        "tally",
        tally,
        "trace",
        trace,
        "votes",
        grown.origin.votes());
  }

  private static TallyOrigin origin(Map<String, ?> json) {
    boolean traced = json.get("trace") instanceof String trace && !trace.isEmpty();
    return json.get("votes") == null
        ? TallyOrigin.UNKNOWN
        : new TallyOrigin(traced ? (String) json.get("trace") : null, texts(json.get("votes")));
  }

  private static Map<String, Object> ballot(CountedBallot ballot) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("voter", ballot.voter());
    json.put("poll", ballot.poll());
    json.put("run", ballot.run());
    json.put("rev", ballot.rev());
    json.put("ballot", ballot.ballot());
    if (ballot.mark() != null) {
      json.put("mark", ballot.mark().text());
    }
    return json;
  }

  private static CountedBallot readBallot(Map<String, ?> json) {
    return new CountedBallot(
        Objects.requireNonNull((String) json.get("voter")),
        Objects.requireNonNull((String) json.get("poll")),
        ((Number) json.get("run")).intValue(),
        ((Number) json.get("rev")).longValue(),
        Objects.requireNonNull((String) json.get("ballot")),
        Optional.ofNullable((String) json.get("mark")).flatMap(Mark::read).orElse(null),
        null);
  }

  /**
   * @throws BadJsonException if it is no message of this version
   */
  static Message read(String text) throws BadJsonException {
    Map<String, Object> json = Json.readObject(text);
    try {
      return switch (String.valueOf(json.get("kind"))) {
        case "poll" -> new PollChanged(PollJson.readPoll(object(json.get("poll"))));
        case "poll-deleted" -> new PollDeleted((String) json.get("poll"));
        case "tally" ->
            new TallyGrown(
                (String) json.get("poll"),
                TallyJson.readTally(object(json.get("tally"))),
                origin(json));
        case "entries" ->
            new EntriesChanged(
                Objects.requireNonNull((String) json.get("poll")),
                ((Number) json.get("run")).intValue(),
                BoardJson.readChange(object(json.get("change"))));
        case "room" ->
            new RoomChanged(RoomJson.readRoom(object(json.get("room"))), texts(json.get("polls")));
        case "notice" ->
            new Noticed(
                new RoomNotice(
                    (String) json.get("notice"), new HashMap<>(object(json.get("content")))));
        case "room-deleted" -> new RoomDeleted();
        case "present" ->
            new Present((String) json.get("instance"), ((Number) json.get("voters")).intValue());
        case "voters" ->
            new Voters(
                (String) json.get("instance"),
                Step.valueOf((String) json.get("step")),
                texts(json.get("voters")));
        case "ballots" ->
            new Ballots(
                (String) json.get("instance"),
                objects(json.get("ballots")).stream().map(RoomChannel::readBallot).toList());
        default -> throw new BadJsonException("Unknown kind of message");
      };
    } catch (ClassCastException | NullPointerException | IllegalArgumentException fault) {
      throw new BadJsonException("A field of the message is missing or malformed");
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, ?> object(Object value) {
    return (Map<String, ?>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, ?>> objects(Object value) {
    return (List<Map<String, ?>>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<String> texts(Object value) {
    return (List<String>) value;
  }
}
