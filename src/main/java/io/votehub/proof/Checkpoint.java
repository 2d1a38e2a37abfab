package io.votehub.proof;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The state of a tree as it is signed, as of C2SP tlog-checkpoint.
 *
 * @param origin which tree it is
 * @param size its number of leaves
 */
public record Checkpoint(String origin, long size, Hash root) {
  private static final Pattern SIZE = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final int LINES = 3;

  /** The origin of a poll's seal. */
  public static String originOfSeal(String hub, String poll, int seal) {
    return hub + "/polls/" + poll + "/seals/" + seal;
  }

  /** The text to be signed: three lines. */
  public String text() {
    return origin + '\n' + size + '\n' + root.base64() + '\n';
  }

  /** Reads the text of a note; empty if it is no checkpoint, or one with more lines. */
  public static Optional<Checkpoint> parse(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() != LINES || lines.get(0).isEmpty() || !SIZE.matcher(lines.get(1)).matches()) {
      return Optional.empty();
    }
    long size = Long.parseLong(lines.get(1));
    return Hash.ofBase64(lines.get(2))
        .map(root -> new Checkpoint(lines.get(0), size, root))
        .filter(read -> read.text().equals(text));
  }
}
