package io.votehub.backup;

import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.poll.VoterId;
import io.votehub.store.JournalEntry;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Recounts closed polls from a backup and compares the sums with their results.
 *
 * <p>Memory is bounded whatever the number of ballots: voters, and then cells, are partitioned by a
 * hash, and the poll is read once per partition. It takes eight bytes per standing ballot, plus the
 * sums of the result.
 */
public final class ResultCheck {
  private static final int VOTERS_AT_ONCE = 200_000;
  private static final int CELL_CHARS_AT_ONCE = 16 << 20;
  private static final int CHARS_BESIDE_A_CELL = 64;
  private static final int MOST_GROUPS = 1 << 12;

  private final BackupFile file;
  private final int number;
  private final PollRecord record;
  private final VotingMethod method;

  private ResultCheck(BackupFile file, int number, PollRecord record, VotingMethods methods) {
    this.file = file;
    this.number = number;
    this.record = record;
    method = methods.of(record.poll());
  }

  /**
   * The outcome.
   *
   * @param checked the number of closed polls with a result and ballots
   * @param secret the number of closed secret polls, whose ballots were removed at the close
   * @param wrong the ids of polls whose ballots do not give their result
   */
  public record Outcome(int checked, int secret, List<String> wrong) {
    public Outcome {
      wrong = List.copyOf(wrong);
    }
  }

  /** Checks the results of all closed polls in a backup. */
  public static Outcome of(BackupFile file, VotingMethods methods) throws BackupException {
    int checked = 0;
    int secret = 0;
    List<String> wrong = new ArrayList<>();
    for (int number : file.polls().toArray()) {
      PollRecord record = file.record(number);
      if (record.poll().state() != PollState.CLOSED || record.result().isEmpty()) {
        continue;
      }
      if (record.poll().isSecret()) {
        secret++;
      } else {
        checked++;
        if (!new ResultCheck(file, number, record, methods).agrees(record.result().get())) {
          wrong.add(record.poll().id());
        }
      }
    }
    return new Outcome(checked, secret, wrong);
  }

  private boolean agrees(Tally result) throws BackupException {
    long[] standing = standing();
    Tally found = sums(standing);
    return found.ballots() == result.ballots()
        && found.more() == result.more()
        && found.cells().equals(result.cells());
  }

  /** The revisions of the standing ballots, in ascending order. */
  private long[] standing() throws BackupException {
    int groups = (int) Math.min(MOST_GROUPS, 1 + file.ballots(number) / VOTERS_AT_ONCE);
    LongStream all = LongStream.empty();
    for (int group = 0; group < groups; group++) {
      Map<String, Long> last = new HashMap<>();
      int now = group;
      file.readJournal(
          number,
          entry -> {
            if (counts(entry.rev()) && groupOf(entry.voter(), groups) == now) {
              if (entry.isWithdrawal()) {
                last.remove(entry.voter());
              } else {
                last.put(entry.voter(), entry.rev());
              }
            }
          });
      long[] found = last.values().stream().mapToLong(Long::longValue).toArray();
      all = LongStream.concat(all, Arrays.stream(found));
    }
    return all.sorted().toArray();
  }

  /** The seal raised the epoch before it read, so ballots of the current epoch were too late. */
  private boolean counts(long rev) {
    return Revision.epoch(rev) < record.epoch() && record.counts(rev);
  }

  private static int groupOf(String text, int groups) {
    int hash = text.hashCode();
    return Math.floorMod(hash ^ (hash >>> 16), groups);
  }

  private Tally sums(long[] standing) throws BackupException {
    for (int groups = 1; ; groups *= 2) {
      Optional<Tally> all = sums(standing, groups);
      if (all.isPresent()) {
        return all.get();
      }
    }
  }

  /** Empty if the partitions are too large. */
  private Optional<Tally> sums(long[] standing, int groups) throws BackupException {
    Tally none = new Tally(Revision.of(record.epoch(), 0), standing.length, true, Map.of());
    Optional<Tally> all = Optional.of(none);
    for (int group = 0; group < groups && all.isPresent(); group++) {
      Tally before = all.get();
      Sums adding = new Sums(new HashMap<>(before.cells()), standing, group, groups);
      file.readJournal(number, adding::add);
      all = adding.after(before);
    }
    return all;
  }

  /** Adds the cells of standing ballots. */
  private final class Sums {
    private final Map<String, Long> sums;
    private final long[] standing;
    private final int group;
    private final int groups;
    private final Map<String, Ballot> known = new HashMap<>();
    private int next;
    private long chars;
    private boolean tooMany;

    Sums(Map<String, Long> sums, long[] standing, int group, int groups) {
      this.sums = sums;
      this.standing = standing;
      this.group = group;
      this.groups = groups;
    }

    void add(JournalEntry entry) {
      if (tooMany || next == standing.length || standing[next] != entry.rev()) {
        return;
      }
      next++;
      long weight = VoterId.weight(entry.voter());
      for (String cell : method.cells(ballot(entry.ballot()), entry.voter(), entry.at())) {
        if (groupOf(cell, groups) == group && sums.merge(cell, weight, Long::sum) == weight) {
          chars += CHARS_BESIDE_A_CELL + cell.length();
        }
      }
      boolean canBeSplit = method.maxCells() < Integer.MAX_VALUE && groups < MOST_GROUPS;
      tooMany = canBeSplit && chars > CELL_CHARS_AT_ONCE;
    }

    Optional<Tally> after(Tally before) {
      Tally now = new Tally(before.rev(), before.ballots(), before.last(), sums, before.more());
      return tooMany ? Optional.empty() : Optional.of(now.bounded(method.maxCells()));
    }

    /** Most ballots are equal, so some parsed ones are cached. */
    private Ballot ballot(String text) {
      if (known.size() > 256) {
        known.clear();
      }
      return known.computeIfAbsent(text, this::read);
    }

    private Ballot read(String text) {
      Poll poll = record.poll();
      try {
        return method.read(poll, Json.readObject(text));
      } catch (BadJsonException | Refusal fault) {
        throw new IllegalStateException("Poll " + poll.id() + " has an unreadable ballot", fault);
      }
    }
  }
}
