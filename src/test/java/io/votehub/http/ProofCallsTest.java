package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import io.votehub.proof.BallotLine;
import io.votehub.proof.BallotRoot;
import io.votehub.proof.Checkpoint;
import io.votehub.proof.Hash;
import io.votehub.proof.InclusionProof;
import io.votehub.proof.Manifest;
import io.votehub.proof.ProofArchive;
import io.votehub.proof.SealTree;
import io.votehub.proof.SignedNote;
import io.votehub.proof.TagHash;
import io.votehub.proof.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Whoever may see the result of a closed poll can prove it. */
class ProofCallsTest extends CallsTest {
  private Got draft(String method, Map<String, ?> settings) {
    return hub.draft(room, method, List.of("A", "B"), settings);
  }

  private String open(Map<String, ?> settings) {
    return open("single", List.of("A", "B"), settings);
  }

  /** The tags that voters compute from their receipts. */
  private List<String> vote(String poll, String... choices) {
    List<String> tags = new ArrayList<>();
    for (String choice : choices) {
      Got got =
          hub.post(poll + "/ballots")
              .as(hub.voter(room))
              .send(Map.of("ballot", Map.of("choice", choice)));
      assertThat(got.status()).as(got.text()).isEqualTo(201);
      String id = poll.substring(poll.lastIndexOf('/') + 1);
      tags.add(new TagHash().text(id, null, (String) got.at("receipt")));
    }
    return tags;
  }

  private Got get(String path) {
    return hub.get(path).send();
  }

  private VerifierKey key() {
    List<?> keys = (List<?>) hub.get("/api/v1/proof/keys").send().at("keys");
    return VerifierKey.parse((String) ((Map<?, ?>) keys.get(0)).get("key")).orElseThrow();
  }

