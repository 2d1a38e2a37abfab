package io.votehub.hublog;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.proof.BlockTree;
import io.votehub.proof.Hash;
import io.votehub.proof.MerkleTree;
import io.votehub.store.LogEntries;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The hashes of the log's complete blocks, which never change: read once, and hashed away from
 * event loops; 32 bytes for 256 entries. Thread-safe.
 */
final class LogBlocks {
  private final Vertx vertx;
  private final LogEntries entries;
  private final List<Hash> roots = new ArrayList<>();

  /** The newest reading, for which the next one waits. */
  private Future<Void> reading = Future.succeededFuture();

  LogBlocks(Vertx vertx, LogEntries entries) {
    this.vertx = vertx;
    this.entries = entries;
  }

  /**
   * The tree of the first entries.
   *
   * @param from the size of a smaller tree with which the consistency may be asked for
   * @param size no more than the number of entries
   */
  Future<BlockTree> tree(long from, long size) {
    return complete(size / BlockTree.BLOCK)
        .compose(known -> leaves(BlockTree.needed(from, size)))
        .map(open -> new BlockTree(size, roots(), open));
  }

  private synchronized List<Hash> roots() {
    return List.copyOf(roots);
  }

  private synchronized int known() {
    return roots.size();
  }

  private synchronized void add(Hash root) {
    roots.add(root);
  }

  private Future<Void> complete(long blocks) {
    if (known() >= blocks) {
      return Future.succeededFuture();
    }
    Promise<Void> done = Promise.promise();
    Future<Void> before;
    synchronized (this) {
      before = reading;
      reading = done.future();
    }
    before.onComplete(ended -> read(blocks).onComplete(done));
    return done.future();
  }

  private Future<Void> read(long blocks) {
    int next = known();
    return next >= blocks
        ? Future.succeededFuture()
        : block(next)
            .compose(
                block -> {
                  add(block.root());
                  return read(blocks);
                });
  }

  private Future<Map<Long, MerkleTree>> leaves(Set<Long> blocks) {
    Future<Map<Long, MerkleTree>> all = Future.succeededFuture(new HashMap<>());
    for (long number : blocks) {
      all =
          all.compose(
              open ->
                  block(number)
                      .map(
                          block -> {
                            open.put(number, block);
                            return open;
                          }));
    }
    return all;
  }

  private Future<MerkleTree> block(long number) {
    return entries
        .logEntries(number * BlockTree.BLOCK, BlockTree.BLOCK)
        .compose(texts -> vertx.executeBlocking(() -> hashed(texts), false));
  }

  private static MerkleTree hashed(List<String> texts) {
    MerkleTree.Builder tree = MerkleTree.builder(texts.size());
    texts.forEach(text -> tree.add(text.getBytes(StandardCharsets.UTF_8)));
    return tree.build();
  }
}
