package io.votehub.count;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.quiz.PollScores;
import io.votehub.store.RoomRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Keeps the scores of polls as records of their room: {@code score/POLL/RUN}, and where one record
 * would be too large {@code score/POLL/RUN/EPOCH/N}. Scores of a later epoch replace earlier ones
 * in one step, and are never replaced by them. Safe from any thread.
 */
public final class ScoreRecords {
  /** Scores may be replaced while they are read. */
  private static final int READ_TRIES = 5;

  private final Vertx vertx;
  private final RoomRecords records;

  public ScoreRecords(Vertx vertx, RoomRecords records) {
    this.vertx = vertx;
    this.records = records;
  }

  private static String prefix(String poll) {
    return "score/" + poll + "/";
  }

  private static String key(String poll, int run) {
    return prefix(poll) + run;
  }

  private static String partsOf(String key, int epoch) {
    return key + "/" + epoch + "/";
  }

  /** Keeps scores durably, unless those of a later epoch are kept already. May be repeated. */
  Future<Void> keep(String room, PollScores scores) {
    String key = key(scores.poll(), scores.run());
    return records
        .record(room, key)
        .compose(
            before ->
                aside(scores::texts)
                    .compose(
                        texts ->
                            parts(room, partsOf(key, scores.epoch()), texts, 1)
                                .compose(kept -> head(room, key, scores.epoch(), texts.get(0))))
                    .compose(kept -> forgetPartsOf(room, key, before, scores.epoch())));
  }

  private Future<Void> parts(String room, String prefix, List<String> texts, int next) {
    return next == texts.size()
        ? Future.succeededFuture()
        : records
            .changeRecord(room, prefix + next, before -> Optional.of(texts.get(next)))
            .compose(kept -> parts(room, prefix, texts, next + 1));
  }

  private Future<Optional<String>> head(String room, String key, int epoch, String text) {
    return records.changeRecord(
        room,
        key,
        before ->
            before.filter(kept -> PollScores.head(kept).epoch() > epoch).isPresent()
                ? before
                : Optional.of(text));
  }

  private Future<Void> forgetPartsOf(String room, String key, Optional<String> before, int epoch) {
    return before
        .map(PollScores::head)
        .filter(old -> old.texts() > 1 && old.epoch() < epoch)
        .map(old -> records.deleteRecords(room, partsOf(key, old.epoch())))
        .orElseGet(Future::succeededFuture);
  }

  /** What is told of the scores of a run of a poll; empty until its result was made. */
  public Future<Optional<PollScores.Head>> head(String room, String poll, int run) {
    return records
        .record(room, key(poll, run))
        .compose(text -> aside(() -> text.map(PollScores::head)));
  }

  /** The scores of a run of a poll; empty until its result was made. */
  public Future<Optional<PollScores>> read(String room, String poll, int run) {
    return consistent(room, key(poll, run), READ_TRIES);
  }

  private Future<Optional<PollScores>> consistent(String room, String key, int tries) {
    return records
        .record(room, key)
        .compose(
            head ->
                head.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : whole(room, key, head.get())
                        .compose(
                            texts -> {
                              if (texts.isPresent()) {
                                return aside(() -> Optional.of(PollScores.of(texts.get())));
                              }
                              return tries > 1
                                  ? consistent(room, key, tries - 1)
                                  : Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE));
                            }));
  }

  /** All texts of the same scores; empty if some were replaced meanwhile. */
  private Future<Optional<List<String>>> whole(String room, String key, String head) {
    PollScores.Head told = PollScores.head(head);
    List<Future<Optional<String>>> parts = new ArrayList<>();
    for (int i = 1; i < told.texts(); i++) {
      parts.add(records.record(room, partsOf(key, told.epoch()) + i));
    }
    return Future.join(parts)
        .map(
            done -> {
              List<String> texts = new ArrayList<>(List.of(head));
              for (Future<Optional<String>> part : parts) {
                part.result().ifPresent(texts::add);
              }
              return texts.size() == told.texts() ? Optional.of(texts) : Optional.empty();
            });
  }

  /** Deletes the scores of all runs of a poll; may be repeated. */
  public Future<Void> delete(String room, String poll) {
    return records.deleteRecords(room, prefix(poll));
  }

  private <T> Future<T> aside(Callable<T> work) {
    return vertx.executeBlocking(work, false);
  }
}
