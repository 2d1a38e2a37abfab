package io.votehub.backup;

import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.AskQuery;
import io.votehub.bus.LocalCodec;
import io.votehub.count.CountingContext;
import io.votehub.count.CountingKit;
import io.votehub.draft.PollSpec;
import io.votehub.fanout.LocalFanout;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.SettableClock;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.Questions;
import io.votehub.method.VotingMethods;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.QuizSettings;
import io.votehub.poll.Room;
import io.votehub.poll.Tally;
import io.votehub.question.Asking;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;
import io.votehub.room.Standings;
import io.votehub.store.HistoryStore;
import io.votehub.store.MemoryStore;
import io.votehub.store.RoomRecord;
import io.votehub.store.Store;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a backup tells of the time before it was taken, on every engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PointInTimeContract {
  private static final String ROOM = "ABC234";
  private static final List<Option> OPTIONS =
      List.of(new Option("a", "A"), new Option("b", "B"), new Option("c", "C"));
  private static final long MONTH = TimeUnit.DAYS.toMillis(30);

  private static final PollSpec QUESTIONS =
      new PollSpec(
          "Yours?",
          "questions",
          List.of(),
          PollSettings.DEFAULT.withOwn(new Questions().settings(Map.of(), 0)));
  private static final PollSpec QUIZ =
      new PollSpec(
          "Which is right?",
          "single",
          OPTIONS,
          new PollSettings(true, PollSettings.Results.LIVE, 0, Map.of())
              .withQuiz(
                  Optional.of(
                      new QuizSettings(
                          "a",
                          1000,
                          QuizSettings.DEFAULT_SPEED,
                          0,
                          QuizSettings.Partial.STRICT,
                          Optional.empty(),
                          false,
                          false))));

  final Vertx vertx = Vertx.vertx();
  private final List<Store> opened = new ArrayList<>();
  private int ids;
  @TempDir Path folder;

  PointInTimeContract() {
    vertx.eventBus().registerCodec(new LocalCodec());
  }

  /** An empty store. */
  abstract Store open() throws IOException;

  /** More by {@code -Dvotehub.lives=N}. */
  static LongStream seeds() {
    return LongStream.rangeClosed(1, Long.getLong("votehub.lives", 2));
  }

  @AfterEach
  void close() {
    opened.forEach(each -> await(each.close()));
    opened.clear();
  }

  /** What people see of a poll. */
  private record Shown(
      PollState state,
      boolean visible,
      String question,
      int run,
      long ballots,
      Map<String, Long> cells) {
    static Shown of(Standings standings) {
      Poll poll = standings.poll();
      Tally tally = standings.tally();
      return new Shown(
          poll.state(),
          poll.visible(),
          poll.question(),
          poll.run(),
          tally.ballots(),
          tally.cells());
    }
  }

  /** A hub without its network, whose clock stands still until it is moved. */
  private final class Hall {
    final SettableClock clock = new SettableClock();
    final Store store;
    final Polls polls;
    final Rooms rooms;
    final CountingContext counting;

    Hall(Store plain, boolean keepSuperseded, long keepMs) {
      MemoryBudget memory = MemoryBudget.of(1 << 26);
      store = await(HistoryStore.over(plain, clock, keepMs));
      VotingMethods methods = VotingMethods.standard();
      counting =
          new CountingContext(
              vertx,
              store,
              new MemoryLedger(clock, memory.standing()),
              new LocalFanout(vertx, methods),
              methods,
              memory,
              keepSuperseded);
      polls = new Polls(counting, () -> "poll" + ++ids);
      rooms = new Rooms(counting, polls, new Random(1), () -> "room-1", new Rooms.Keeping(9, 90));
    }

    long now() {
      return clock.millis();
    }

    long later() {
      clock.advance(10);
      return now();
    }

    String draft(String question) {
      PollSpec spec = new PollSpec(question, "single", OPTIONS, PollSettings.DEFAULT);
      return await(polls.create(ROOM, spec)).id();
    }

    void vote(String poll, String voter, String choice) {
      int run = await(store.poll(poll)).orElseThrow().poll().run();
      CastBallot cast =
          choice.isEmpty()
              ? CastBallot.withdrawal(voter, run, now())
              : new CastBallot(
                  voter, run, "{\"choice\":\"" + choice + "\"}", List.of(choice), now());
      CountingKit.send(counting, poll, cast);
    }

    void ask(String id, String voter, String text) {
      Poll poll = await(polls.get(ROOM, id));
      Asking asking = Asking.read(poll, 1, text, null);
      await(polls.boards().ask(new AskQuery(poll, voter, asking, now())));
    }

    Map<String, Shown> shown() {
      Map<String, Shown> all = new TreeMap<>();
      for (Poll each : await(rooms.polls(ROOM))) {
        all.put(each.id(), Shown.of(await(polls.standings().of(ROOM, each.id()))));
      }
      return all;
    }

    Path backup() throws IOException {
      Path file = folder.resolve("hall-" + ++ids + ".backup");
      try (OutputStream out = Files.newOutputStream(file)) {
        BackupWriter writer = new BackupWriter(out, now(), "1.2", "any");
        await(store.readAll(writer));
        writer.end();
      }
      return file;
    }
  }

  private Store opened() throws IOException {
    Store store = open();
    opened.add(store);
    return store;
  }

  private Hall hall(boolean keepSuperseded) throws IOException {
    Hall hall = new Hall(opened(), keepSuperseded, MONTH);
    await(hall.store.addRoom(new Room(ROOM, "A room", hall.now())));
    return hall;
  }

  private PointInTime at(Path backup, long at) throws BackupException {
    return PointInTime.of(BackupFile.check(backup), at);
  }

  /** What a hub shows that starts on what there was. */
  private Map<String, Shown> shownAt(PointInTime moment, Store into) throws BackupException {
    Path file = folder.resolve("then-" + ++ids + ".backup");
    moment.writeTo(file, "1.2");
    Restoring restoring = new Restoring(into, () -> Future.failedFuture("nobody"), Map.of());
    BackupFile.check(file).tell(restoring);
    restoring.end();
    return new Hall(into, false, MONTH).shown();
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whereNothingWasLetGoEveryMomentIsWhatTheHubShowed(long seed) throws Exception {
    Hall hall = hall(true);
    Map<Long, Map<String, Shown>> seen = live(hall, new Random(seed), false);
    Path backup = hall.backup();

    for (Map.Entry<Long, Map<String, Shown>> each : seen.entrySet()) {
      PointInTime moment = at(backup, each.getKey());
      assertThat(moment.gaps()).isEmpty();
      assertThat(shownAt(moment, new MemoryStore()))
          .as("at %d", each.getKey())
          .isEqualTo(each.getValue());
    }
    long middle = new ArrayList<>(seen.keySet()).get(seen.size() / 2);
    assertThat(shownAt(at(backup, middle), opened())).isEqualTo(seen.get(middle));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whereBallotsWereLetGoASentenceSaysSoAndNoResultIsWrong(long seed) throws Exception {
    Hall hall = hall(false);
    Map<Long, Map<String, Shown>> seen = live(hall, new Random(seed), true);
    Path backup = hall.backup();

    int exact = 0;
    for (Map.Entry<Long, Map<String, Shown>> each : seen.entrySet()) {
      PointInTime moment = at(backup, each.getKey());
      Map<String, Shown> then = shownAt(moment, new MemoryStore());
      if (moment.gaps().isEmpty()) {
        exact++;
        assertThat(then).as("at %d", each.getKey()).isEqualTo(each.getValue());
      }
      then.forEach(
          (poll, shown) ->
              assertThat(shown)
                  .as("%s at %d", poll, each.getKey())
                  .isEqualTo(each.getValue().get(poll)));
      each.getValue().keySet().stream()
          .filter(poll -> !then.containsKey(poll))
          .forEach(poll -> assertThat(moment.gaps()).anyMatch(sentence -> sentence.contains(poll)));
    }
    assertThat(exact).isPositive();
  }

  /** Does what presenters and voters do, and notes what was seen when. */
  private Map<Long, Map<String, Shown>> live(Hall hall, Random random, boolean deletes) {
    Map<Long, Map<String, Shown>> seen = new TreeMap<>();
    List<String> polls = new ArrayList<>();
    for (int step = 0; step < 80; step++) {
      hall.later();
      if (polls.isEmpty() || random.nextInt(20) == 0) {
        polls.add(hall.draft("Which, at step " + step + "?"));
      } else {
        String poll = polls.get(random.nextInt(polls.size()));
        if (deletes && random.nextInt(25) == 0) {
          await(hall.polls.delete(ROOM, poll, OptionalLong.empty()));
          polls.remove(poll);
        } else {
          step(hall, poll, random);
        }
      }
      seen.put(hall.now(), hall.shown());
    }
    hall.later();
    return seen;
  }

  private static void step(Hall hall, String id, Random random) {
    Poll poll = await(hall.polls.get(ROOM, id));
    if (poll.state() == PollState.DRAFT) {
      if (random.nextInt(3) == 0) {
        PollSpec other =
            new PollSpec("Changed " + hall.now(), "single", OPTIONS, PollSettings.DEFAULT);
        await(hall.polls.patch(ROOM, id, OptionalLong.empty(), spec -> other));
      } else {
        await(hall.polls.open(ROOM, id, OptionalInt.empty()));
      }
      return;
    }
    int what = random.nextInt(20);
    if (what == 0) {
      await(hall.polls.reset(ROOM, id, OptionalLong.empty()));
    } else if (what <= 2) {
      await(hall.polls.show(ROOM, id, random.nextBoolean()));
    } else if (poll.state() == PollState.CLOSED) {
      await(hall.polls.reopen(ROOM, id, OptionalInt.empty()));
    } else if (what <= 4) {
      await(hall.polls.close(ROOM, id));
    } else {
      String choice = List.of("a", "b", "c", "").get(random.nextInt(4));
      hall.vote(id, "voter-" + random.nextInt(6), choice);
    }
  }

  @Test
  void aResultThatWasResetIsStillToldAndItsBallotsAreMissed() throws Exception {
    Hall hall = hall(false);
    String poll = hall.draft("Which?");
    await(hall.polls.open(ROOM, poll, OptionalInt.empty()));
    hall.vote(poll, "v", "a");
    long open = hall.later();
    hall.later();
    await(hall.polls.close(ROOM, poll));
    long closed = hall.now();
    hall.later();
    await(hall.polls.reset(ROOM, poll, OptionalLong.empty()));
    hall.later();
    Path backup = hall.backup();

    PointInTime atClosed = at(backup, closed);
    assertThat(atClosed.gaps()).singleElement().asString().contains("its result is restored");
    assertThat(shownAt(atClosed, new MemoryStore()).get(poll).cells()).isEqualTo(Map.of("a", 1L));
    assertThat(at(backup, open).gaps())
        .singleElement()
        .asString()
        .contains(poll, "removed when it was reset");
    assertThat(shownAt(at(backup, open), new MemoryStore())).doesNotContainKey(poll);
  }

  @Test
  void questionsThatWereAskedLaterAreNotThere() throws Exception {
    Hall hall = hall(false);
    String poll = await(hall.polls.create(ROOM, QUESTIONS)).id();
    await(hall.polls.open(ROOM, poll, OptionalInt.empty()));
    hall.ask(poll, "v", "Before?");
    long then = hall.later();
    hall.later();
    hall.ask(poll, "w", "After?");
    String later = await(hall.polls.create(ROOM, QUESTIONS)).id();
    await(hall.polls.open(ROOM, later, OptionalInt.empty()));
    hall.ask(later, "v", "Of a poll that was not there?");
    hall.later();
    Store restored = new MemoryStore();

    PointInTime moment = at(hall.backup(), then);
    shownAt(moment, restored);

    assertThat(moment.gaps()).isEmpty();
    List<RoomRecord> boards = await(restored.records(ROOM, "question/", "", 9));
    assertThat(boards).singleElement().extracting(RoomRecord::text).asString().contains("Before?");
    assertThat(boards.get(0).text()).doesNotContain("After?");
  }

  @Test
  void scoresAreThoseOfTheResultOfThatTimeOrASentenceSaysThatTheyAreMissed() throws Exception {
    Hall hall = hall(true);
    String poll = await(hall.polls.create(ROOM, QUIZ)).id();
    await(hall.polls.open(ROOM, poll, OptionalInt.empty()));
    hall.vote(poll, "v", "a");
    long open = hall.later();
    hall.later();
    await(hall.polls.close(ROOM, poll));
    long closed = hall.later();
    assertThat(scored(at(hall.backup(), closed))).isTrue();
    hall.later();
    await(hall.polls.reopen(ROOM, poll, OptionalInt.empty()));
    hall.vote(poll, "w", "a");
    long reopened = hall.later();
    assertThat(scored(at(hall.backup(), closed))).as("those of then still").isTrue();
    hall.later();
    await(hall.polls.close(ROOM, poll));
    long last = hall.later();
    Path backup = hall.backup();

    assertThat(scored(at(backup, last))).isTrue();
    for (long running : List.of(open, reopened)) {
      assertThat(at(backup, running).gaps()).isEmpty();
      assertThat(scored(at(backup, running))).isFalse();
    }
    PointInTime replaced = at(backup, closed);
    assertThat(scored(replaced)).isFalse();
    assertThat(replaced.gaps()).singleElement().asString().contains(poll, "reopen and close it");
  }

  private boolean scored(PointInTime moment) throws BackupException {
    Store restored = new MemoryStore();
    shownAt(moment, restored);
    return !await(restored.records(ROOM, "score/", "", 9)).isEmpty();
  }

  @Test
  void whatWasDeletedIsNamedWithTheTime() throws Exception {
    Hall hall = hall(false);
    String poll = hall.draft("Which?");
    long before = hall.later();
    long deleted = hall.later();
    await(hall.polls.delete(ROOM, poll, OptionalLong.empty()));
    hall.later();

    Path backup = hall.backup();

    assertThat(at(backup, before).gaps())
        .containsExactly(
            "Poll "
                + poll
                + " of room "
                + ROOM
                + " was deleted at "
                + Instant.ofEpochMilli(deleted)
                + ", and nothing is left of it. A backup of before has it.");
    assertThat(at(backup, deleted).gaps()).isEmpty();
    hall.later();
    await(hall.rooms.delete(ROOM));
    hall.later();
    assertThat(at(hall.backup(), deleted).gaps())
        .singleElement()
        .asString()
        .startsWith("Room " + ROOM + " was deleted");
  }

  @Test
  void changesThatAreTooOldAreLetGoAndMissed() throws Exception {
    Hall hall = new Hall(opened(), false, 1_000);
    await(hall.store.addRoom(new Room(ROOM, "A room", hall.now())));
    String poll = hall.draft("Which?");
    long draft = hall.later();
    await(hall.polls.open(ROOM, poll, OptionalInt.empty()));
    hall.clock.advance(2_000);
    await(hall.polls.show(ROOM, poll, false));
    long hidden = hall.now();
    hall.clock.advance(2_000);
    await(hall.polls.show(ROOM, poll, true));
    await(hall.polls.delete(ROOM, hall.draft("Another?"), OptionalLong.empty()));

    Path backup = hall.backup();

    assertThat(at(backup, draft).gaps())
        .anyMatch(each -> each.contains("known since"))
        .anyMatch(each -> each.contains("What was deleted between"));
    assertThat(at(backup, hall.now()).gaps()).isEmpty();
    assertThat(at(backup, hidden).gaps()).anyMatch(each -> each.contains("What was deleted"));
  }

  @Test
  void aPollOfAnOlderVersionIsMissedBeforeItsNextChange() throws Exception {
    Hall hall = hall(false);
    Store plain = new MemoryStore();
    Hall older = new Hall(plain, false, MONTH);
    String poll = hall.draft("Which?");
    await(plain.addRoom(new Room(ROOM, "A room", hall.now())));
    await(
        plain.addPoll(
            await(hall.store.poll(poll))
                .orElseThrow()
                .withHistory(io.votehub.store.PollHistory.NONE)));
    long before = older.later();
    older.later();

    assertThat(at(older.backup(), before).gaps())
        .singleElement()
        .asString()
        .contains("an older version");
    await(older.polls.open(ROOM, poll, OptionalInt.empty()));
    long since = older.now();
    older.later();
    assertThat(at(older.backup(), before).gaps())
        .singleElement()
        .asString()
        .contains("known since");
    assertThat(at(older.backup(), since).gaps()).isEmpty();
  }

  @Test
  void aRestoreKeepsTheHistory() throws Exception {
    Hall hall = hall(false);
    String poll = hall.draft("Which?");
    long draft = hall.now();
    hall.later();
    await(hall.polls.open(ROOM, poll, OptionalInt.empty()));
    String deleted = hall.draft("Another?");
    hall.later();
    await(hall.polls.delete(ROOM, deleted, OptionalLong.empty()));
    hall.later();
    Store second = opened();
    Restoring restoring = new Restoring(second, () -> Future.failedFuture("nobody"), Map.of());
    BackupFile.check(hall.backup()).tell(restoring);
    restoring.end();

    Hall again = new Hall(second, false, MONTH);
    again.clock.advance(hall.now() - again.now());
    Path backup = again.backup();

    assertThat(at(backup, draft).gaps()).isEmpty();
    assertThat(shownAt(at(backup, draft), new MemoryStore()).get(poll).state())
        .isEqualTo(PollState.DRAFT);
    assertThat(at(backup, draft + 10).gaps()).singleElement().asString().contains(deleted);
  }

  @Test
  void aTimeAfterTheBackupIsRefused() throws Exception {
    Hall hall = hall(false);
    Path backup = hall.backup();

    assertThatThrownBy(() -> at(backup, hall.later()))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("knows nothing of");
    assertThat(Optional.of(at(backup, 0)).get().gaps()).isNotEmpty();
  }
}
