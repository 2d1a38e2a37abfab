package io.votehub.store.embedded;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SFChunk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reclaims the space of a store file in small steps, on the thread that commits.
 *
 * <p><b>Erasing.</b> MVStore never overwrites: deleted data stays in its chunk, and a chunk that is
 * freed keeps its bytes. So after a deletion the live pages of all chunks with unused pages of
 * texts and ballots are rewritten; once these chunks are free, free space is overwritten with
 * zeros. The file holds a mark until this is done.
 *
 * <p><b>Shrinking.</b> If more than half of the file is unused, see {@link Shrinking}.
 *
 * <p>For the sake of recovery a chunk without live pages is freed only after some dozens of further
 * commits; so if there is nothing else to do, a step is a small change to be committed.
 */
public final class FileSpace {
  private static final Logger LOG = LoggerFactory.getLogger(FileSpace.class);
  private static final String ERASING = "erasing";

  /** Live bytes rewritten per step to erase, during which the writer is blocked. */
  private static final int REWRITTEN_AT_ONCE = 1 << 20;

  /** Blocks overwritten with zeros per step. */
  private static final int BLANKED_AT_ONCE = 512;

  private static final int FRUITLESS_AT_MOST = 100;

  /**
   * Chunks without live pages are freed each time that so many bytes were written. The commit after
   * finds room where it was not expected, and has to be named by the file's header: two more forced
   * writes. MVStore names every twentieth anyway.
   */
  private static final int FREED_EVERY_BYTES = 1 << 17;

  private static final int FREED_AT_ONCE = 0;
  private static final int KEPT = Integer.MAX_VALUE;

  private final MVStore store;
  private final OrderedFile file;
  private final MVMap<String, Long> marks;
  private final Shrinking shrinking;

  /** The maps with texts, ballots or voters, which are erased. */
  private final BitSet erasable = new BitSet();

  /** Chunks up to this version are to be erased; -1 before the first step. */
  private long eraseUpTo = -1;

  /** The ids of those chunks that have nothing to erase. */
  private final Set<Integer> clean = new HashSet<>();

  /** How many bytes had been written when chunks were freed last. */
  private long freedAt;

  /** The number of consecutive steps without a successful rewrite. */
  private int fruitless;

  /**
   * @param marks holds the mark that something is to be erased, and changes with each step
   * @param erasable the ids of the maps of which deleted data is erased
   */
  public FileSpace(MVStore store, MVMap<String, Long> marks, int... erasable) {
    this.store = store;
    this.file = (OrderedFile) store.getFileStore();
    this.marks = marks;
    shrinking = new Shrinking(store, file);
    for (int map : erasable) {
      this.erasable.set(map);
    }
  }

  /** Requests that deleted data be erased, once the deletion is complete. */
  public void erase() {
    marks.put(ERASING, 1L);
    eraseUpTo = -1;
  }

  /** Begins to shrink the file if it is worth it. */
  void checkSize() {
    shrinking.check();
  }

  /** To be called before each commit: decides whether it frees chunks. */
  void committing() {
    boolean frees = isDue() || file.written() - freedAt >= FREED_EVERY_BYTES;
    store.setRetentionTime(frees ? FREED_AT_ONCE : KEPT);
    if (frees) {
      freedAt = file.written();
    }
  }

  /** To be called after each commit: checks the size once much was written. */
  void committed() {
    // A step between two commits may rewrite only chunks that need not be kept.
    store.setRetentionTime(FREED_AT_ONCE);
    shrinking.committed();
  }

  private boolean isErasing() {
    return marks.containsKey(ERASING);
  }

  /** Whether a step is due while there is nothing else to write. */
  public boolean isDue() {
    return isErasing() || shrinking.isDue();
  }

  /** Whether a step is due even while others write. */
  boolean isDueUnderLoad() {
    return isErasing() || shrinking.isDueUnderLoad();
  }

  /** Runs one step, which takes effect with the next commit. */
  public void step() {
    if (isErasing()) {
      eraseSome();
    } else if (shrinking.step() == Shrinking.Step.WAITED) {
      tick();
    }
  }

  private void eraseSome() {
    if (eraseUpTo < 0) {
      eraseUpTo = store.getCurrentVersion();
      clean.clear();
    }
    List<SFChunk> left = file.chunks();
    left.removeIf(chunk -> chunk.version > eraseUpTo || clean.contains(chunk.id));
    List<SFChunk> some = some(left, REWRITTEN_AT_ONCE, chunk -> isLive(chunk) && isToErase(chunk));
    if (!some.isEmpty()) {
      rewriteToErase(some);
    } else if (left.stream().anyMatch(chunk -> !clean.contains(chunk.id))) {
      tick();
    } else if (file.blank(BLANKED_AT_ONCE) < BLANKED_AT_ONCE) {
      marks.remove(ERASING);
      eraseUpTo = -1;
      clean.clear();
      checkSize();
    } else {
      tick();
    }
  }

  private void rewriteToErase(List<SFChunk> some) {
    if (file.rewrite(store, some)) {
      fruitless = 0;
    } else if (++fruitless < FRUITLESS_AT_MOST) {
      // The newest chunks cannot be rewritten yet.
      tick();
    } else {
      fruitless = 0;
      some.forEach(chunk -> clean.add(chunk.id));
      LOG.warn(
          "{} chunks of the data file could not be erased and may still hold deleted data",
          some.size());
    }
  }

  private boolean isToErase(SFChunk chunk) {
    boolean toErase = file.hasUnusedPages(chunk, erasable);
    if (!toErase) {
      clean.add(chunk.id);
    }
    return toErase;
  }

  /** The first of the wanted chunks with so many live bytes at most, but at least one. */
  static List<SFChunk> some(List<SFChunk> chunks, long atOnce, Predicate<SFChunk> wanted) {
    List<SFChunk> some = new ArrayList<>();
    long bytes = 0;
    for (SFChunk chunk : chunks) {
      boolean fits = some.isEmpty() || bytes + chunk.maxLenLive <= atOnce;
      if (fits && wanted.test(chunk)) {
        some.add(chunk);
        bytes += chunk.maxLenLive;
      }
    }
    return some;
  }

  static boolean isLive(SFChunk chunk) {
    return chunk.maxLenLive > 0;
  }

  /** A small change, so that the next commit creates a version. */
  private void tick() {
    marks.put("tick", store.getCurrentVersion());
  }
}
