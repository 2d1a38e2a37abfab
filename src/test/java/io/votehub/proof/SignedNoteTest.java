package io.votehub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
  private static final String TEXT =
      """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;

  private final SigningKey key = SigningKey.fresh("vote.example.org/0123abcd");

  @Test
  void aNoteThatAnotherProgramSignedIsVerified() {
    VerifierKey known =
        VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW")
            .orElseThrow();
    SignedNote note =
        SignedNote.parse(
                TEXT
                    + "\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFY"
                    + "C2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n")
            .orElseThrow();

    assertThat(note.text()).isEqualTo(TEXT);
    assertThat(known.hasSigned(note)).isTrue();
    assertThat(known.hasSigned(new SignedNote(TEXT + "x\n", note.signatures()))).isFalse();
    assertThat(key.verifier().hasSigned(note)).isFalse();
  }

  @Test
  void aSignedNoteIsReadAndVerifiedAndAKeyIsKeptAndFoundAgain() {
    SignedNote note = key.sign("a\n\nb\n");
    SigningKey kept =
        SigningKey.of(VerifierKey.parse(key.verifier().text()).orElseThrow(), key.encoded());

    assertThat(SignedNote.parse(note.note())).hasValue(note);
    assertThat(key.verifier().hasSigned(note)).isTrue();
    assertThat(kept.sign("a\n\nb\n")).isEqualTo(note);
    assertThatThrownBy(() -> SigningKey.of(SigningKey.fresh("other").verifier(), key.encoded()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyChangedByteOfANoteIsFound() {
    byte[] note =
        key.sign(new Checkpoint("origin", 3, TagList.sorted(new byte[32]).at(0)).text())
            .note()
            .getBytes(StandardCharsets.UTF_8);

    for (int i = 0; i < note.length; i++) {
      byte[] changed = note.clone();
      changed[i] ^= 1;
      assertThat(
              SignedNote.parse(new String(changed, StandardCharsets.UTF_8))
                  .filter(key.verifier()::hasSigned))
          .as("byte %s", i)
          .isEmpty();
    }
  }

  @Test
  void whatIsNoNoteNoKeyAndNoCheckpointIsNotRead() {
    for (String none : List.of("", "\n", "a\n", "a\n\n", "a\n\n— name\n", "a\n\n— n x\n", "\n\n")) {
      assertThat(SignedNote.parse(none)).as(none).isEmpty();
    }
    String text = key.verifier().text();
    for (String none :
        List.of("", "a+b+c", text + " ", text.replace('+', '-'), text.substring(1))) {
      assertThat(VerifierKey.parse(none)).as(none).isEmpty();
    }
    for (String none : List.of("", "o\n1\n", "o\n01\nAAAA\n", "o\n1\n" + "A".repeat(44) + "\n")) {
      assertThat(Checkpoint.parse(none)).as(none).isEmpty();
    }
    assertThatThrownBy(() -> VerifierKey.of("a b", new byte[32]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aProofIsReadAndHoldsForItsLeafAlone() {
    byte[] tags = new byte[5 * Hash.BYTES];
    for (int i = 0; i < 5; i++) {
      tags[i * Hash.BYTES] = (byte) i;
    }
    TagList list = TagList.sorted(tags);
    MerkleTree tree = SealTree.piece("{}", 0, list);
    Checkpoint checkpoint = new Checkpoint("o", tree.size(), tree.root());
    InclusionProof proof = new InclusionProof(3, tree.inclusion(3), key.sign(checkpoint.text()));

    InclusionProof read = InclusionProof.parse(proof.text()).orElseThrow();

    assertThat(read).isEqualTo(proof);
    assertThat(read.proves(list.at(2).bytes(), key.verifier())).isTrue();
    assertThat(read.proves(list.at(3).bytes(), key.verifier())).isFalse();
    assertThat(read.proves(list.at(2).bytes(), SigningKey.fresh("o").verifier())).isFalse();
    byte[] text = proof.text().getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < text.length; i++) {
      byte[] changed = text.clone();
      changed[i] ^= 2;
      assertThat(
              InclusionProof.parse(new String(changed, StandardCharsets.UTF_8))
                  .filter(each -> each.proves(list.at(2).bytes(), key.verifier())))
          .as("byte %s", i)
          .isEmpty();
    }
  }
}
