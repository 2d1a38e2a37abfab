package io.votehub.store.embedded;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static io.votehub.store.StoreContract.draft;
import static io.votehub.store.StoreContract.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.votehub.poll.Mark;
import io.votehub.poll.Revision;
import io.votehub.store.JournalEntry;
import io.votehub.store.StoreException;
import io.votehub.store.StoreMeter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The file of the embedded store: who may use it, what is wrong with it, older formats, its size.
 */
@Tag("slow")
class EmbeddedFileTest {
  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
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

  private void prepare() {
    await(store.addRoom(ROOM));
    await(store.addPoll(draft("p", 1)));
    await(store.raiseEpoch("p"));
  }

  private List<JournalEntry> journal(String poll) {
    List<JournalEntry> entries = new ArrayList<>();
    await(store.readJournal(poll, entries::add));
    return entries;
  }

  private List<JournalEntry> journalAfterReopen() {
    open();
    return journal("p");
  }

  @Test
  void aSecondHubOnTheSameFolderIsRefused() {
    assertThatThrownBy(() -> await(EmbeddedStore.open(vertx, folder, StoreMeter.NONE)))
        .satisfies(
            fault ->
                assertThat(message(fault))
                    .contains("A hub is running on this data folder", folder.toString()));
  }

  @Test
  void aCorruptFileIsNamedAndLeftUnchanged() throws IOException {
    prepare();
    await(store.close());
    Path file = folder.resolve("votes.db");
    byte[] garbage = new byte[16384];
    Arrays.fill(garbage, (byte) 7);
    Files.write(file, garbage);

    assertThatThrownBy(() -> await(EmbeddedStore.open(vertx, folder, StoreMeter.NONE)))
        .satisfies(fault -> assertThat(message(fault)).contains(file.toString(), "damaged"));

    assertThat(Files.readAllBytes(file)).isEqualTo(garbage);
    Files.delete(file);
    open();
  }

