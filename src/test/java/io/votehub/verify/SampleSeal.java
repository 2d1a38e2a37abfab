package io.votehub.verify;

import io.votehub.poll.Mark;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.proof.Checkpoint;
import io.votehub.proof.Hash;
import io.votehub.proof.InclusionProof;
import io.votehub.proof.Manifest;
import io.votehub.proof.MerkleTree;
import io.votehub.proof.ProofArchive;
import io.votehub.proof.SignedNote;
import io.votehub.proof.SigningKey;
import io.votehub.proof.TagHash;
import io.votehub.proof.TagList;
import io.votehub.proof.TreeRoot;
import io.votehub.proof.VerifierKey;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A seal of sample ballots, signed by a key that anybody may know. */
record SampleSeal(String manifest, TagList tags, Optional<List<String>> ballots) {
  private static final HexFormat HEX = HexFormat.of();
  private static final String PKCS8 = "302e020100300506032b657004220420";

  /** The keys of the first two tests of RFC 8032, section 7.1. */
  static final SigningKey KEY =
      key(
          "vote.example.org/00000001",
          "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
          "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");

  static final SigningKey OTHER =
      key(
          "vote.example.org/00000001",
          "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
          "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");

  private static SigningKey key(String name, String seed, String publicKey) {
    return SigningKey.of(VerifierKey.of(name, HEX.parseHex(publicKey)), HEX.parseHex(PKCS8 + seed));
  }

  /** The tags of so many ballots, of which every third has no mark. */
  static TagList tags(int size) {
    byte[] all = new byte[size * TagHash.BYTES];
    for (int i = 0; i < size; i++) {
      System.arraycopy(tag(i), 0, all, i * TagHash.BYTES, TagHash.BYTES);
    }
    return TagList.sorted(all);
  }

  static byte[] tag(int voter) {
    return new TagHash().of("p1", voter % 3 == 2 ? null : mark(voter), receipt(voter));
  }

  static Mark mark(int voter) {
    return new Mark(0x0123_4567_89AB_CDEFL * (voter + 1), voter);
  }

  static String receipt(int voter) {
    return String.format("%016d", voter);
  }

  /** The seal of ballots that are public. */
  static SampleSeal of(SampleBallots sample) {
    return of(sample, sample.result());
  }

  /** A seal with another result than that of its ballots. */
  static SampleSeal of(SampleBallots sample, Map<String, Object> result) {
    TreeRoot root = new TreeRoot();
    sample.lines().forEach(line -> root.add(line.getBytes(StandardCharsets.UTF_8)));
    return new SampleSeal(
        manifest(sample, sample.poll(), result, root.root()),
        tags(sample.lines().size()),
        Optional.of(sample.lines()));
  }

  /** The seal of ballots that are not public. */
  static SampleSeal withoutBallots(SampleBallots sample) {
    TreeRoot root = new TreeRoot();
    root.add(new byte[32]);
    sample.lines().forEach(line -> root.add(line.getBytes(StandardCharsets.UTF_8)));
    Poll poll = sample.poll();
    PollSettings settings = poll.settings().withProof(PollSettings.Proof.RECEIPTS);
    Poll sealed =
        Poll.draft(
                poll.id(), poll.room(), poll.question(), poll.method(), poll.options(), settings, 0)
            .withElectorate(poll.electorate());
    return new SampleSeal(
        manifest(sample, sealed, sample.result(), root.root()),
        tags(sample.lines().size()),
        Optional.empty());
  }

  private static String manifest(
      SampleBallots sample, Poll poll, Map<String, Object> result, Hash root) {
    return Manifest.write(
        KEY.verifier().name(),
        poll,
        1,
        1_800_000_000_000L,
        sample.lines().size(),
        sample.weight(),
        Optional.of(result),
        Optional.of(root));
  }

  SampleSeal withTags(TagList other) {
    return new SampleSeal(manifest, other, ballots);
  }

  SampleSeal withBallots(List<String> other) {
    return new SampleSeal(manifest, tags, Optional.of(other));
  }

  SampleSeal withManifest(String other) {
    return new SampleSeal(other, tags, ballots);
  }

  private MerkleTree tree() {
    return tags.treeWith(manifest.getBytes(StandardCharsets.UTF_8));
  }

  /** What the key signs of it. */
  SignedNote checkpoint(SigningKey key) {
    return key.sign(
        new Checkpoint(
                Checkpoint.originOfSeal(KEY.verifier().name(), "p1", 1),
                tags.size() + 1L,
                tree().root())
            .text());
  }

  /** The archive, as a hub with that key signs and publishes it. */
  byte[] archive(SigningKey key) {
    return archive(checkpoint(key).note(), key);
  }

  /** The archive with a checkpoint that may be another's. */
  byte[] archive(String checkpoint, SigningKey key) {
    return new ProofArchive(manifest, tags, checkpoint, key.verifier().text(), ballots).bytes();
  }

  /** The proof of a voter's tag. */
  String proof(int voter) {
    int index = tags.indexOf(Hash.of(tag(voter))) + 1;
    return new InclusionProof(index, tree().inclusion(index), checkpoint(KEY)).text();
  }
}
