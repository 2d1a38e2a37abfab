package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.identity.SealKeys;
import io.votehub.method.Questions;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSeal;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import io.votehub.proof.BallotLine;
import io.votehub.proof.BallotRoot;
import io.votehub.proof.Checkpoint;
import io.votehub.proof.Hash;
import io.votehub.proof.Manifest;
import io.votehub.proof.MerkleTree;
import io.votehub.proof.SealTree;
import io.votehub.proof.TagList;
import io.votehub.store.PollRecord;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the seal of a poll that is being closed: reads the standing ballots once more, and keeps
 * tags, manifest and checkpoint under the epoch of the close. The seal counts from when the poll's
 * record names it, which {@link Closing} stores in one step with the result; so there is one seal
 * under a number, and it is the result's. Safe from any thread.
 *
 * <p>A seal that cannot be made, because two ballots have the same tag or something unforeseen, is
 * left out: a poll closes in any case. What may succeed later fails the close, which is repeated.
 */
public final class Sealing {
  private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

  /** Their results are texts that people wrote. */
  private static final Set<String> WRITTEN = Set.of("text", "words", Questions.NAME);

  private final CountingContext counting;
  private final SealKeys keys;
  private final SealRecords records;
  private final SecureRandom random = new SecureRandom();
  private final AtomicLong made = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  private record Content(SealNote note, TagList tags) {}

  Sealing(CountingContext counting, SealKeys keys) {
    this.counting = counting;
    this.keys = keys;
    this.records = new SealRecords(counting.store());
  }

  /** The hub's keys, the present one first. */
  Future<List<SealKeys.Published>> keys() {
    return keys.open().map(SealKeys.Opened::published);
  }

  /** How many seals were made, attempts that another overtook included. */
  public long made() {
    return made.get();
  }

  /** How many polls were closed without the seal that they should have. */
  public long failed() {
    return failed.get();
  }

  /**
   * Makes the seal of a result.
   *
   * @param record the poll as it was when its epoch was raised for the close
   * @return what the closed poll has: a seal, or none
   */
  Future<PollSeal> make(PollRecord record, Recount.Outcome outcome) {
    Poll poll = record.poll();
    if (poll.settings().proof() == PollSettings.Proof.NONE) {
      return Future.succeededFuture(poll.seal().broken());
    }
    return keys.open()
        .compose(
            open ->
                number(poll)
                    .compose(number -> content(record, outcome, open, number))
                    .compose(
                        content ->
                            records
                                .write(poll.room(), poll.id(), content.note(), content.tags())
                                .map(written -> content.note())))
        .map(note -> new PollSeal(note.number(), Optional.of(root(note)), note.epoch()))
        .onSuccess(seal -> made.incrementAndGet())
        .recover(fault -> mayPass(fault) ? Future.failedFuture(fault) : withoutSeal(poll, fault));
  }

  private static String root(SealNote note) {
    return note.tree().root().base64Url();
  }

  private static boolean mayPass(Throwable fault) {
    return fault instanceof StaleEpochException
        || (fault instanceof Refusal refusal
            && (refusal.code().retry()
                || refusal.code() == ErrorCode.UNKNOWN_POLL
                || refusal.code() == ErrorCode.UNKNOWN_ROOM));
  }

  private Future<PollSeal> withoutSeal(Poll poll, Throwable fault) {
    failed.incrementAndGet();
    LOG.atError()
        .addKeyValue("poll", poll.id())
        .setCause(fault)
        .log("Poll {} is closed without a seal, which could not be made", poll.id());
    return Future.succeededFuture(poll.seal().broken());
  }

  /**
   * The number of the next seal. An instance of an older version that reopens a poll loses the
   * number from its record; then it is that after all of which something is kept.
   */
  private Future<Integer> number(Poll poll) {
    return poll.seal().number() > 0
        ? Future.succeededFuture(poll.seal().number() + 1)
        : records
            .notes(poll.room(), poll.id())
            .map(found -> 1 + found.stream().mapToInt(SealNote::number).max().orElse(0));
  }

