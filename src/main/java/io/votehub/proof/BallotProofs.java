package io.votehub.proof;

import io.votehub.poll.BallotProof;
import io.votehub.poll.Mark;
import java.util.Objects;

/**
 * Tells voters what proves that their ballots count. The tag costs a hash, so it is computed only
 * for ballots with marks. Not thread-safe: one for each event loop.
 */
public final class BallotProofs {
  /** Signs the receipt for the ballot of a voter on a poll under a revision. */
  public interface Receipts {
    String sign(String poll, long rev, String voter);
  }

  private final Receipts receipts;
  private final TagHash tags = new TagHash();

  public BallotProofs(Receipts receipts) {
    this.receipts = receipts;
  }

  /**
   * Of a ballot that the client may not have cast.
   *
   * @param voter the id under which the ballot is counted
   * @param mark the ballot's; null if it has none
   */
  public BallotProof of(String poll, long rev, String voter, Mark mark) {
    String receipt = receipts.sign(poll, rev, voter);
    return mark == null
        ? new BallotProof(receipt, null, null)
        : new BallotProof(receipt, tags.text(poll, mark, receipt), mark.text());
  }

  /**
   * The answer to a ballot: the mark of the one that stands is told only if it is another one.
   *
   * @param voter the id under which the ballot is counted
   * @param mark that of the ballot that stands; null if it has none
   * @param sent that of the ballot that was cast; null if it has none
   */
  public BallotProof answer(String poll, long rev, String voter, Mark mark, Mark sent) {
    String receipt = receipts.sign(poll, rev, voter);
    if (mark == null && sent == null) {
      return new BallotProof(receipt, null, null);
    }
    String tag = tags.text(poll, mark, receipt);
    String other = mark == null ? "" : mark.text();
    return new BallotProof(receipt, tag, Objects.equals(mark, sent) ? null : other);
  }

  /** The answer to a withdrawal, after which nothing stands that could have a tag. */
  public BallotProof withoutBallot(String poll, long rev, String voter) {
    return new BallotProof(receipts.sign(poll, rev, voter), null, null);
  }
}
