package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.proof.Checkpoint;
import io.votehub.proof.Hash;
import io.votehub.proof.InclusionProof;
import io.votehub.proof.Manifest;
import io.votehub.proof.SignedNote;
import io.votehub.proof.TagHash;
import io.votehub.proof.VerifierKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same votes are sealed alike by a hub on a file and by one on Redis and MongoDB. */
@Tag("slow")
class SealedResultsTest {
  private static final List<String> CHOICES = List.of("a", "b", "a", "c", "a", "b");

  @TempDir Path folder;

  /** What a run on some engines comes to. */
  private record Sealed(Optional<Hash> ballots, Object result) {}

  @Test
  void bothEnginesSealTheSameBallotsUnderTheSameRootAndProveEveryReceipt() {
    Sealed embedded;
    try (RunningHub hub = new RunningHub(folder.resolve("one"))) {
      embedded = sealed(List.of(hub));
    }
    try (ClusterEngines engines = new ClusterEngines();
        RunningHub one = new RunningHub(folder, engines.settings("one"));
        RunningHub two = new RunningHub(folder, engines.settings("two"))) {
      assertThat(sealed(List.of(one, two))).isEqualTo(embedded);
    }
  }

  private static Sealed sealed(List<RunningHub> hubs) {
    RunningHub first = hubs.get(0);
    RunningHub last = hubs.get(hubs.size() - 1);
    RunningHub.Room room = first.room();
    String poll = first.openPoll(room, Map.of("proof", "ballots"));
    String path = "/api/v1/rooms/" + room.code() + "/polls/" + poll;
    List<String> tags = new ArrayList<>();
    for (int i = 0; i < CHOICES.size(); i++) {
      tags.add(vote(hubs.get(i % hubs.size()), room, poll, CHOICES.get(i)));
    }

    // Everywhere at once, as where two presenters press the button.
    CompletableFuture.allOf(
            hubs.stream()
                .map(
                    hub ->
                        CompletableFuture.runAsync(() -> hub.step(room, poll, "close", Map.of())))
                .toArray(CompletableFuture[]::new))
        .join();

    String checkpoint = text(first, path + "/checkpoint");
    assertThat(text(last, path + "/checkpoint")).isEqualTo(checkpoint);
    VerifierKey key = key(first);
    assertThat(key(last)).isEqualTo(key);
    SignedNote note = SignedNote.parse(checkpoint).orElseThrow();
    assertThat(key.hasSigned(note)).isTrue();
    assertThat(Checkpoint.parse(note.text()).orElseThrow().size()).isEqualTo(CHOICES.size() + 1L);
    for (String tag : tags) {
      InclusionProof proof =
          InclusionProof.parse(text(last, path + "/proof?tag=" + tag)).orElseThrow();
      assertThat(proof.proves(Hash.ofBase64Url(tag).orElseThrow().bytes(), key)).isTrue();
    }
    Manifest manifest = Manifest.read(text(last, path + "/manifest"));
    return new Sealed(manifest.ballotsRoot(), manifest.all().get("result"));
  }

  private static String vote(RunningHub hub, RunningHub.Room room, String poll, String choice) {
    Map<String, Object> voter =
        hub.post("/api/v1/rooms/" + room.code() + "/voters", null, Map.of());
    Map<String, Object> ack =
        hub.post(
            "/api/v1/rooms/" + room.code() + "/polls/" + poll + "/ballots",
            (String) voter.get("token"),
            Map.of("ballot", Map.of("choice", choice)));
    return new TagHash().text(poll, null, (String) ack.get("receipt"));
  }

  private static String text(RunningHub hub, String path) {
    return hub.call("GET", path, null, null).body();
  }

  private static VerifierKey key(RunningHub hub) {
    List<?> keys = (List<?>) hub.get("/api/v1/proof/keys", null).get("keys");
    return VerifierKey.parse((String) ((Map<?, ?>) keys.get(0)).get("key")).orElseThrow();
  }
}
