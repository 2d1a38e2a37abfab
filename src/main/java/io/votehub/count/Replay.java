package io.votehub.count;

import io.vertx.core.Future;
import io.votehub.memory.Footprint;
import io.votehub.method.VotingMethod;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * How the tally of a closed poll came about: frames in the order of the ballots' revisions, at most
 * {@value #MAX_FRAMES}, of which the last is the final tally. Ballots arrive at the latest time
 * that any up to them did. Steps in which nothing changed have no frame; where voters did not see
 * the result as it grew, each frame has at least {@value #MIN_CHANGES} changes, the last included.
 *
 * <p>Ballots that voters replaced are part of it where the store keeps them; else a voter's last
 * ballot comes when it came, and nothing before it.
 *
 * <p>Reads the journal again for each part, so that only one is in memory. Used by one caller at a
 * time.
 */
public final class Replay {
  public static final int MAX_FRAMES = 3_600;
  public static final int MIN_CHANGES = 5;

  /** Lines that are made at once. */
  private static final int MAX_CHARS = 128 * 1024;

  /** A map entry, without the cell's name. */
  private static final int ENTRY_BYTES = 64;

  /**
   * The tally at one time.
   *
   * @param ms since the poll was opened, in milliseconds
   */
  public record Frame(long ms, Tally tally) {}

  private final CountingContext counting;
  private final PollRecord record;
  private final VotingMethod method;
  private final ReplayPart.Plan plan;
  private final long lastMs;
  private final Function<Frame, String> line;

  private final Map<String, Long> cells = new HashMap<>();
  private final Deque<ReplayPart.Change> changes = new ArrayDeque<>();
  private long cellBytes;
  private long ballots;
  private long after = -1;
  private boolean isRead;
  private boolean isFinished;

  private Replay(
      CountingContext counting,
      PollRecord record,
      ReplayPart.Plan plan,
      long lastMs,
      Function<Frame, String> line) {
    this.counting = counting;
    this.record = record;
    this.method = counting.methods().of(record.poll());
    this.plan = plan;
    this.lastMs = lastMs;
    this.line = line;
  }

  /**
   * Prepares the replay of a closed poll that is not secret.
   *
   * @param stepMs the time between frames, in milliseconds; longer if there would be too many
   * @param line writes a frame; called off the event loops
   */
  public static Future<Replay> of(
      CountingContext counting, PollRecord record, long stepMs, Function<Frame, String> line) {
    Poll poll = record.poll();
    JournalReads reads = counting.reads();
    return counting
        .recount()
        .standing(record, CountedRevisions.before(record))
        .compose(
            standing ->
                reads
                    .read(poll.id(), reads.most(), memory -> new ReplaySpan(record))
                    .map(span -> planned(counting, record, stepMs, line, span, standing)));
  }

  private static Replay planned(
      CountingContext counting,
      PollRecord record,
      long stepMs,
      Function<Frame, String> line,
      ReplaySpan span,
      StandingEntries standing) {
    Poll poll = record.poll();
    boolean merged = poll.settings().results() != PollSettings.Results.LIVE;
    int min = merged ? MIN_CHANGES : 1;
    OptionalLong opened = poll.times().openedAt();
    if (span.entries() == 0) {
      return new Replay(counting, record, new ReplayPart.Plan(0, stepMs, min, false), 0, line);
    }
    long from = Math.min(opened.orElse(span.first()), span.first());
    long lasts = span.last() - from;
    long step = Math.max(stepMs, lasts / MAX_FRAMES + 1);
    boolean replaced = span.entries() > standing.revs().length;
    return new Replay(
        counting, record, new ReplayPart.Plan(from, step, min, replaced), lasts, line);
  }

  /**
   * The next lines, in order; none marks the end. Fails with a {@link io.votehub.poll.Refusal} of
   * {@code busy} where the memory does not suffice, with {@link StaleEpochException} if the poll
   * was changed.
   */
  public Future<Iterator<String>> next() {
    if (isFinished) {
      return Future.succeededFuture(List.<String>of().iterator());
    }
    Future<Void> read = changes.isEmpty() && !isRead ? readPart() : Future.succeededFuture();
    return read.compose(done -> counting.vertx().executeBlocking(() -> lines().iterator(), false));
  }

  private Future<Void> readPart() {
    ReplayPart[] part = new ReplayPart[1];
    return counting
        .reads()
        .read(
            record.poll().id(),
            counting.reads().most(),
            memory -> {
              part[0] = new ReplayPart(record, method, plan, after, memory);
              return part[0];
            })
        .transform(
            read -> {
              if (read.succeeded()) {
                isRead = true;
                changes.addAll(part[0].rest());
                return Future.succeededFuture();
              }
              if (read.cause() instanceof ReplayPart.Enough) {
                changes.addAll(part[0].complete());
                return Future.succeededFuture();
              }
              return Future.failedFuture(Recount.toRefusal(read.cause()));
            });
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    int chars = 0;
    while (chars < MAX_CHARS && !(changes.isEmpty() && !isRead) && !isFinished) {
      String next = changes.size() <= 1 && isRead ? last() : line.apply(frame(changes.remove()));
      lines.add(next);
      chars += next.length();
    }
    return lines;
  }

  /** The final tally as it is stored, whatever the frames before it. */
  private String last() {
    isFinished = true;
    changes.clear();
    cells.clear();
    Tally result = record.result().orElseThrow(StaleEpochException::new);
    return line.apply(new Frame(lastMs, result));
  }

  private Frame frame(ReplayPart.Change change) {
    change.cells().forEach(this::add);
    if (cellBytes > counting.reads().most()) {
      throw (RuntimeException) Recount.toRefusal(new ReadMemory.TooMuch());
    }
    ballots += change.ballots();
    after = change.lastRev();
    long ms = Math.min(lastMs, (change.step() + 1) * plan.stepMs());
    Tally tally = new Tally(change.lastRev(), ballots, false, cells);
    return new Frame(ms, tally.bounded(method.maxCells()));
  }

  private void add(String cell, long by) {
    long bytes = ENTRY_BYTES + Footprint.of(cell);
    Long before = cells.get(cell);
    long now = by + (before == null ? 0 : before);
    if (now == 0) {
      cells.remove(cell);
      cellBytes -= before == null ? 0 : bytes;
    } else {
      cells.put(cell, now);
      cellBytes += before == null ? bytes : 0;
    }
  }
}
