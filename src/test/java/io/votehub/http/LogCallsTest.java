package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.http.HttpKit.Made;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.proof.CanonicalJson;
import io.votehub.proof.Checkpoint;
import io.votehub.proof.Hash;
import io.votehub.proof.MerkleProof;
import io.votehub.proof.MerkleTree;
import io.votehub.proof.SignedNote;
import io.votehub.proof.VerifierKey;
import io.votehub.store.StoreContract;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to seals stands in the hub's log, for everybody. */
@Timeout(180)
class LogCallsTest {
  private HttpKit hub;
  private Made room;

  @BeforeEach
  void start() {
    hub = new HttpKit();
    room = hub.room();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private String poll(Map<String, ?> settings) {
    return (String) hub.draft(room, "single", List.of("A", "B"), settings).at("id");
  }

  private void step(String poll, String name) {
    hub.step(room, room.path() + "/polls/" + poll, name);
  }

  private List<String> entries(int atLeast) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (StoreContract.await(hub.store.logSize()) < atLeast && System.nanoTime() < end) {
      hub.clock.advance(2_000);
      LockSupport.parkNanos(20_000_000);
    }
    return StoreContract.await(hub.store.logEntries(0, 1_000));
  }

  private static Map<String, Object> json(String entry) {
    try {
      return Json.readObject(entry);
    } catch (BadJsonException fault) {
      throw new AssertionError(fault);
    }
  }

  private Checkpoint checkpoint() {
    Got got = hub.get("/log/checkpoint").send();
    assertThat(got.status()).isEqualTo(200);
    SignedNote note = SignedNote.parse(got.text()).orElseThrow();
    List<?> keys = (List<?>) hub.get("/api/v1/proof/keys").send().at("keys");
    String key = (String) ((Map<?, ?>) keys.get(0)).get("key");
    assertThat(VerifierKey.parse(key).orElseThrow().hasSigned(note)).isTrue();
    return Checkpoint.parse(note.text()).orElseThrow();
  }

  @Test
  void sealsReopeningsResetsAndDeletionsStandInTheirOrder() {
    String poll = poll(Map.of());
    step(poll, "open");
    step(poll, "close");
    entries(1);
    step(poll, "reopen");
    step(poll, "close");
    entries(3);
    step(poll, "reset");
    entries(4);
    hub.ask("DELETE", room.path() + "/polls/" + poll).as(room.token()).send();

    List<Map<String, Object>> told = entries(5).stream().map(LogCallsTest::json).toList();

    assertThat(told.stream().map(each -> each.get("type")))
        .containsExactly("seal", "reopen", "seal", "reset", "delete");
    assertThat(told).allSatisfy(each -> assertThat(each).containsEntry("poll", poll));
    assertThat(told.stream().map(each -> String.valueOf(each.get("seal"))))
        .containsExactly("1", "1", "2", "null", "null");
    assertThat(entries(5)).allMatch(CanonicalJson::isCanonical);
  }

  @Test
  void aSealStandsThereWithTheRootThatIsPublished() {
    String poll = poll(Map.of());
    step(poll, "open");
    step(poll, "close");

    Map<String, Object> seal = json(entries(1).get(0));

    Got note = hub.get(room.path() + "/polls/" + poll + "/checkpoint").send();
    Checkpoint published =
        Checkpoint.parse(SignedNote.parse(note.text()).orElseThrow().text()).orElseThrow();
    assertThat(Hash.ofBase64Url((String) seal.get("root"))).contains(published.root());
    assertThat(((Number) seal.get("size")).longValue()).isEqualTo(published.size());
  }

  @Test
  void aRoomThatIsDeletedLeavesAnEntryForEachSealedPoll() {
    String sealed = poll(Map.of());
    step(sealed, "open");
    step(sealed, "close");
    poll(Map.of());
    entries(1);

    hub.ask("DELETE", room.path()).as(room.token()).send();

    assertThat(entries(2).stream().map(LogCallsTest::json).map(each -> each.get("type")))
        .containsExactly("seal", "delete");
  }

  @Test
  void whatHasNoSealIsNotInTheLog() {
    String silent = poll(Map.of("proof", "none"));
    step(silent, "open");
    step(silent, "close");
    step(silent, "reset");
    String sealed = poll(Map.of());
    step(sealed, "open");
    step(sealed, "reset");
    step(sealed, "open");
    step(sealed, "close");

    assertThat(entries(1).stream().map(LogCallsTest::json))
        .singleElement()
        .satisfies(each -> assertThat(each).containsEntry("type", "seal"))
        .satisfies(each -> assertThat(each).containsEntry("poll", sealed));
  }

  @Test
  void witnessesSeeThatTheLogOnlyGrows() {
    String poll = poll(Map.of());
    step(poll, "open");
    step(poll, "close");
    entries(1);
    Checkpoint before = checkpoint();
    step(poll, "reopen");
    step(poll, "close");
    List<String> all = entries(3);
    Checkpoint after = checkpoint();

    Got got = hub.get("/api/v1/log/consistency?from=1&to=3").send();

    List<Hash> proof =
        ((List<?>) got.at("hashes"))
            .stream().map(hash -> Hash.ofBase64((String) hash).orElseThrow()).toList();
    assertThat(MerkleProof.isConsistent(1, before.root(), 3, after.root(), proof)).isTrue();
    MerkleTree.Builder tree = MerkleTree.builder(3);
    all.forEach(entry -> tree.add(entry.getBytes(StandardCharsets.UTF_8)));
    assertThat(after.root()).isEqualTo(tree.build().root());
  }

  @Test
  void tilesAreGivenAsFarAsTheyAreThere() {
    String poll = poll(Map.of());
    step(poll, "open");
    step(poll, "close");
    entries(1);

    assertThat(hub.get("/log/tile/0/000.p/1").send().status()).isEqualTo(200);
    assertThat(hub.get("/log/tile/entries/000.p/1").send().text()).contains("\"type\":\"seal\"");
    for (String none :
        List.of("0/000", "0/000.p/2", "1/000.p/1", "entries/001", "entries/000.p/0", "x", "0/1")) {
      assertThat(hub.get("/log/tile/" + none).send().status()).as(none).isEqualTo(404);
    }
    for (String bad : List.of("", "?from=1", "?from=0&to=1", "?from=1&to=2", "?from=a&to=1")) {
      Got got = hub.get("/api/v1/log/consistency" + bad).send();
      assertThat(got.status()).as(bad).isEqualTo(422);
      assertThat(got.at("code")).isEqualTo("bad-request");
    }
  }
}
