package io.votehub.bench;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.votehub.identity.AddressPrefix;
import io.votehub.identity.HubKey;
import io.votehub.identity.ReceiptSigner;
import io.votehub.json.Json;
import io.votehub.ledger.MemoryLedger;
import io.votehub.ledger.Page;
import io.votehub.ledger.RecordResult;
import io.votehub.limit.KeyedRateLimiter;
import io.votehub.limit.Rate;
import io.votehub.limit.RequestLimits;
import io.votehub.limit.Sender;
import io.votehub.limit.Senders;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Mark;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Tally;
import io.votehub.proof.BallotProofs;
import io.votehub.protocol.ClientMessage;
import io.votehub.protocol.Messages;
import io.votehub.protocol.TallyFrame;
import io.votehub.store.JournalBytes;
import io.votehub.store.JournalEntry;
import io.votehub.trace.VoteFollower;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.h2.mvstore.WriteBuffer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The steps that a hub takes for every vote, and once for every tally, each alone: {@code mvn -Pjmh
 * test}. What they come to together, with network and disk, {@link Bench} measures.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HotPathBenchmark {
  private static final String POLL = "p";
  private static final int VOTERS = 1 << 16;
  private static final int BATCH = 16;

  private final VotingMethod method = VotingMethods.standard().get("single");
  private final List<Option> options =
      IntStream.range(0, 10).mapToObj(i -> new Option("o" + i, "Option " + i)).toList();
  private final String vote =
      "{\"type\":\"vote\",\"id\":\"7\",\"poll\":\"p\",\"run\":1,\"ballot\":{\"choice\":\"o3\"}}";
  private final Mark mark = new Mark(0x0123456789ABCDEFL, -2);
  private final String markedVote =
      vote.replace("\"run\"", "\"mark\":\"" + mark.text() + "\",\"run\"");
  private final BallotProofs proofs =
      new BallotProofs(
          new ReceiptSigner(HubKey.of("benchmark-of-the-hot-path-32-characters"))::sign);
  private final List<JournalEntry> entries =
      IntStream.range(0, BATCH)
          .mapToObj(i -> new JournalEntry(i, "voter-" + i, "{\"choice\":\"o3\"}", 1L << 40))
          .toList();
  private final List<JournalEntry> marked =
      entries.stream()
          .map(each -> new JournalEntry(each.rev(), each.voter(), each.ballot(), each.at(), mark))
          .toList();
  private final WriteBuffer buffer = new WriteBuffer(1024);
  private final MemoryLedger ledger = new MemoryLedger(InstantSource.system());
  private final KeyedRateLimiter limiter =
      new KeyedRateLimiter(new Rate(1, Duration.ofSeconds(1), 3), 1 << 17);
  private final RequestLimits requests =
      new RequestLimits(
          new Senders(List.of()),
          new RequestLimits.Settings(true, 600, Map.of()),
          new SimpleMeterRegistry());
  private final Sender sender = new Sender(AddressPrefix.of("203.0.113.7"), true, "c");
  private final List<List<CastBallot>> batches = new ArrayList<>();
  private final List<String> voters = IntStream.range(0, VOTERS).mapToObj(i -> "v" + i).toList();
  private final VoteFollower follower = VoteFollower.OFF;
  private Poll poll;
  private Tally tally;
  private int next;

  /** Makes the poll, its page and the voters' ballots. */
  @Setup
  public void prepare() {
    PollSettings settings = PollSettings.DEFAULT.withOwn(method.settings(Map.of(), options.size()));
    poll = Poll.draft(POLL, "R", "Which one?", "single", options, settings, 0);
    Map<String, Long> cells = new HashMap<>();
    options.forEach(option -> cells.put(option.id(), 1000L + option.id().hashCode()));
    tally = new Tally(12_345, 10_000, false, cells);
    String token = ledger.lock(POLL).result().orElseThrow();
    Page.Terms terms = new Page.Terms(1, true, OptionalLong.empty(), 0, Integer.MAX_VALUE);
    ledger.install(POLL, token, new Page(1, PollState.OPEN, terms, Map.of()));
    for (int first = 0; first < VOTERS; first += BATCH) {
      batches.add(
          IntStream.range(first, first + BATCH)
              .mapToObj(i -> new CastBallot(voters.get(i), 1, "{}", List.of("o" + i % 10), i))
              .toList());
    }
  }

  /** A vote's message to a ballot that the method has read. */
  @Benchmark
  public Ballot readBallot() {
    ClientMessage.Vote message = (ClientMessage.Vote) ClientMessage.read(vote);
    return method.read(poll, message.ballot().orElseThrow());
  }

  /** The same with a mark. */
  @Benchmark
  public CastBallot readMarkedBallot() {
    ClientMessage.Vote message = (ClientMessage.Vote) ClientMessage.read(markedVote);
    Ballot ballot = method.read(poll, message.ballot().orElseThrow());
    return new CastBallot("v", 1, "{}", method.cells(ballot, "v", 1), 1)
        .withMark(message.mark().orElseThrow());
  }

  /** The answer to a vote without a mark: a receipt. */
  @Benchmark
  public String acknowledge() {
    return Messages.ackText("7", POLL, 1L << 32, proofs.answer(POLL, next++, "v1", null, null));
  }

  /** The answer to a vote with a mark: a receipt and a tag. */
  @Benchmark
  public String acknowledgeMarked() {
    return Messages.ackText("7", POLL, 1L << 32, proofs.answer(POLL, next++, "v1", mark, mark));
  }

  /** The bytes of sixteen ballots in the journal. */
  @Benchmark
  public int journalBatch() {
    return JournalBytes.of(entries, buffer).length + JournalBytes.marksOf(entries).length;
  }

  /** The same where each ballot has a mark. */
  @Benchmark
  public int journalMarkedBatch() {
    return JournalBytes.of(marked, buffer).length + JournalBytes.marksOf(marked).length;
  }

  /** What stands in the journal, from the ballot. */
  @Benchmark
  public String writeBallot() {
    return Json.write(method.read(poll, Map.of("choice", "o3")).value());
  }

  /** A batch of sixteen ballots into a page with 65,536 voters, recorded and confirmed. */
  @Benchmark
  public Object recordBatch() {
    List<CastBallot> batch = batches.get(next++ & (batches.size() - 1));
    RecordResult.Recorded recorded = (RecordResult.Recorded) ledger.record(POLL, batch).result();
    return ledger.confirm(POLL, recorded.range()).result();
  }

  /** What a vote pays for being followable while nothing follows it. */
  @Benchmark
  public CastBallot followNothing() {
    CastBallot cast = batches.get(next++ & (batches.size() - 1)).get(0);
    return follower.isOn() ? cast.followedBy(null) : cast;
  }

  /** A tally of ten options to the text that every socket of the room gets. */
  @Benchmark
  public TallyFrame encodeTally() {
    return TallyFrame.of(poll, method, tally);
  }

  /** The look at a voter's limit, one of 65,536 voters. */
  @Benchmark
  public long limitVote() {
    return limiter.take(limiter.key(POLL, voters.get(next++ & (VOTERS - 1))), System.nanoTime());
  }

  /** A request of one of many presenters: a token bucket. */
  @Benchmark
  public Object limitLeading() {
    return requests.lead(voters.get(next++ & (VOTERS - 1)));
  }

  /** A new voter: two sliding windows. */
  @Benchmark
  public Object limitNewVoter() {
    return requests.identity(sender, voters.get(next++ & (VOTERS - 1)));
  }
}
