package io.votehub.hublog;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.proof.BlockTree;
import io.votehub.proof.CanonicalJson;
import io.votehub.proof.Checkpoint;
import io.votehub.proof.Hash;
import io.votehub.proof.SigningKey;
import io.votehub.store.LogEntries;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * An append-only log as of C2SP tlog-tiles, one for all instances. What a checkpoint tells is
 * contained in each later one, which proofs of consistency show. Thread-safe.
 */
public final class HubLog {
  /** The name of the log behind that of the key which signs its checkpoints. */
  private static final String ORIGIN = "/log";

  private static final int TRIES = 50;
  private static final int RETRY_MS = 20;

  /**
   * The log as it is now.
   *
   * @param size the number of entries
   */
  public record Head(long size, Hash root) {}

  private record Signed(long size, String note) {}

  private final Vertx vertx;
  private final LogEntries entries;
  private final LogBlocks blocks;
  private final Supplier<Future<SigningKey>> key;

  /** Whoever asks again gets it without a signature of its own; null before the first. */
  private volatile Signed newest;

  /**
   * @param key the key that signs now
   */
  public HubLog(Vertx vertx, LogEntries entries, Supplier<Future<SigningKey>> key) {
    this.vertx = vertx;
    this.entries = entries;
    this.blocks = new LogBlocks(vertx, entries);
    this.key = key;
  }

  /** The number of entries. */
  Future<Long> size() {
    return entries.logSize();
  }

  /**
   * Adds an entry at the end, unless it is there.
   *
   * @param from from where on it may be there, because an earlier attempt added it
   */
  Future<Void> append(String text, long from) {
    return append(text, from, TRIES);
  }

  private Future<Void> append(String text, long from, int tries) {
    return sizeUnlessFound(text, from)
        .compose(
            size ->
                size.isEmpty()
                    ? Future.succeededFuture()
                    : entries
                        .addLogEntry(size.get(), text)
                        .compose(
                            added ->
                                added
                                    ? Future.succeededFuture()
                                    : appendLater(text, size.get(), tries)));
  }

  private Future<Void> appendLater(String text, long from, int tries) {
    return tries == 0
        ? Future.failedFuture(Refusal.of(ErrorCode.BUSY, "Many write to the hub's log"))
        : vertx
            .timer(1L + ThreadLocalRandom.current().nextInt(RETRY_MS))
            .compose(waited -> append(text, from, tries - 1));
  }

  private Future<Optional<Long>> sizeUnlessFound(String text, long from) {
    return entries
        .logEntries(from, BlockTree.BLOCK)
        .compose(
            some -> {
              if (some.contains(text)) {
                return Future.succeededFuture(Optional.empty());
              }
              return some.size() < BlockTree.BLOCK
                  ? Future.succeededFuture(Optional.of(from + some.size()))
                  : sizeUnlessFound(text, from + some.size());
            });
  }

  /**
   * Adds how far the audit log has come.
   *
   * @param number how many entries it had
   * @param hash of the newest one, in hexadecimal
   * @param at UTC milliseconds since the epoch
   */
  public Future<Void> audit(long number, String hash, long at) {
    Map<String, Object> entry = Map.of("type", "audit", "size", number, "head", hash, "at", at);
    return entries.logSize().compose(size -> append(CanonicalJson.write(entry), size));
  }

  /** The size and the root of the log as it is now. */
  public Future<Head> head() {
    return entries.logSize().compose(this::head);
  }

  private Future<Head> head(long size) {
    return blocks.tree(size, size).map(tree -> new Head(size, tree.root()));
  }

  /** The log as it is now, as a signed note (C2SP tlog-checkpoint). */
  public Future<String> checkpoint() {
    return entries
        .logSize()
        .compose(
            size -> {
              Signed known = newest;
              return known != null && known.size == size
                  ? Future.succeededFuture(known.note)
                  : key.get().compose(signer -> head(size).map(head -> signed(signer, head)));
            });
  }

  private String signed(SigningKey signer, Head head) {
    String origin = signer.verifier().name() + ORIGIN;
    String note = signer.sign(new Checkpoint(origin, head.size(), head.root()).text()).note();
    newest = new Signed(head.size(), note);
    return note;
  }

  /**
   * Proves that the log continues what it was.
   *
   * @param from the smaller number of entries, at least 1
   * @return the hashes of the proof (RFC 9162, section 2.1.4.1); fails with {@code bad-request} if
   *     there were never that many entries
   */
  public Future<List<Hash>> consistency(long from, long to) {
    return entries
        .logSize()
        .compose(
            size -> {
              if (from < 1 || from > to || to > size) {
                throw Refusal.of(
                    ErrorCode.BAD_REQUEST,
                    "from is at least 1, and to at least that and at most " + size);
              }
              return blocks.tree(from, to).map(tree -> tree.consistency(from));
            });
  }

  /**
   * The hashes of a tile, one after the other; empty if the log does not have them yet.
   *
   * @param level 0 for the hashes of entries, at most 5; from 1 on for those of tiles of the level
   *     below
   * @param width how many hashes, 1 to 256
   */
  public Future<Optional<Buffer>> tile(int level, long index, int width) {
    long leaves = 1L << (Byte.SIZE * level);
    long first = index * BlockTree.BLOCK;
    return entries
        .logSize()
        .compose(
            size -> {
              if (size / leaves < first + width) {
                return Future.succeededFuture(Optional.empty());
              }
              long end = (first + width) * leaves;
              // Of entries themselves the hashes are not held: their block is read.
              return blocks
                  .tree(level == 0 ? first + 1 : end, end)
                  .map(tree -> Optional.of(tile(tree, first, width, leaves)));
            });
  }

  private static Buffer tile(BlockTree tree, long first, int width, long leaves) {
    Buffer tile = Buffer.buffer(width * Hash.BYTES);
    for (long i = first; i < first + width; i++) {
      tile.appendBytes(tree.subtree(i * leaves, (i + 1) * leaves));
    }
    return tile;
  }

  /**
   * The texts of entries, each behind its length in two bytes; empty if the log does not have them
   * yet.
   *
   * @param index of the first entry, divided by 256
   * @param width how many, 1 to 256
   */
  public Future<Optional<Buffer>> bundle(long index, int width) {
    return entries
        .logEntries(index * BlockTree.BLOCK, width)
        .map(
            texts -> {
              if (texts.size() < width) {
                return Optional.empty();
              }
              Buffer bundle = Buffer.buffer();
              for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                bundle.appendUnsignedShort(bytes.length).appendBytes(bytes);
              }
              return Optional.of(bundle);
            });
  }
}