  private Future<Content> content(
      PollRecord record, Recount.Outcome outcome, SealKeys.Opened open, int number) {
    int count = outcome.standing().count();
    if (count >= MerkleTree.MAX_LEAVES) {
      return Future.failedFuture(new IllegalStateException("Too many ballots for a seal"));
    }
    return counting
        .reads()
        .visit(
            outcome.standing(),
            Long.MAX_VALUE,
            memory -> new SealReading(record.poll(), count, open.receipts(), memory))
        .compose(
            read ->
                counting
                    .vertx()
                    .executeBlocking(() -> content(record, outcome, open, number, read), false));
  }

  private Content content(
      PollRecord record,
      Recount.Outcome outcome,
      SealKeys.Opened open,
      int number,
      SealReading read) {
    Poll poll = record.poll();
    TagList tags = TagList.sorted(read.tags());
    Optional<byte[]> salt = salt(poll);
    Optional<Hash> ballots =
        poll.isSecret() ? Optional.empty() : Optional.of(BallotRoot.of(read.lines(), salt));
    String hub = open.signer().verifier().name();
    String manifest =
        Manifest.write(
            hub,
            poll,
            number,
            System.currentTimeMillis(),
            tags.size(),
            read.weight(),
            result(poll, outcome.tally()),
            ballots);
    List<Hash> pieces = new ArrayList<>();
    List<String> firsts = new ArrayList<>();
    CRC32 crc = new CRC32();
    for (int piece = 0; piece < SealTree.pieces(tags.size()); piece++) {
      MerkleTree tree = SealTree.piece(manifest, piece, tags);
      int first = SealTree.firstTag(piece);
      pieces.add(tree.root());
      firsts.add(first < tags.size() ? tags.at(first).base64Url() : "");
      crc.update(tags.lines(first, Math.min(tags.size(), SealTree.firstTag(piece + 1))));
    }
    Checkpoint checkpoint =
        new Checkpoint(
            Checkpoint.originOfSeal(hub, poll.id(), number),
            tags.size() + 1L,
            SealTree.of(tags.size(), pieces).root());
    SealNote note =
        new SealNote(
            number,
            record.epoch(),
            poll.seal().epoch(),
            manifest,
            open.signer().sign(checkpoint.text()),
            open.signer().verifier(),
            salt.map(Base64.getUrlEncoder().withoutPadding()::encodeToString),
            tags.size(),
            (int) crc.getValue(),
            pieces,
            firsts);
    return new Content(note, tags);
  }

  /** Without it, whoever knows a result could find the ballots of a small poll by trying. */
  private Optional<byte[]> salt(Poll poll) {
    if (poll.isSecret() || poll.settings().proof() == PollSettings.Proof.BALLOTS) {
      return Optional.empty();
    }
    byte[] salt = new byte[BallotLine.SALT_BYTES];
    random.nextBytes(salt);
    return Optional.of(salt);
  }

  private Optional<Map<String, Object>> result(Poll poll, Tally tally) {
    if (WRITTEN.contains(poll.method())) {
      return Optional.empty();
    }
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("method", poll.method());
    result.putAll(counting.methods().of(poll).result(poll, tally.withShift(Optional.empty())));
    return Optional.of(result);
  }

  /** Removes what a stored seal makes superfluous; nobody waits for it. */
  void tidy(Poll poll) {
    if (poll.seal().root().isPresent()) {
      records
          .tidy(poll.room(), poll.id(), poll.seal().epoch())
          .onFailure(
              fault -> LOG.warn("Earlier seals were not removed yet: {}", fault.getMessage()));
    }
  }

  /** Deletes all seals of a poll that is gone or reset; what fails stays, and is of no use. */
  public Future<Void> forget(Poll poll) {
    return poll.seal().number() == 0
        ? Future.succeededFuture()
        : records
            .delete(poll.room(), poll.id())
            .recover(
                fault -> {
                  LOG.warn("The seals of a poll were not removed: {}", fault.getMessage());
                  return Future.succeededFuture();
                });
  }
}
