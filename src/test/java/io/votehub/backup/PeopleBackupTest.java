package io.votehub.backup;

import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.votehub.audit.AuditVerifier;
import io.votehub.people.Account;
import io.votehub.people.AccountSession;
import io.votehub.people.AuditEntry;
import io.votehub.people.People;
import io.votehub.people.RollMember;
import io.votehub.people.embedded.EmbeddedPeople;
import io.votehub.people.mongo.MongoPeople;
import io.votehub.poll.Room;
import io.votehub.store.Store;
import io.votehub.store.embedded.EmbeddedStore;
import io.votehub.store.embedded.UnfinishedRestore;
import io.votehub.store.mongo.MongoStandIn;
import io.votehub.store.mongo.MongoStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts and voter rolls in backups, and their keys apart from them. */
class PeopleBackupTest {
  private static final Room ROOM = new Room("AAA234", "A room", 5);
  private static final AccountSession SESSION = new AccountSession("s", "h", 1, 1, 1, "A browser");

  @TempDir Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<RollMember> members = new ArrayList<>();
  private Path data;
  private Path file;
  private Path keys;

  @BeforeEach
  void fill() {
    data = folder.resolve("data");
    file = folder.resolve("a.backup");
    keys = folder.resolve("a.keys");
    EmbeddedStore store = await(EmbeddedStore.open(vertx, data, (entries, nanos) -> {}));
    await(store.addRoom(ROOM));
    await(store.close());
    EmbeddedPeople people = await(EmbeddedPeople.open(vertx, data, InstantSource.system()));
    for (int i = 0; i < 3; i++) {
      Account account = Account.of("id" + i, 7, "mail:" + i).withSealed("mail", "sealed" + i);
      await(people.add(account.withSession(SESSION.usedAt(i), 20), "wrapped" + i));
      await(people.endSessions("id" + i, each -> true));
    }
    for (int i = 0; i < 1_100; i++) {
      members.add(new RollMember("roll", "m" + i, "c" + (1_000 + i), 2, Map.of("label", "x")));
    }
    await(people.addMembers(members));
    audit(people, "one", 600, 0);
    audit(people, "two", 5, 3);
    await(people.close());
  }

  /** A chain of that length, of which the first entries were cut off. */
  private static void audit(People people, String instance, int length, int cut) {
    String before = AuditEntry.NO_HASH;
    AuditEntry last = null;
    for (int i = 1; i <= length; i++) {
      AuditEntry entry =
          new AuditEntry(instance, i, i, "hub", "room.deleted", "room:ABC", "done", "")
              .after(before);
      before = entry.hash();
      last = i == cut ? entry : last;
      assertThat(await(people.appendAudit(entry))).isTrue();
    }
    if (last != null) {
      await(people.cutAudit(last));
    }
  }

  private static List<AuditVerifier.Chain> chains(People people) {
    return await(new AuditVerifier(people).verify());
  }

  @AfterEach
  void close() {
    await(vertx.close());
  }

  private BackupSummary backUp() throws BackupException {
    Backup backup = new Backup(vertx, "1.2");
    Backup.toFile(keys, backup.keysOf(data));
    return Backup.toFile(file, backup.of(data));
  }

  private Restore.Outcome restore(Path into) throws BackupException {
    return new Restore(vertx).into(into, BackupFile.check(file), BackupFile.check(keys).keys());
  }

  private void assertPeople(People people) {
    assertThat(await(people.byKey("mail:1")))
        .contains(Account.of("id1", 7, "mail:1").withSealed("mail", "sealed1"));
    assertThat(await(people.wrappedKey("id1"))).contains("wrapped1");
    assertThat(await(people.members("", 2_000))).containsExactlyElementsOf(members);
    assertThat(chains(people))
        .extracting(AuditVerifier.Chain::fault)
        .containsOnly(Optional.empty());
    assertThat(chains(people)).extracting(AuditVerifier.Chain::entries).containsExactly(600L, 2L);
    assertThat(chains(people)).extracting(AuditVerifier.Chain::first).containsExactly(1L, 4L);
  }

