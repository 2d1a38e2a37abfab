package io.votehub.verify;

import io.votehub.proof.Checkpoint;
import io.votehub.proof.InclusionProof;
import io.votehub.proof.Manifest;
import io.votehub.proof.MerkleProof;
import io.votehub.proof.ProofArchive;
import io.votehub.proof.SignedNote;
import io.votehub.proof.UnreadableProofException;
import io.votehub.proof.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Verifies archives of seals, step by step as {@code docs/proof-format.md} says, and proofs of
 * single ballots. Immutable.
 *
 * <p>Example: {@code new ArchiveVerifier(Optional.empty()).verify(bytes).hold()}.
 */
public final class ArchiveVerifier {
  private final Optional<VerifierKey> trusted;

  /**
   * @param trusted the key that the user trusts; without one an archive proves only that nothing
   *     was changed since it was signed
   */
  public ArchiveVerifier(Optional<VerifierKey> trusted) {
    this.trusted = trusted;
  }

  /**
   * Verifies an archive.
   *
   * @throws UnreadableProofException if it does not have the form of an archive
   */
  public Findings verify(byte[] zip) {
    ProofArchive archive = ProofArchive.read(zip);
    Findings findings = new Findings();
    findings.holds("the archive has its one form");
    Optional<Manifest> manifest =
        findings.check("the manifest can be read", () -> manifest(archive));
    manifest.ifPresent(
        read ->
            findings.check(
                "there is one tag for each of the " + read.ballots() + " ballots, all different",
                () -> tags(archive, read)));
    Optional<SignedNote> note =
        findings.check(
            "the checkpoint is that of this poll and seal, and of this manifest and these tags",
            () -> checkpoint(archive, manifest));
    note.ifPresent(signed -> signature(findings, archive, manifest, signed));
    manifest.ifPresent(read -> BallotCheck.run(findings, read, archive.ballots()));
    return findings;
  }

  /**
   * Verifies the proof that a ballot is in a seal.
   *
   * @param tag 32 bytes
   * @param archive of the seal to which the proof should belong
   * @throws UnreadableProofException if it is no proof
   */
  public Findings verifyProof(String text, byte[] tag, Optional<byte[]> archive) {
    InclusionProof proof =
        InclusionProof.parse(text)
            .orElseThrow(() -> new UnreadableProofException("This is not the proof of a ballot"));
    Checkpoint checkpoint =
        Checkpoint.parse(proof.checkpoint().text())
            .orElseThrow(() -> new UnreadableProofException("The proof has no checkpoint"));
    Findings findings = new Findings();
    findings.check(
        "the ballot is in the sealed result " + checkpoint.origin(),
        () -> {
          FaultException.unless(
              proof.index() >= 1
                  && MerkleProof.rootOf(tag, proof.index(), checkpoint.size(), proof.path())
                      .filter(checkpoint.root()::equals)
                      .isPresent(),
              "the ballot is not in the sealed result at the place that the proof names");
          return proof;
        });
    archive.ifPresent(
        zip ->
            findings.check(
                "the proof belongs to the archive",
                () -> {
                  FaultException.unless(
                      ProofArchive.read(zip).checkpoint().equals(proof.checkpoint().note()),
                      "the proof belongs to another seal than the archive");
                  return zip;
                }));
    if (trusted.isPresent()) {
      findings.check(
          "it is signed by the key you trust", () -> signedBy(proof.checkpoint(), trusted.get()));
    } else if (archive.isEmpty()) {
      findings.note("no key was given: who signed the checkpoint was not checked");
    }
    return findings;
  }

  private static Manifest manifest(ProofArchive archive) throws FaultException {
    try {
      return Manifest.read(archive.manifest());
    } catch (UnreadableProofException fault) {
      throw new FaultException(fault.getMessage());
    }
  }

  private static ProofArchive tags(ProofArchive archive, Manifest manifest) throws FaultException {
    FaultException.unless(
        archive.tags().isStrictlyAscending(),
        "two tags are equal, or the tags are not in ascending order");
    FaultException.unless(
        archive.tags().size() == manifest.ballots(),
        "there are " + archive.tags().size() + " tags for " + manifest.ballots() + " ballots");
    return archive;
  }

  private static SignedNote checkpoint(ProofArchive archive, Optional<Manifest> manifest)
      throws FaultException {
    SignedNote note = SignedNote.parse(archive.checkpoint()).orElse(null);
    FaultException.unless(
        note != null && note.signatures().size() == 1, "the checkpoint is not one signed note");
    Checkpoint checkpoint = Checkpoint.parse(note.text()).orElse(null);
    FaultException.unless(checkpoint != null, "the checkpoint cannot be read");
    if (manifest.isPresent()) {
      Manifest of = manifest.get();
      FaultException.unless(
          checkpoint.origin().equals(Checkpoint.originOfSeal(of.hub(), of.poll(), of.seal())),
          "the checkpoint is of another poll or seal");
    }
    byte[] leaf = archive.manifest().getBytes(StandardCharsets.UTF_8);
    FaultException.unless(
        checkpoint.size() == archive.tags().size() + 1L
            && checkpoint.root().equals(archive.tags().treeWith(leaf).root()),
        "the manifest or the tags are not those that were sealed");
    return note;
  }

  private void signature(
      Findings findings, ProofArchive archive, Optional<Manifest> manifest, SignedNote note) {
    Optional<VerifierKey> own =
        findings.check(
            "the archive has the key " + archive.key(),
            () -> {
              VerifierKey key = VerifierKey.parse(archive.key()).orElse(null);
              FaultException.unless(
                  key != null && manifest.map(of -> of.hub().equals(key.name())).orElse(true),
                  "the key in the archive is none, or that of another hub");
              return key;
            });
    if (own.isEmpty()) {
      return;
    }
    findings.check(
        trusted.isPresent()
            ? "it is signed by the key you trust"
            : "it is signed by the key in the archive",
        () -> {
          FaultException.unless(
              trusted.map(own.get()::equals).orElse(true),
              "the archive is signed by another key than the one you trust");
          return signedBy(note, own.get());
        });
    if (trusted.isEmpty()) {
      findings.note(
          "no key was given: the archive's own proves only that nothing was changed since it was"
              + " signed");
    }
  }

  private static SignedNote signedBy(SignedNote note, VerifierKey key) throws FaultException {
    FaultException.unless(key.hasSigned(note), "the signature is wrong, or of another key");
    return note;
  }
}
