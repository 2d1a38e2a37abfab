package io.votehub.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proof that a leaf stands in a tree, as of C2SP tlog-proof.
 *
 * @param index of the leaf
 * @param path from the leaf to the root
 * @param checkpoint of the tree, signed
 */
public record InclusionProof(long index, List<Hash> path, SignedNote checkpoint) {
  private static final String FORMAT = "c2sp.org/tlog-proof@v1";
  private static final String INDEX = "index ";
  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final int MAX_LENGTH = 1 << 17;
  private static final int MAX_PATH = 63;

  public InclusionProof {
    path = List.copyOf(path);
  }

  /** The proof as it is published. */
  public String text() {
    StringBuilder text = new StringBuilder(FORMAT).append('\n');
    text.append(INDEX).append(index).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint.note()).toString();
  }

  /** Reads a proof; empty if it is none, or one with extra data. */
  public static Optional<InclusionProof> parse(String text) {
    int end = text.length() > MAX_LENGTH ? -1 : text.indexOf("\n\n");
    if (end < 0) {
      return Optional.empty();
    }
    List<String> head = text.substring(0, end).lines().toList();
    if (head.size() < 2
        || head.size() > MAX_PATH + 2
        || !head.get(0).equals(FORMAT)
        || !head.get(1).startsWith(INDEX)
        || !NUMBER.matcher(head.get(1).substring(INDEX.length())).matches()) {
      return Optional.empty();
    }
    List<Hash> path = new ArrayList<>();
    head.subList(2, head.size()).forEach(line -> Hash.ofBase64(line).ifPresent(path::add));
    long index = Long.parseLong(head.get(1).substring(INDEX.length()));
    return SignedNote.parse(text.substring(end + 2))
        .map(note -> new InclusionProof(index, path, note))
        .filter(read -> read.text().equals(text));
  }

  /** Whether a key has signed that the leaf stands in the tree of the checkpoint. */
  public boolean proves(byte[] leaf, VerifierKey key) {
    return key.hasSigned(checkpoint)
        && Checkpoint.parse(checkpoint.text())
            .flatMap(
                signed ->
                    MerkleProof.rootOf(leaf, index, signed.size(), path)
                        .filter(signed.root()::equals))
            .isPresent();
  }
}
