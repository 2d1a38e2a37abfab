package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.votehub.audit.AuditVerifier;
import io.votehub.config.Config;
import io.votehub.config.ConfigException;
import io.votehub.people.AuditEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code votehub audit} beside a hub's data folder. */
@Tag("slow")
class AuditCommandTest {
  private static final Map<String, String> ACCOUNTS = Map.of("VOTEHUB_ACCOUNTS_ENABLED", "true");

  @TempDir private Path folder;
  private final Vertx vertx = Vertx.vertx();
  private final List<AuditEntry> entries = new ArrayList<>();

  @AfterEach
  void close() {
    RunningHub.await(vertx.close());
  }

  private List<AuditVerifier.Chain> read() throws ConfigException, IOException {
    entries.clear();
    Config settings = Config.read(Optional.empty(), Map.of("VOTEHUB_DATA_DIR", folder.toString()));
    return AuditCommand.read(settings, vertx, entries::add);
  }

  /** The first hub makes two rooms, the second one. */
  private void runTwice() {
    for (int rooms : new int[] {2, 1}) {
      try (RunningHub hub = new RunningHub(folder, ACCOUNTS)) {
        for (int i = 0; i < rooms; i++) {
          hub.room();
        }
      }
    }
  }

  @Test
  void theChainGoesOnOverRestartsAndIsInOrder() throws Exception {
    runTwice();

    List<AuditVerifier.Chain> chains = read();

    assertThat(chains).hasSize(1);
    assertThat(AuditCommand.sentence(chains.get(0)))
        .startsWith("hub: 3 entries from number 1 on are in order, the last hash is ")
        .endsWith(entries.get(2).hash())
        .doesNotContain("BROKEN");
    assertThat(entries).allMatch(entry -> entry.action().equals("room.created"));
  }

  @Test
  void anEntryThatWasChangedInTheFileIsNamed() throws Exception {
    runTwice();
    String code = read().isEmpty() ? "" : entries.get(1).object();
    try (MVStore file = MVStore.open(folder.resolve("people.db").toString())) {
      MVMap<String, String> audit = file.openMap("audit");
      String key = audit.higherKey(audit.firstKey());
      audit.put(key, audit.get(key).replace(code, "room:ZZZ999"));
      file.commit();
    }

    assertThat(AuditCommand.sentence(read().get(0)))
        .contains("hub: 1 entries", "hub: BROKEN at 2: its hash does not follow");
    assertThat(entries).as("all are handed out").hasSize(3);
  }

  @Test
  void aChainWhoseEndWasCutOffIsFoundAlsoAfterItWentOn() throws Exception {
    runTwice();
    try (MVStore file = MVStore.open(folder.resolve("people.db").toString())) {
      MVMap<String, String> audit = file.openMap("audit");
      MVMap<String, String> times = file.openMap("audit-times");
      String last = audit.lastKey();
      audit.remove(last);
      times.remove(times.lastKey());
      file.commit();
    }
    assertThat(AuditCommand.sentence(read().get(0)))
        .contains("hub: 2 entries", "hub: BROKEN at 3: it was noted");

    runTwice();

    assertThat(AuditCommand.sentence(read().get(0)))
        .contains("hub: 5 entries", "hub: BROKEN at 3: it was noted");
  }

  @Test
  void withAccountsOffNothingIsWritten() throws Exception {
    try (RunningHub hub = new RunningHub(folder)) {
      hub.room();
    }

    assertThat(folder.resolve("people.db")).doesNotExist();
    assertThat(read()).isEmpty();
  }

  @Test
  void whileTheHubRunsItIsRefused() {
    try (RunningHub hub = new RunningHub(folder, ACCOUNTS)) {
      hub.room();

      assertThatThrownBy(this::read).isInstanceOf(StoreWork.Failed.class);
    }
  }
}
