package io.votehub.count;

import io.votehub.identity.ReceiptSigner;
import io.votehub.poll.Poll;
import io.votehub.poll.VoterId;
import io.votehub.proof.BallotLine;
import io.votehub.proof.Hash;
import io.votehub.proof.TagHash;
import io.votehub.store.JournalEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Finds in one visit of the standing entries the tags of their ballots, and the hashes of their
 * lines; keeps 64 bytes of each.
 */
final class SealReading implements Consumer<JournalEntry> {
  /** Also what sorting takes. */
  private static final int BYTES_A_BALLOT = 4 * Hash.BYTES;

  private static final int MAX_CACHED = 1_024;
  private static final int MAX_CACHED_LENGTH = 256;

  private record Line(String ballot, long weight) {}

  private final Poll poll;
  private final ReceiptSigner receipts;
  private final TagHash hash = new TagHash();
  private final byte[] tags;
  private final byte[] lines;
  private final Map<Line, byte[]> cache = new HashMap<>();
  private int found;
  private long weight;

  /**
   * @param count how many entries will be visited
   */
  SealReading(Poll poll, int count, ReceiptSigner receipts, ReadMemory memory) {
    memory.add((long) BYTES_A_BALLOT * count);
    this.poll = poll;
    this.receipts = receipts;
    this.tags = new byte[count * Hash.BYTES];
    this.lines = new byte[poll.isSecret() ? 0 : tags.length];
  }

  @Override
  public void accept(JournalEntry entry) {
    int at = found * Hash.BYTES;
    found++;
    String receipt = receipts.sign(poll.id(), entry.rev(), entry.voter());
    System.arraycopy(hash.of(poll.id(), entry.mark(), receipt), 0, tags, at, Hash.BYTES);
    long own = VoterId.weight(entry.voter());
    weight += own;
    if (lines.length > 0) {
      System.arraycopy(line(entry.ballot(), own), 0, lines, at, Hash.BYTES);
    }
  }

  /** Most ballots are equal to others. */
  private byte[] line(String ballot, long own) {
    Line line = new Line(ballot, own);
    byte[] known = cache.get(line);
    if (known != null) {
      return known;
    }
    byte[] fresh = BallotLine.leafHash(BallotLine.of(ballot, own)).bytes();
    if (ballot.length() <= MAX_CACHED_LENGTH) {
      if (cache.size() == MAX_CACHED) {
        cache.clear();
      }
      cache.put(line, fresh);
    }
    return fresh;
  }

  /** The tags of all ballots, one after the other, in the order of the journal. */
  byte[] tags() {
    return tags;
  }

  /** The hashes of all lines likewise; none of a secret poll. */
  byte[] lines() {
    return lines;
  }

  /** The sum of the weights. */
  long weight() {
    return weight;
  }
}
