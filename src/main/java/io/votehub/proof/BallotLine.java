package io.votehub.proof;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes a ballot as a seal has it: a line of canonical JSON, without voter and time. */
public final class BallotLine {
  /** The length of the salt that is a leaf before the lines where ballots are not public. */
  public static final int SALT_BYTES = 32;

  private BallotLine() {}

  /**
   * The line of a ballot.
   *
   * @param ballot its JSON text, as it stands in the journal
   * @param weight how often it counts
   */
  public static String of(String ballot, long weight) {
    try {
      Map<String, Object> value = Json.readObject(ballot);
      return CanonicalJson.write(weight == 1 ? value : Map.of("ballot", value, "weight", weight));
    } catch (BadJsonException impossible) {
      throw new IllegalStateException("A ballot in a journal is not JSON", impossible);
    }
  }

  /** The hash of a line as a leaf, by which lines are sorted. */
  public static Hash leafHash(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    return Hash.of(new TreeHasher().leaf(bytes, 0, bytes.length));
  }
}