  @Test
  void aBackupHasThePeopleAndTheKeysAreApart() throws Exception {
    BackupSummary summary = backUp();

    assertThat(summary.people()).isEqualTo(1_103);
    assertThat(text(file)).contains("sealed1").doesNotContain("wrapped1");
    assertThat(text(keys)).contains("wrapped1").doesNotContain("sealed1");
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  @Test
  void peopleGoFromOneStoreToAnotherAndBack() throws Exception {
    backUp();
    try (MongoStandIn server = MongoStandIn.start()) {
      String uri = server.uri("people");
      new Restore(vertx).into(uri, BackupFile.check(file), BackupFile.check(keys).keys());
      MongoStore store = await(MongoStore.open(vertx, uri, (entries, nanos) -> {}));
      assertPeople(await(MongoPeople.open(store.calls(), InstantSource.system())));
      await(store.close());
      Backup backup = new Backup(vertx, "1.2");
      Backup.toFile(file, backup.of(uri));
      Backup.toFile(keys, backup.keysOf(uri));
    }

    Path back = folder.resolve("back");
    assertThat(restore(back).accountsWithoutKey()).isZero();

    EmbeddedPeople people = await(EmbeddedPeople.open(vertx, back, InstantSource.system()));
    assertPeople(people);
    await(people.close());
  }

  @Test
  void aRestoreIntoADatabaseThatWasKilledIsBegunAnewWithItsPeople() throws Exception {
    backUp();
    try (MongoStandIn server = MongoStandIn.start()) {
      String uri = server.uri("killed");
      MongoTarget killed = MongoTarget.hold(vertx, uri);
      writeSome(killed.store(), await(killed.people()));
      // The process ends here.
      await(killed.store().close());

      new Restore(vertx).into(uri, BackupFile.check(file), BackupFile.check(keys).keys());

      MongoStore store = await(MongoStore.open(vertx, uri, (entries, nanos) -> {}));
      People people = await(MongoPeople.open(store.calls(), InstantSource.system()));
      assertPeople(people);
      assertThat(await(people.account("half"))).isEmpty();
      assertThat(await(store.countRooms())).isEqualTo(1);
      await(store.close());
      assertThatThrownBy(
              () ->
                  new Restore(vertx)
                      .into(uri, BackupFile.check(file), BackupFile.check(keys).keys()))
          .as("what is live now is not overwritten")
          .hasMessageContaining("already");
    }
  }

  private static void writeSome(Store store, People people) {
    await(store.addRoom(new Room("ZZZ999", "Half of it", 1)));
    await(people.add(Account.of("half", 7, "mail:1"), "k"));
    await(people.addMembers(List.of(new RollMember("roll", "h", "c1", 2, Map.of("label", "x")))));
    audit(people, "one", 3, 0);
  }

  @Test
  void peopleThatAHubHadAreKeptWhenARestoreBesideThemIsKilled() throws Exception {
    backUp();
    try (MongoStandIn server = MongoStandIn.start()) {
      String uri = server.uri("live");
      MongoStore live = await(MongoStore.open(vertx, uri, (entries, nanos) -> {}));
      People people = await(MongoPeople.open(live.calls(), InstantSource.system()));
      await(people.add(Account.of("x", 7, "mail:x"), "k"));
      await(live.close());
      MongoTarget killed = MongoTarget.hold(vertx, uri);
      await(killed.store().addRoom(new Room("ZZZ999", "Half of it", 1)));
      await(killed.store().close());

      assertThatThrownBy(() -> new Restore(vertx).into(uri, BackupFile.check(file)))
          .hasMessageContaining("already");

      MongoStore after = await(MongoStore.open(vertx, uri, (entries, nanos) -> {}));
      assertThat(await(after.countRooms())).isZero();
      People still = await(MongoPeople.open(after.calls(), InstantSource.system()));
      assertThat(await(still.account("x")).isPresent()).isTrue();
      await(after.close());
    }
  }

  @Test
  void aRestoreIntoAFolderThatWasKilledBetweenItsFilesIsBegunAnew() throws Exception {
    backUp();
    Path other = folder.resolve("other");
    EmbeddedTarget killed = EmbeddedTarget.hold(vertx, other);
    People half = await(killed.people());
    writeSome(killed.store(), half);
    await(killed.store().close());
    await(half.close());
    killed.movePeople();
    killed.release();

    assertThat(UnfinishedRestore.isIn(other)).as("no hub starts on it").isTrue();
    restore(other);

    assertThat(UnfinishedRestore.isIn(other)).isFalse();
    EmbeddedPeople people = await(EmbeddedPeople.open(vertx, other, InstantSource.system()));
    assertPeople(people);
    assertThat(await(people.account("half"))).isEmpty();
    await(people.close());
    assertThatThrownBy(() -> restore(other))
        .as("what is live now is not overwritten")
        .hasMessageContaining("already");
    EmbeddedPeople still = await(EmbeddedPeople.open(vertx, other, InstantSource.system()));
    assertPeople(still);
    await(still.close());
  }

  @Test
  void theAuditLogOfABackupIsVerifiedAndRestoredAsItIsThoughAnEntryWasChanged() throws Exception {
    backUp();
    assertThat(BackupFile.check(file).auditChains())
        .extracting(AuditVerifier.Chain::fault)
        .containsOnly(Optional.empty());
    try (MVStore store = MVStore.open(data.resolve("people.db").toString())) {
      MVMap<String, String> kept = store.openMap("audit");
      String key = kept.higherKey(kept.firstKey());
      kept.put(key, kept.get(key).replace("room:ABC", "room:XYZ"));
      store.commit();
    }
    Files.delete(file);
    Files.delete(keys);
    backUp();

    List<AuditVerifier.Chain> found = BackupFile.check(file).auditChains();

    assertThat(found.get(0).fault().orElseThrow().number()).isEqualTo(2);
    assertThat(found.get(1).fault()).isEmpty();
    Path other = folder.resolve("other");
    restore(other);
    EmbeddedPeople restored = await(EmbeddedPeople.open(vertx, other, InstantSource.system()));
    assertThat(chains(restored)).isEqualTo(found);
    assertThat(await(restored.audit("one", 0, 700))).hasSize(600);
    await(restored.close());
  }

  @Test
  void anAuditLogIsNotOverwrittenByARestore() throws Exception {
    backUp();
    Path other = folder.resolve("other");
    EmbeddedPeople people = await(EmbeddedPeople.open(vertx, other, InstantSource.system()));
    audit(people, "one", 1, 0);
    await(people.close());

    assertThatThrownBy(() -> restore(other))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("audit log already");
  }

  @Test
  void whoWasErasedStaysErasedWhenAnOlderBackupIsRestored() throws Exception {
    backUp();
    EmbeddedPeople people = await(EmbeddedPeople.open(vertx, data, InstantSource.system()));
    await(people.erase("id0"));
    await(people.close());
    Backup.toFile(keys, new Backup(vertx, "1.2").keysOf(data));

    Path other = folder.resolve("other");
    assertThat(restore(other).accountsWithoutKey()).isEqualTo(1);

    EmbeddedPeople restored = await(EmbeddedPeople.open(vertx, other, InstantSource.system()));
    assertThat(await(restored.account("id0"))).isEmpty();
    assertPeople(restored);
    await(restored.close());
    assertThat(BackupFile.check(file).accountsWithout(BackupFile.check(keys).keys().keySet()))
        .isEqualTo(1);
  }

  @Test
  void withoutKeysNoAccountIsRestoredAndTheRestIs() throws Exception {
    backUp();
    Path other = folder.resolve("other");

    Restore.Outcome outcome = new Restore(vertx).into(other, BackupFile.check(file));

    assertThat(outcome.accountsWithoutKey()).isEqualTo(3);
    EmbeddedPeople people = await(EmbeddedPeople.open(vertx, other, InstantSource.system()));
    assertThat(await(people.accounts("", 9))).isEmpty();
    assertThat(await(people.members("", 2_000))).hasSize(1_100);
    await(people.close());
  }

  @Test
  void peopleAreNotMixedWithThoseOfAnotherHub() throws Exception {
    backUp();
    Path other = folder.resolve("other");
    EmbeddedPeople people = await(EmbeddedPeople.open(vertx, other, InstantSource.system()));
    await(people.add(Account.of("x", 7, "mail:x"), "k"));
    await(people.close());

    assertThatThrownBy(() -> restore(other))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("already");

    EmbeddedPeople still = await(EmbeddedPeople.open(vertx, other, InstantSource.system()));
    assertThat(await(still.accounts("", 9))).map(Account::id).containsExactly("x");
    await(still.close());
  }

  @Test
  void aRunningHubGivesBoth() throws Exception {
    EmbeddedStore store = await(EmbeddedStore.open(vertx, data, (entries, nanos) -> {}));
    EmbeddedPeople people = await(EmbeddedPeople.open(vertx, data, InstantSource.system()));
    var open = io.vertx.core.Future.<People>succeededFuture(people);
    try (BackupSocket rooms =
            BackupSocket.open(data, store, () -> Optional.of(open), "1.2").orElseThrow();
        BackupSocket ofKeys =
            BackupSocket.openForKeys(data, () -> Optional.of(open), "1.2").orElseThrow()) {
      assertThat(backUp().people()).isEqualTo(1_103);
      assertThat(BackupFile.check(keys).keys()).hasSize(3);
    } finally {
      await(people.close());
      await(store.close());
    }
  }
}