  @Test
  void votersProveTheirTagsUnderTheSignedCheckpoint() {
    String poll = open(Map.of());
    List<String> told = vote(poll, "a", "b", "a");

    Map<String, Object> closed = step(poll, "close").json();

    Got checkpoint = get(poll + "/checkpoint");
    assertThat(checkpoint.status()).as(checkpoint.text()).isEqualTo(200);
    SignedNote note = SignedNote.parse(checkpoint.text()).orElseThrow();
    Checkpoint signed = Checkpoint.parse(note.text()).orElseThrow();
    assertThat(key().hasSigned(note)).isTrue();
    assertThat(closed.get("seal"))
        .isEqualTo(Map.of("number", 1, "root", signed.root().base64Url()));
    assertThat(get(poll + "/tags").at("tags"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrderElementsOf(told);
    for (String tag : told) {
      InclusionProof proof =
          InclusionProof.parse(get(poll + "/proof?tag=" + tag).text()).orElseThrow();
      assertThat(proof.proves(Hash.ofBase64Url(tag).orElseThrow().bytes(), key())).isTrue();
    }
    assertThat(get(poll + "/proof?tag=" + "A".repeat(43)).at("code")).isEqualTo("unknown-proof");
    assertThat(get(poll + "/proof?tag=x").at("code")).isEqualTo("bad-request");
    assertThat(get(poll + "/proof").at("code")).isEqualTo("bad-request");
  }

  @Test
  void theArchiveHasItsOneFormAndProvesTheResult() {
    for (String proof : List.of("receipts", "ballots")) {
      String poll = open(Map.of("proof", proof));
      vote(poll, "a", "b", "a");
      step(poll, "close");

      Got zip = get(poll + "/proof.zip");

      assertThat(zip.status()).as(zip.text()).isEqualTo(200);
      ProofArchive archive = ProofArchive.read(zip.raw().body());
      Manifest manifest = Manifest.read(archive.manifest());
      Checkpoint signed =
          Checkpoint.parse(SignedNote.parse(archive.checkpoint()).orElseThrow().text())
              .orElseThrow();
      assertThat(archive.key()).isEqualTo(key().text());
      assertThat(SealTree.of(archive.manifest(), archive.tags()).root()).isEqualTo(signed.root());
      assertThat(manifest.ballots()).isEqualTo(3);
      assertThat(archive.ballots().isPresent()).isEqualTo(proof.equals("ballots"));
      archive
          .ballots()
          .ifPresent(
              lines -> {
                assertThat(lines).hasSize(3);
                assertThat(BallotRoot.ofOrdered(lines)).isEqualTo(manifest.ballotsRoot());
              });
      assertThat(get(poll + "/manifest").text()).isEqualTo(archive.manifest());
      assertThat(hub.get(poll + "/tags").with("Accept", "text/plain").send().raw().body())
          .isEqualTo(archive.tags().lines(0, 3));
    }
  }

  @Test
  void aPollWithoutBallotsHasAnArchiveToo() {
    String poll = open(Map.of("proof", "ballots"));
    step(poll, "close");

    ProofArchive archive = ProofArchive.read(get(poll + "/proof.zip").raw().body());

    assertThat(archive.tags().size()).isZero();
    assertThat(archive.ballots()).hasValue(List.of());
    assertThat(get(poll + "/tags").at("tags"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .isEmpty();
  }

  @Test
  void anEarlierSealIsShownByItsNumber() {
    String poll = open(Map.of());
    step(poll, "close");
    String first = get(poll + "/checkpoint").text();

    step(poll, "reopen");
    assertThat(get(poll + "/checkpoint").at("code")).isEqualTo("unknown-proof");
    step(poll, "close");

    assertThat(get(poll + "/checkpoint?seal=1").text()).isEqualTo(first);
    assertThat(get(poll + "/checkpoint").text()).isNotEqualTo(first);
    assertThat(get(poll + "/checkpoint?seal=3").at("code")).isEqualTo("unknown-proof");
    assertThat(get(poll + "/checkpoint?seal=x").at("code")).isEqualTo("bad-request");
  }

  @Test
  void whoMayNotSeeTheResultMayNotSeeTheSeal() {
    String poll = open(Map.of("results", "hidden"));
    String tag = vote(poll, "a").get(0);
    step(poll, "close");

    for (String part : List.of("checkpoint", "manifest", "tags", "proof.zip", "proof?tag=" + tag)) {
      assertThat(get(poll + "/" + part).status()).as(part).isEqualTo(403);
      assertThat(hub.get(poll + "/" + part).as(room.token()).send().status()).isEqualTo(200);
    }
  }

  @Test
  void withoutASealThereIsNothingToProve() {
    String running = open(Map.of());
    String unsealed = open(Map.of("proof", "none"));
    Map<String, Object> closed = step(unsealed, "close").json();

    assertThat(closed).doesNotContainKey("seal");
    for (String part : List.of("checkpoint", "manifest", "tags", "proof.zip")) {
      assertThat(get(running + "/" + part).at("code")).as(part).isEqualTo("unknown-proof");
      assertThat(get(unsealed + "/" + part).at("code")).as(part).isEqualTo("unknown-proof");
    }
  }

  @Test
  void whatAClientHasAlreadyIsNotSentAgain() {
    String poll = open(Map.of());
    step(poll, "close");

    for (String part : List.of("checkpoint", "manifest", "tags", "proof.zip")) {
      String etag = get(poll + "/" + part).header("ETag");
      Got again = hub.get(poll + "/" + part).with("If-None-Match", etag).send();
      assertThat(again.status()).as(part).isEqualTo(304);
      assertThat(again.text()).isEmpty();
    }
  }

  @Test
  void textsAndSecretBallotsNeverBecomePublic() {
    for (String method : List.of("text", "words", "questions")) {
      Got refused = draft(method, Map.of("proof", "ballots"));
      assertThat(refused.status()).as(refused.text()).isEqualTo(422);
      assertThat(refused.pointers()).contains("/settings/proof");
    }
    assertThat(draft("single", Map.of("proof", "all")).pointers()).contains("/settings/proof");
    assertThat(draft("single", Map.of("proof", "ballots", "secret", true)).pointers())
        .contains("/settings/proof");
    Optional<Object> kept =
        Optional.ofNullable(
            ((Map<?, ?>) draft("single", Map.of("proof", "ballots")).at("settings")).get("proof"));
    assertThat(kept).hasValue("ballots");
  }

  @Test
  void thePresenterAloneIsToldTheSaltByWhichTheBallotsAreThoseThatWereSealed() {
    String poll = open(Map.of());
    vote(poll, "a", "b");
    step(poll, "close");

    Got ballots = hub.get(poll + "/ballots").as(room.token()).send();

    byte[] salt = Base64.getUrlDecoder().decode(ballots.header("Votehub-Seal-Salt"));
    ByteArrayOutputStream hashes = new ByteArrayOutputStream();
    ballots
        .text()
        .lines()
        .map(line -> line.substring("{\"ballot\":".length(), line.length() - 1))
        .forEach(ballot -> hashes.writeBytes(BallotLine.leafHash(ballot).bytes()));
    assertThat(Manifest.read(get(poll + "/manifest").text()).ballotsRoot())
        .hasValue(BallotRoot.of(hashes.toByteArray(), Optional.of(salt)))
        .isNotEqualTo(Optional.of(BallotRoot.of(hashes.toByteArray(), Optional.empty())));
  }
}