  @Test
  void aFolderThatCannotBeCreatedIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("a-file"), "x");
    Path below = file.resolve("data");

    assertThatThrownBy(() -> await(EmbeddedStore.open(vertx, below, StoreMeter.NONE)))
        .satisfies(fault -> assertThat(message(fault)).contains("data folder", below.toString()));
  }

  @Test
  void onlyTheOwnerMayReadTheFile() throws IOException {
    Path made = folder.resolve("new");
    await(await(EmbeddedStore.open(vertx, made, StoreMeter.NONE)).close());

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve("votes.db"))))
        .isEqualTo("rw-------");
  }

  @Test
  void aTruncatedFileIsNamedAndLeftUnchanged() throws IOException {
    prepare();
    for (int i = 1; i <= 50; i++) {
      await(store.append("p", List.of(entry(1, i, "v" + i, "1"))));
    }
    await(store.close());
    Path file = folder.resolve("votes.db");
    byte[] whole = Files.readAllBytes(file);

    for (int left : new int[] {whole.length / 2 / 4096 * 4096, 8192, 5000, 100}) {
      byte[] cut = Arrays.copyOf(whole, left);
      Files.write(file, cut);
      assertThatThrownBy(() -> await(EmbeddedStore.open(vertx, folder, StoreMeter.NONE)))
          .as("%d of %d bytes", left, whole.length)
          .satisfies(fault -> assertThat(message(fault)).contains(file.toString(), "damaged"));
      assertThat(Files.readAllBytes(file)).isEqualTo(cut);
    }
    Files.write(file, whole);
    assertThat(journalAfterReopen()).hasSize(50);
  }

  @Test
  void aFileOfAVersionWithoutMarksIsReadAndTakesBallotsWithMarks() {
    await(store.addRoom(ROOM));
    await(store.addPoll(draft("p", 1)));
    List<JournalEntry> all = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      all.add(entry(1, i, "v" + i, "{}"));
    }
    await(store.append("p", all));
    await(store.close());
    try (MVStore older = MVStore.open(folder.resolve("votes.db").toString())) {
      older.setStoreVersion(2);
    }

    open();
    assertThat(journal("p")).isEqualTo(all);
    for (int i = 201; i <= 300; i++) {
      all.add(new JournalEntry(Revision.of(1, i), "v" + i, "{}", i, new Mark(i, i)));
    }
    await(store.append("p", all.subList(200, 300)));
    await(store.close());
    open();
    assertThat(journal("p")).isEqualTo(all);
  }

  @Test
  void aFileOfANewerVersionIsRefused() {
    await(store.close());
    Path file = folder.resolve("votes.db");
    try (MVStore newer = MVStore.open(file.toString())) {
      newer.setStoreVersion(5);
    }

    assertThatThrownBy(() -> await(EmbeddedStore.open(vertx, folder, StoreMeter.NONE)))
        .satisfies(fault -> assertThat(message(fault)).contains(file.toString(), "newer version"));

    try (MVStore newer = MVStore.open(file.toString())) {
      newer.setStoreVersion(4);
    }
    open();
  }

  @Test
  void aFileOfTheFirstFormatIsMigratedWithAllBallots() {
    prepare();
    await(store.addPoll(draft("q", 2)));
    await(store.close());
    List<JournalEntry> many = new ArrayList<>();
    for (int i = 1; i <= 20_000; i++) {
      many.add(entry(1 + i / 15_000, i, "wähler" + i, "{\"choice\":\"b\"}"));
    }
    JournalEntry other = entry(1, 1, "x", "1");
    try (MVStore older = MVStore.open(folder.resolve("votes.db").toString())) {
      MVMap<JournalKey, FormatV1Migration.Ballot> journal = FormatV1Migration.journal(older);
      many.forEach(
          each ->
              journal.put(
                  new JournalKey(1, each.rev()),
                  new FormatV1Migration.Ballot(each.voter(), each.ballot(), each.at())));
      journal.put(
          new JournalKey(2, other.rev()),
          new FormatV1Migration.Ballot(other.voter(), other.ballot(), other.at()));
      older.setStoreVersion(FormatV1Migration.NUMBER);
    }

    open();

    assertThat(journal("p")).isEqualTo(many);
    assertThat(journal("q")).containsExactly(other);
    await(store.close());
    assertThat(journalAfterReopen()).isEqualTo(many);
  }

  @Test
  void recordsOfAFileOfAVersionWithoutTheirIndexAreFound() {
    await(store.addRoom(ROOM));
    await(store.changeRecord(ROOM.code(), "image/x", before -> Optional.of("{}")));
    await(store.close());
    MVStore file = MVStore.open(folder.resolve(EmbeddedStore.FILE).toString());
    StoreMaps.of(file).roomsByKey().clear();
    file.close();

    open();

    assertThat(await(store.roomsWith("image/x", "", 9))).containsExactly(ROOM.code());
  }

  @Test
  void theSpaceOfRemovedBallotsIsReused() throws IOException {
    prepare();
    long small = 0;
    for (int round = 1; round <= 6; round++) {
      List<JournalEntry> batch = new ArrayList<>();
      for (int i = 1; i <= 5000; i++) {
        batch.add(entry(round, i, "voter-" + i, "{\"choice\":\"option-" + i + "\"}"));
      }
      await(store.append("p", batch));
      await(store.forgetBefore("p", round + 1));
      if (round == 1) {
        small = Files.size(folder.resolve("votes.db"));
      }
    }
    await(store.close());
    assertThat(journalAfterReopen()).isEmpty();
    assertThat(Files.size(folder.resolve("votes.db"))).isLessThan(12 * small);
  }

  @Test
  void manySmallWritesDoNotMakeTheFileGrowWithoutBound() throws IOException {
    prepare();
    for (int i = 1; i <= 3_000; i++) {
      await(store.append("p", List.of(entry(1, i, "voter-" + i, "{\"choice\":\"a\"}"))));
    }

    assertThat(Files.size(folder.resolve("votes.db"))).isLessThan(16 << 20);
  }

  private static String message(Throwable fault) {
    return fault instanceof StoreException ? fault.getMessage() : String.valueOf(fault.getCause());
  }
}
