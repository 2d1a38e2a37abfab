package io.votehub.store.embedded;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.draft;
import static io.votehub.store.StoreContract.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreMeter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class FileSpaceTest {
  private static final Room OTHER = new Room("STAYS2", "wordsThatStay", 5);

  /** Incompressible words. */
  private static final String TITLE = "Qx7vK2pZrT9w";

  private static final String QUESTION = "m4GyUoB8dLfJ";
  private static final String VOTER = "Zk1cXhN6sWqE";
  private static final String BALLOT = "a5RtPiDj3VbY";
  private static final long WITHIN_NANOS = TimeUnit.SECONDS.toNanos(60);

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final Random random = new Random(5);
  private EmbeddedStore store;

  @BeforeEach
  void open() {
    store = await(EmbeddedStore.open(vertx, folder, StoreMeter.NONE));
  }

  @AfterEach
  void close() {
    await(store.close());
    await(vertx.close());
  }

  @Test
  void deletedDataSoonLeavesTheFile() throws IOException {
    List<JournalEntry> staying = twoRooms();
    assertThat(found(TITLE, QUESTION, VOTER, BALLOT))
        .containsExactly(TITLE, QUESTION, VOTER, BALLOT);

    await(store.deleteRoom(ROOM.code()));

    awaitErased(TITLE, QUESTION, VOTER, BALLOT);
    assertThat(journal("stays")).isEqualTo(staying);
    assertThat(found("wordsThatStay")).isNotEmpty();
    await(store.close());
    open();
    assertThat(journal("stays")).isEqualTo(staying);
    assertThat(await(store.room(OTHER.code()))).contains(OTHER);
  }

  @Test
  void ballotsOfAResetPollSoonLeaveTheFile() throws IOException {
    twoRooms();
    await(store.raiseEpoch("goes"));
    PollRecord cleared = await(store.updatePoll("goes", PollRecord::cleared)).orElseThrow();

    await(store.forgetBefore("goes", cleared.firstEpoch()));

    awaitErased(VOTER, BALLOT);
    assertThat(found(QUESTION)).isNotEmpty();
  }

  @Test
  void anInterruptedErasureContinuesAfterARestart() throws IOException {
    List<JournalEntry> staying = twoRooms();
    await(store.deletePoll("goes"));
    await(store.close());
    assertThat(found(VOTER)).isNotEmpty();

    open();

    awaitErased(QUESTION, VOTER, BALLOT);
    assertThat(journal("stays")).isEqualTo(staying);
  }

  @Test
  void theFileShrinksAtRuntimeAfterSupersededBallotsWereRemoved() throws IOException {
    await(store.addRoom(ROOM));
    await(store.addPoll(draft("p", 1)));
    await(store.raiseEpoch("p"));
    for (int i = 0; i < 40; i++) {
      List<JournalEntry> batch = new ArrayList<>();
      for (int j = 1; j <= 250; j++) {
        batch.add(entry(1, i * 250 + j, "flooder", noise(1_500)));
      }
      await(store.append("p", batch));
    }
    long full = size();
    assertThat(full).isGreaterThan(15_000_000);

    await(store.raiseEpoch("p"));
    await(
        store.updatePoll(
            "p",
            record ->
                record
                    .withPoll(record.poll().withState(PollState.CLOSED, Poll.Times.NONE))
                    .withoutSuperseded(LongStream.of(Revision.of(1, 10_000)))));

    long until = System.nanoTime() + WITHIN_NANOS;
    while (size() > 4_000_000) {
      assertThat(System.nanoTime()).as("%d of %d bytes", size(), full).isLessThan(until);
      await(vertx.timer(20));
    }
    assertThat(journal("p")).hasSize(1);
    await(store.close());
    open();
    assertThat(journal("p")).extracting(JournalEntry::rev).containsExactly(Revision.of(1, 10_000));
  }

  /** Alternating votes of two rooms, so that they share chunks. */
  private List<JournalEntry> twoRooms() {
    await(store.addRoom(new Room(ROOM.code(), TITLE, 5)));
    await(store.addRoom(OTHER));
    await(store.addPoll(poll("goes", ROOM.code(), QUESTION)));
    await(store.addPoll(poll("stays", OTHER.code(), "wordsThatStay")));
    List<JournalEntry> staying = new ArrayList<>();
    for (int i = 1; i <= 60; i++) {
      JournalEntry stays = entry(1, i, "stayingVoter" + i, noise(300));
      staying.add(stays);
      await(
          io.vertx.core.Future.all(
              store.append("goes", List.of(entry(1, i, VOTER, BALLOT + noise(90)))),
              store.append("stays", List.of(stays))));
    }
    return staying;
  }

  private static PollRecord poll(String id, String room, String question) {
    return PollRecord.of(
        Poll.draft(id, room, question, "text", List.of(), PollSettings.DEFAULT, 1));
  }

  /** Incompressible text. */
  private String noise(int length) {
    return random
        .ints(length, 33, 127)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private List<JournalEntry> journal(String poll) {
    List<JournalEntry> entries = new ArrayList<>();
    await(store.readJournal(poll, entries::add));
    return entries;
  }

  private long size() throws IOException {
    return Files.size(folder.resolve("votes.db"));
  }

  private List<String> found(String... words) throws IOException {
    String file =
        new String(Files.readAllBytes(folder.resolve("votes.db")), StandardCharsets.ISO_8859_1);
    return List.of(words).stream().filter(file::contains).toList();
  }

  private void awaitErased(String... words) throws IOException {
    long until = System.nanoTime() + WITHIN_NANOS;
    while (!found(words).isEmpty()) {
      assertThat(System.nanoTime()).as("%s are still there", found(words)).isLessThan(until);
      await(vertx.timer(100));
    }
  }
}
