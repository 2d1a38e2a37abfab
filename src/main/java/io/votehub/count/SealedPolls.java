package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.identity.SealKeys;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.proof.Hash;
import io.votehub.proof.InclusionProof;
import io.votehub.proof.MerkleTree;
import io.votehub.proof.SealTree;
import io.votehub.proof.TagList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Reads the seals of closed polls. Everybody in a room asks for a proof at once when its result
 * comes; so the latest pieces of trees are cached, a bounded number of them. Safe from any thread.
 */
public final class SealedPolls {
  /** A piece takes some 400 KB. */
  private static final int MAX_CACHED = 48;

  private record Key(String poll, int epoch, int piece) {}

  private record Piece(TagList tags, MerkleTree tree) {}

  private final CountingContext counting;
  private final SealRecords records;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Future<Piece>> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Future<Piece>> eldest) {
          return size() > MAX_CACHED;
        }
      };

  SealedPolls(CountingContext counting) {
    this.counting = counting;
    this.records = new SealRecords(counting.store());
  }

  /** The hub's keys, the present one first. */
  public Future<List<SealKeys.Published>> keys() {
    return counting.sealing().keys();
  }

  private static Refusal unknown(String why) {
    return Refusal.of(ErrorCode.UNKNOWN_PROOF, why);
  }

  /** The present seal. Fails with {@code unknown-proof} if there is none. */
  public Future<SealNote> present(Poll poll) {
    if (poll.seal().root().isEmpty()) {
      return Future.failedFuture(unknown("The poll's result has no seal"));
    }
    return records
        .note(poll.room(), poll.id(), poll.seal().epoch())
        .map(found -> found.orElseThrow(() -> unknown("The seal of this poll is not kept")));
  }

  /**
   * A seal by its number, also an earlier one. Fails with {@code unknown-proof} if there is none,
   * or it is kept no longer.
   */
  public Future<SealNote> numbered(Poll poll, OptionalInt number) {
    return number.isEmpty() || number.getAsInt() == poll.seal().number()
        ? present(poll)
        : earlier(poll, number.getAsInt(), poll.seal().epoch());
  }

  private Future<SealNote> earlier(Poll poll, int number, int epoch) {
    return records
        .note(poll.room(), poll.id(), epoch)
        .compose(
            found -> {
              if (found.isEmpty() || found.get().number() < number) {
                return Future.failedFuture(unknown("No seal of that number is kept"));
              }
              return found.get().number() == number
                  ? Future.succeededFuture(found.get())
                  : earlier(poll, number, found.get().previous());
            });
  }

  /** The salt of the ballots' root, for those who may have the ballots; empty without one. */
  public Future<Optional<String>> salt(Poll poll) {
    return poll.seal().root().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : records
            .note(poll.room(), poll.id(), poll.seal().epoch())
            .map(found -> found.flatMap(SealNote::salt));
  }

  /** The tags of a piece of the present seal, see {@link SealTree}. */
  public Future<TagList> tags(Poll poll, SealNote note, int piece) {
    return records
        .tags(poll.room(), poll.id(), note.epoch(), piece)
        .map(
            found ->
                found.orElseThrow(
                    () ->
                        Refusal.of(
                            ErrorCode.UNAVAILABLE,
                            "The poll was changed in the meantime; try again")));
  }

  /** The proof that a tag is in the present seal. Fails with {@code unknown-proof} if it is not. */
  public Future<InclusionProof> proof(Poll poll, SealNote note, Hash tag) {
    int number = note.pieceOf(tag);
    return piece(poll, note, number)
        .compose(
            piece ->
                counting.vertx().executeBlocking(() -> proof(note, tag, number, piece), false));
  }

  private static InclusionProof proof(SealNote note, Hash tag, int number, Piece piece) {
    int within = piece.tags().indexOf(tag);
    if (within < 0) {
      throw unknown("No ballot of that tag is in the sealed result");
    }
    int place = SealTree.firstTag(number) + within;
    return new InclusionProof(
        place + 1L, note.tree().inclusion(place, piece.tree()), note.checkpoint());
  }

  private Future<Piece> piece(Poll poll, SealNote note, int number) {
    Key key = new Key(poll.id(), note.epoch(), number);
    lock.lock();
    try {
      Future<Piece> known = cache.get(key);
      if (known != null && !known.failed()) {
        return known;
      }
      Future<Piece> fresh =
          tags(poll, note, number)
              .compose(
                  tags ->
                      counting
                          .vertx()
                          .executeBlocking(
                              () ->
                                  new Piece(
                                      tags,
                                      SealTree.piece(
                                          note.manifest(), number, tags.bytes(0, tags.size()))),
                              false));
      cache.put(key, fresh);
      return fresh;
    } finally {
      lock.unlock();
    }
  }

  /** The lines of the ballots, where they are public, as they stand in the present seal. */
  public Future<Optional<SealedLines>> lines(Poll poll, SealNote note) {
    return SealedLines.read(counting, poll, note);
  }
}
