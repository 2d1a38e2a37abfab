package io.votehub.store.embedded;

import java.util.Comparator;
import java.util.List;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SFChunk;

/**
 * Makes a store file smaller once more than half of it is unused, until a third is, and a few
 * hundred blocks, in small steps on the thread that commits.
 *
 * <p>Most of what is unused lies within chunks: a commit writes whole pages, so that each of a few
 * changed entries leaves a page unused in an older chunk. So first the live pages of the chunks
 * with the fewest are rewritten together, which frees these chunks. A file can only be truncated at
 * its end, so then the live pages there are rewritten and land in the free space before.
 *
 * <p>What is freed can be written to only some dozens of commits later. So that the file does not
 * grow meanwhile, no more is rewritten until then than fits into what is free, or a few megabytes.
 *
 * <p><b>What it costs.</b> While others write, it writes half as many bytes as they. Beyond that it
 * writes at most twice what is live, less if the file does not shrink for some rounds, and begins
 * anew once an eighth of the file was written, or as much as the whole file if it was in vain.
 */
final class Shrinking {
  /** What a step did. */
  enum Step {
    /** It rewrote something, or there is nothing more to do. */
    DONE,
    /** It waits for chunks to be freed, which takes further commits. */
    WAITED
  }

  /** Smaller files are not shrunk. */
  private static final int SMALL_BLOCKS = (4 << 20) / OrderedFile.BLOCK_BYTES;

  /**
   * Live bytes rewritten per step, during which the writer is blocked, and which need as much room
   * in one piece.
   */
  private static final int REWRITTEN_AT_ONCE = 1 << 18;

  /** What a commit writes beside that: the pages above, and about chunks. */
  private static final int WRITTEN_BESIDE_BLOCKS = 8;

  /** A piece that begins before the goal and fits nowhere may end so far behind it. */
  private static final int BEHIND_GOAL_BLOCKS =
      REWRITTEN_AT_ONCE / OrderedFile.BLOCK_BYTES + WRITTEN_BESIDE_BLOCKS;

  /** A shorter gap is left to small commits. */
  private static final int WORTH_FILLING_BYTES = 1 << 17;

  /** Rewritten before what is freed can be used, even if nothing is free. */
  private static final long ROUND_BYTES = 4 << 20;

  /** After so many further commits freed chunks can be written to. */
  private static final int COMMITS_UNTIL_FREE = 70;

  /** What the commits take by which it waits, beside what is live. */
  private static final int WAITING_BLOCKS = 2 * COMMITS_UNTIL_FREE;

  /** Rounds that leave the file as large as it was, after which it is given up for now. */
  private static final int ROUNDS_IN_VAIN = 4;

  /** Consecutive steps that rewrite nothing, after which it is given up for now. */
  private static final int WAITS_AT_MOST = 300;

  /** So little within chunks does not matter. */
  private static final int LITTLE_BLOCKS = (1 << 20) / OrderedFile.BLOCK_BYTES;

  /** Chunks with more live pages stay. */
  private static final int SPARSE_PERCENT = 75;

  private static final int CHECK_AFTER_BYTES = 1 << 20;
  private static final int CHECK_AFTER_SHARE = 8;

  /** What a step is taken to cost that rewrites nothing. */
  private static final long COST_AT_LEAST = 1 << 16;

  private static final int OTHERS_FACTOR = 2;

  private final MVStore store;
  private final OrderedFile file;

  private boolean begun;

  /** The number of consecutive steps that rewrote nothing. */
  private int waits;

  /** The remaining live bytes that may be rewritten before it is given up for now. */
  private long budget;

  /** The live bytes that may be rewritten before the freed chunks can be used. */
  private long round;

  /** The version at which the round began. */
  private long roundFrom;

  /** The smallest size at the beginning of a round, and the number of rounds since. */
  private long smallest;

  private int roundsInVain;

  /** How many bytes are to be written before the size is checked, and before a step under load. */
  private long checkAt;

  private long underLoadAt;

  /** What others wrote since the budget was last full. */
  private long othersWrote;

  /** The bytes written up to the end of its last step, and whether that is still to come. */
  private long ownUpTo;

  private boolean stepping;

  /** What its last step is taken to have cost. */
  private long cost;

  Shrinking(MVStore store, OrderedFile file) {
    this.store = store;
    this.file = file;
  }

  /** To be called after each commit: checks the size once much was written. */
  void committed() {
    if (stepping) {
      stepping = false;
      ownUpTo = file.written();
      underLoadAt = ownUpTo + OTHERS_FACTOR * cost;
    }
    if (!begun && file.written() >= checkAt) {
      check();
    }
  }

  /** Begins if it is worth it. */
  void check() {
    FileUsage usage = FileUsage.of(file);
    checkLater(bytes(usage.blocks()) / CHECK_AFTER_SHARE);
    if (!begun && usage.blocks() > SMALL_BLOCKS && 2 * usage.live() < usage.blocks()) {
      begun = true;
      refill(usage);
      ownUpTo = file.written();
      roundFrom = -COMMITS_UNTIL_FREE;
      underLoadAt = 0;
    }
  }

  private void refill(FileUsage usage) {
    waits = 0;
    smallest = usage.blocks();
    roundsInVain = 0;
    budget = ROUND_BYTES + 2 * bytes(usage.live());
    othersWrote = 0;
  }

