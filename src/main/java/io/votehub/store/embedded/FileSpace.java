package io.votehub.store.embedded;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.SFChunk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after the space of a store file, a little at a time, by the thread that commits.
 *
 * <p><b>Erasing.</b> MVStore never overwrites: what was deleted stays in its chunk, and the space
 * of a chunk that nobody needs is free but as it was. So after a deletion all chunks with unused
 * pages of texts and ballots have what is live in them written anew; and when they are free, free
 * space is overwritten with zeros. That it is to be done stands in the file until it is done.
 *
 * <p><b>Shrinking.</b> A file gets shorter only where its end is free. So when more than half of it
 * is unused, what is live at its end is written anew, and lands in the space before.
 *
 * <p>A chunk without live pages is free after some dozens of further commits, for the sake of
 * recovery; so where there is nothing else to do, a step is a small change, to be committed.
 */
final class FileSpace {
  private static final Logger LOG = LoggerFactory.getLogger(FileSpace.class);
  private static final String ERASING = "erasing";

  /** Live bytes that are written anew in a step, which holds up the writer for so long. */
  private static final int REWRITTEN_AT_ONCE = 1 << 20;

  /** Blocks that are overwritten with zeros in a step. */
  private static final int BLANKED_AT_ONCE = 512;

  /** A file of fewer blocks is not worth it. */
  private static final int SMALL_BLOCKS = (4 << 20) / OrderedFile.BLOCK_BYTES;

  /** As many as it takes until what was rewritten is free. */
  private static final int STEPS_AT_LEAST = 300;

  private static final int STEPS_A_BLOCK = 64;
  private static final int FRUITLESS_AT_MOST = 100;

  private final MVStore store;
  private final OrderedFile file;
  private final StoreMaps tables;

  /** The maps that hold what people wrote or who they are. */
  private final BitSet telling = new BitSet();

  /** Chunks up to this version are to be erased; -1 while that is not yet known. */
  private long eraseUpTo = -1;

  /** Chunks up to that version which have nothing to erase. */
  private final Set<Integer> clean = new HashSet<>();

  /** How many steps of shrinking are left before it is given up, for the time being. */
  private int shrinking;

  /** How many steps in a row could not rewrite what was to be. */
  private int fruitless;

  FileSpace(MVStore store, StoreMaps tables) {
    this.store = store;
    this.file = (OrderedFile) store.getFileStore();
    this.tables = tables;
    telling.set(tables.rooms().getId());
    telling.set(tables.polls().getId());
    telling.set(tables.journals().map());
  }

  /** Something was deleted: it is to be erased, once its deletion is complete. */
  void erase() {
    tables.numbers().put(ERASING, 1L);
    eraseUpTo = -1;
  }

  /** Looks whether the file is larger than it need be. */
  void look() {
    boolean worthIt = file.blocks() > SMALL_BLOCKS && 2 * liveBlocks() < file.blocks();
    shrinking = worthIt ? STEPS_AT_LEAST + file.blocks() / STEPS_A_BLOCK : 0;
  }

  private boolean isErasing() {
    return tables.numbers().containsKey(ERASING);
  }

  /** Whether there is anything to do. */
  boolean isDue() {
    return shrinking > 0 || isErasing();
  }

  /** Does a little of it, which is done with the next commit. */
  void step() {
    if (isErasing()) {
      eraseSome();
    } else {
      shrinkSome();
    }
  }

  private void eraseSome() {
    if (eraseUpTo < 0) {
      eraseUpTo = store.getCurrentVersion();
      clean.clear();
    }
    List<SFChunk> left = file.chunks();
    left.removeIf(chunk -> chunk.version > eraseUpTo || clean.contains(chunk.id));
    List<SFChunk> some = some(left, chunk -> isLive(chunk) && isToErase(chunk));
    if (!some.isEmpty()) {
      rewriteToErase(some);
    } else if (left.stream().anyMatch(chunk -> !clean.contains(chunk.id))) {
      tick();
    } else if (file.blank(BLANKED_AT_ONCE) < BLANKED_AT_ONCE) {
      tables.numbers().remove(ERASING);
      eraseUpTo = -1;
      clean.clear();
      look();
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
      LOG.warn("Deleted data may still be in {} chunks of the data file", some.size());
    }
  }

  private boolean isToErase(SFChunk chunk) {
    boolean toErase = file.hasUnusedPages(chunk, telling);
    if (!toErase) {
      clean.add(chunk.id);
    }
    return toErase;
  }

  private void shrinkSome() {
    int end = (int) Math.max(SMALL_BLOCKS / 2, liveBlocks() * 3 / 2);
    List<SFChunk> behind = file.chunks();
    behind.removeIf(chunk -> chunk.block + chunk.len <= end);
    behind.sort(Comparator.comparingLong((SFChunk chunk) -> chunk.block).reversed());
    List<SFChunk> some = some(behind, FileSpace::isLive);
    boolean rewritten = !some.isEmpty() && file.rewrite(store, some);
    shrinking--;
    if (!rewritten && behind.stream().allMatch(FileSpace::isLive)) {
      shrinking = 0;
    } else if (!rewritten) {
      tick();
    }
  }

  private static boolean isLive(SFChunk chunk) {
    return chunk.maxLenLive > 0;
  }

  private long liveBlocks() {
    return file.chunks().stream().filter(FileSpace::isLive).mapToLong(chunk -> chunk.len).sum();
  }

  private static List<SFChunk> some(List<SFChunk> chunks, Predicate<SFChunk> wanted) {
    List<SFChunk> some = new ArrayList<>();
    long bytes = 0;
    for (SFChunk chunk : chunks) {
      if (bytes < REWRITTEN_AT_ONCE && wanted.test(chunk)) {
        some.add(chunk);
        bytes += chunk.maxLenLive;
      }
    }
    return some;
  }

  /** A small change, so that there is another version. */
  private void tick() {
    tables.numbers().put("tick", store.getCurrentVersion());
  }
}
