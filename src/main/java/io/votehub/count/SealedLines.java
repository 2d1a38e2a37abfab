package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.memory.Footprint;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.VoterId;
import io.votehub.proof.BallotLine;
import io.votehub.proof.Hash;
import io.votehub.proof.Manifest;
import io.votehub.proof.TreeRoot;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * The public ballots of a sealed poll in the order of their tree, equal lines together.
 *
 * @param byHash each line, and how often it stands there
 * @param bytes the length of all lines with their line feeds
 * @param crc the CRC-32 of the same
 */
public record SealedLines(Map<Hash, Line> byHash, long bytes, int crc) {
  /** A line that stands several times. */
  public record Line(String text, int times) {}

  /** Collects the lines; equal ones are kept once. */
  private static final class Reading implements Consumer<JournalEntry> {
    private static final int ENTRY_BYTES = 200;

    private final ReadMemory memory;
    private final Map<Hash, Line> lines = new TreeMap<>();

    Reading(ReadMemory memory) {
      this.memory = memory;
    }

    @Override
    public void accept(JournalEntry entry) {
      String line = BallotLine.of(entry.ballot(), VoterId.weight(entry.voter()));
      Hash hash = BallotLine.leafHash(line);
      Line known = lines.get(hash);
      if (known == null) {
        memory.add(ENTRY_BYTES + Footprint.of(line));
      }
      lines.put(hash, known == null ? new Line(line, 1) : new Line(known.text, known.times + 1));
    }

    SealedLines lines() {
      long bytes = 0;
      CRC32 crc = new CRC32();
      for (Line line : lines.values()) {
        byte[] text = (line.text + '\n').getBytes(StandardCharsets.UTF_8);
        bytes += (long) text.length * line.times;
        for (int i = 0; i < line.times; i++) {
          crc.update(text);
        }
      }
      return new SealedLines(lines, bytes, (int) crc.getValue());
    }
  }

  /**
   * Reads the lines of a seal; empty where they are not public. Fails with {@code unavailable} if
   * the journal has other ballots by now, and with {@code busy} if they exceed the memory.
   */
  static Future<Optional<SealedLines>> read(CountingContext counting, Poll poll, SealNote note) {
    if (poll.settings().proof() != PollSettings.Proof.BALLOTS) {
      return Future.succeededFuture(Optional.empty());
    }
    JournalReads reads = counting.reads();
    return counting
        .store()
        .poll(poll.id())
        .map(PollRecord::require)
        .compose(record -> counting.recount().standing(record, CountedRevisions.ofRunning(record)))
        .compose(standing -> reads.visit(standing, reads.most(), Reading::new))
        .compose(read -> counting.vertx().executeBlocking(() -> checked(read.lines(), note), false))
        .map(Optional::of)
        .recover(fault -> Future.failedFuture(refusal(fault)));
  }

  private static SealedLines checked(SealedLines lines, SealNote note) {
    TreeRoot root = new TreeRoot();
    for (Line line : lines.byHash.values()) {
      byte[] leaf = line.text.getBytes(StandardCharsets.UTF_8);
      for (int i = 0; i < line.times; i++) {
        root.add(leaf);
      }
    }
    if (!Manifest.read(note.manifest()).ballotsRoot().equals(Optional.of(root.root()))) {
      throw new StaleEpochException();
    }
    return lines;
  }

  private static Throwable refusal(Throwable fault) {
    if (fault instanceof ReadMemory.TooMuch) {
      return Refusal.of(ErrorCode.BUSY, "There is not enough memory to read the poll's ballots");
    }
    return fault instanceof StaleEpochException
        ? Refusal.of(ErrorCode.UNAVAILABLE, "The poll was changed in the meantime; try again")
        : fault;
  }
}