  private void checkLater(long bytes) {
    checkAt = file.written() + Math.max(CHECK_AFTER_BYTES, bytes);
  }

  private static long bytes(long blocks) {
    return blocks * OrderedFile.BLOCK_BYTES;
  }

  boolean isDue() {
    return begun;
  }

  boolean isDueUnderLoad() {
    return begun && file.written() >= underLoadAt;
  }

  /** Runs one step, which takes effect with the next commit. */
  Step step() {
    FileUsage usage = FileUsage.of(file);
    if (usage.blocks() <= goal(usage) + BEHIND_GOAL_BLOCKS) {
      end(usage.blocks() / CHECK_AFTER_SHARE);
      return Step.DONE;
    }
    grant(usage);
    if (roundsInVain >= ROUNDS_IN_VAIN && usage.blocks() <= smallest) {
      end(usage.blocks());
      return Step.DONE;
    }
    List<SFChunk> some = Math.min(round, budget) > 0 ? worthRewriting(usage) : List.of();
    long live = some.stream().mapToLong(chunk -> chunk.maxLenLive).sum();
    boolean rewritten = live > 0 && file.rewrite(store, some);
    waits = rewritten ? 0 : waits + 1;
    boolean sawAll = roundFrom == store.getCurrentVersion();
    boolean nothingToWaitFor = usage.dead() == 0 && (sawAll || budget <= 0);
    if (waits > WAITS_AT_MOST || (!rewritten && nothingToWaitFor)) {
      end(usage.blocks());
      return Step.DONE;
    }
    account(rewritten ? live : 0);
    return rewritten ? Step.DONE : Step.WAITED;
  }

  /**
   * Adds half of what others wrote since the last step, or as much as at the beginning once they
   * wrote so much that it would begin anew; and begins a round if it is time.
   */
  private void grant(FileUsage usage) {
    long others = file.written() - ownUpTo;
    budget += others / OTHERS_FACTOR;
    othersWrote += others;
    ownUpTo = file.written();
    if (othersWrote >= Math.max(CHECK_AFTER_BYTES, bytes(usage.blocks()) / CHECK_AFTER_SHARE)) {
      refill(usage);
    }
    long version = store.getCurrentVersion();
    if (version >= roundFrom + COMMITS_UNTIL_FREE) {
      roundFrom = version;
      round = Math.max(ROUND_BYTES, bytes(usage.free()));
      boolean inVain = isDense(usage) && usage.blocks() >= smallest;
      roundsInVain = inVain ? roundsInVain + 1 : 0;
      smallest = Math.min(smallest, usage.blocks());
    }
  }

  /** Whether most of what is unused lies between chunks. */
  private static boolean isDense(FileUsage usage) {
    return usage.hollow() <= Math.max(LITTLE_BLOCKS, usage.live() / 4);
  }

  private void account(long rewritten) {
    budget -= rewritten;
    round -= rewritten;
    cost = Math.max(COST_AT_LEAST, rewritten);
    stepping = true;
  }

  private void end(long checkAfterBlocks) {
    begun = false;
    checkLater(bytes(checkAfterBlocks));
  }

  private static long goal(FileUsage usage) {
    return Math.max(SMALL_BLOCKS / 2, usage.live() * 3 / 2) + WAITING_BLOCKS;
  }

  private List<SFChunk> worthRewriting(FileUsage usage) {
    List<SFChunk> chunks = file.chunks();
    if (!isDense(usage)) {
      chunks.sort(Comparator.comparingLong(FileUsage::livePercent));
      return FileSpace.some(
          chunks,
          REWRITTEN_AT_ONCE,
          chunk -> FileSpace.isLive(chunk) && FileUsage.livePercent(chunk) <= SPARSE_PERCENT);
    }
    long end = goal(usage);
    long room = bytes(longestGap(chunks, end) - WRITTEN_BESIDE_BLOCKS);
    // What this round has put there finds no better place before the next.
    chunks.removeIf(chunk -> chunk.block + chunk.len <= end || chunk.version > roundFrom);
    chunks.sort(Comparator.comparingLong((SFChunk chunk) -> chunk.block).reversed());
    List<SFChunk> fitting =
        room < WORTH_FILLING_BYTES
            ? List.of()
            : FileSpace.some(
                chunks,
                Math.min(room, REWRITTEN_AT_ONCE),
                chunk -> FileSpace.isLive(chunk) && chunk.maxLenLive <= room);
    // Where nothing fits, what is moved to the end leaves a longer gap for the next round.
    return fitting.isEmpty()
        ? FileSpace.some(chunks, REWRITTEN_AT_ONCE, FileSpace::isLive)
        : fitting;
  }

  /** The most consecutive blocks that are free before the end, for a chunk is never in parts. */
  private static long longestGap(List<SFChunk> chunks, long end) {
    chunks.sort(Comparator.comparingLong(chunk -> chunk.block));
    long longest = 0;
    long from = OrderedFile.HEADER_BLOCKS;
    for (SFChunk chunk : chunks) {
      if (from < end) {
        longest = Math.max(longest, chunk.block - from);
      }
      from = chunk.block + chunk.len;
    }
    return longest;
  }
}
