package io.votehub.backup;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Mark;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.poll.VoterId;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.RoomRecord;
import io.votehub.store.ValidRevisions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;

/**
 * Rooms with polls of all methods and a history: lost epochs, ballots stored too late, replaced or
 * withdrawn ballots. The results of closed polls are computed independently of the backup code.
 */
final class GeneratedRooms {
  private static final long BEGIN = 1_700_000_000_000L;
  private static final List<String> OPTIONS = List.of("a", "b", "c", "d");
  private static final VotingMethods METHODS = VotingMethods.standard();

  private final Random random;

  private GeneratedRooms(long seed) {
    random = new Random(seed);
  }

  /** Some rooms; the first has a poll of each method. */
  static List<Contents.RoomOf> of(long seed) {
    return new GeneratedRooms(seed).rooms();
  }

  private List<Contents.RoomOf> rooms() {
    List<Contents.RoomOf> rooms = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Room room =
          new Room("AAA" + (234 + i), "Room “" + i + "”", BEGIN + i, Optional.of("r" + i), i);
      List<Contents.PollOf> polls = new ArrayList<>();
      int position = 0;
      for (VotingMethod method : METHODS.all()) {
        PollState state = i == 0 ? PollState.CLOSED : any(List.of(PollState.values()));
        polls.add(poll(room, "p" + i + position, method, position, state));
        position++;
      }
      rooms.add(
          new Contents.RoomOf(
              room,
              OptionalLong.of(BEGIN + 10L * i),
              i == 2 ? List.of() : polls,
              i == 1 ? List.of() : records(room)));
    }
    return rooms;
  }

  private static List<RoomRecord> records(Room room) {
    return List.of(
        new RoomRecord(room.code(), "kind/1", "{\"text\":\"Wäre das möglich? 🗳\"}"),
        new RoomRecord(room.code(), "kind/2", "x".repeat(200_000)));
  }

  private Contents.PollOf poll(
      Room room, String id, VotingMethod method, int position, PollState state) {
    List<Option> options = OPTIONS.stream().map(each -> new Option(each, each + "!")).toList();
    PollSettings settings = PollSettings.DEFAULT.withOwn(method.settings(Map.of(), options.size()));
    Poll draft =
        Poll.draft(id, room.code(), "Which? 🗳", method.name(), options, settings, position);
    if (state == PollState.DRAFT) {
      return new Contents.PollOf(PollRecord.of(draft), List.of());
    }
    int epochs = 1 + random.nextInt(3);
    int firstEpoch = 1 + random.nextInt(epochs);
    List<JournalEntry> journal = new ArrayList<>();
    Map<Integer, ValidRevisions> valid = new HashMap<>();
    for (int epoch = 1; epoch <= epochs; epoch++) {
      long last = journal(epoch, method, journal);
      boolean over = epoch < epochs || state == PollState.CLOSED;
      if (epoch >= firstEpoch && over) {
        long until = Math.max(0, last - random.nextInt(3));
        List<Long> holes = new ArrayList<>();
        for (long counter = 1; counter < until; counter++) {
          if (random.nextInt(5) == 0) {
            holes.add(counter);
          }
        }
        valid.put(epoch, ValidRevisions.of(until, holes));
      }
    }
    Poll poll =
        draft.withState(
            state,
            new Poll.Times(
                OptionalLong.of(BEGIN),
                OptionalLong.empty(),
                state == PollState.CLOSED ? OptionalLong.of(BEGIN + 9_000) : OptionalLong.empty()));
    if (state != PollState.CLOSED) {
      return new Contents.PollOf(
          new PollRecord(poll, epochs, firstEpoch, valid, Optional.empty()), journal);
    }
    PollRecord sealed = new PollRecord(poll, epochs + 1, firstEpoch, valid, Optional.empty());
    return new Contents.PollOf(sealed.withResult(Optional.of(tally(sealed, journal))), journal);
  }

  /** Adds the ballots of an epoch; returns the last counter. */
  private long journal(int epoch, VotingMethod method, List<JournalEntry> journal) {
    long counter = 0;
    int ballots = random.nextInt(40);
    for (int i = 0; i < ballots; i++) {
      counter += 1 + (random.nextInt(4) == 0 ? random.nextInt(3) : 0);
      String ballot = random.nextInt(10) == 0 ? "" : Json.write(ballot(method.name()));
      journal.add(
          new JournalEntry(
              Revision.of(epoch, counter),
              voter(random.nextInt(15)),
              ballot,
              BEGIN + 100L * epoch + counter,
              random.nextInt(3) == 0 ? null : new Mark(random.nextLong(), random.nextLong())));
    }
    return counter;
  }

  /** Some are members of a voter roll, whose ballots have a weight. */
  private static String voter(int number) {
    String id = "voter-" + number;
    return number % 3 == 0 ? VoterId.ofMember(1 + number, id) : id;
  }

  private Map<String, Object> ballot(String method) {
    List<String> some = new ArrayList<>(OPTIONS);
    Collections.shuffle(some, random);
    some = some.subList(0, 1 + random.nextInt(OPTIONS.size()));
    return switch (method) {
      case "single" -> Map.of("choice", some.get(0));
      case "multiple" -> Map.of("choices", some);
      case "score" -> Map.of("scores", each(some, () -> random.nextInt(5) - 2));
      case "ranked" -> Map.of("ranking", some);
      case "grades" -> Map.of("grades", each(some, () -> any(List.of("good", "poor", "reject"))));
      case "points" -> Map.of("points", each(some, () -> random.nextInt(25)));
      case "number" -> Map.of("number", random.nextInt(9) * 0.5);
      case "words" -> Map.of("words", List.of(any(List.of("Fun", "fün", "42", "so-so"))));
      case "text" -> Map.of("text", any(List.of("Ja 🙂", "No\nand no", "Why?")));
      case "questions" ->
          Map.of("up", List.of(any(List.of("00000000000000aa", "00000000000000bb"))));
      default -> throw new IllegalArgumentException("No ballots are known of " + method);
    };
  }

  private static Map<String, Object> each(
      List<String> options, java.util.function.Supplier<Object> value) {
    Map<String, Object> all = new TreeMap<>();
    options.forEach(option -> all.put(option, value.get()));
    return all;
  }

  private <T> T any(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  private static Tally tally(PollRecord record, List<JournalEntry> journal) {
    VotingMethod method = METHODS.of(record.poll());
    Map<String, JournalEntry> standing = new LinkedHashMap<>();
    for (JournalEntry entry : journal) {
      if (record.counts(entry.rev())) {
        standing.remove(entry.voter());
        if (!entry.isWithdrawal()) {
          standing.put(entry.voter(), entry);
        }
      }
    }
    Map<String, Long> cells = new HashMap<>();
    for (JournalEntry entry : standing.values()) {
      try {
        method
            .cells(
                method.read(record.poll(), Json.readObject(entry.ballot())),
                entry.voter(),
                entry.at())
            .forEach(cell -> cells.merge(cell, VoterId.weight(entry.voter()), Long::sum));
      } catch (BadJsonException impossible) {
        throw new AssertionError(impossible);
      }
    }
    return new Tally(Revision.of(record.epoch(), 0), standing.size(), true, cells)
        .bounded(method.maxCells());
  }
}
