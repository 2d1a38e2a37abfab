package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.bus.RoomView;
import io.votehub.fanout.RoomEvent;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * The invariants of rooms on an event loop: whatever the order of joins, refusals, leaves, loads,
 * changes, resets and deletions, and however late and often each is delivered, every member
 * receives the next poll, ends with the current state of the room, and never sees a revision
 * decrease.
 */
class RoomLawTest {
  private enum Kind {
    JOIN,
    JOIN_RETURNING,
    JOIN_PRESENTING,
    JOIN_WITH_BAD_TOKEN,
    LEAVE,
    READ_ROOM,
    ANSWER_ROOM,
    REFUSE_ROOM,
    ANSWER_BALLOTS,
    REFUSE_BALLOTS,
    MAKE,
    OPEN,
    VOTE,
    SHOW,
    CLOSE,
    RESET,
    DELETE,
    CATCH_UP,
    DELIVER,
    DELIVER_AGAIN
  }

  /** The actions, and the index of their subject among the possible ones. */
  private record Step(Kind kind, int which) {}

  @Provide
  Arbitrary<List<Step>> lives() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 5))
        .as(Step::new)
        .list()
        .ofMinSize(5)
        .ofMaxSize(60);
  }

  @Property(tries = 100)
  void everyMemberReceivesTheNextPollAndRevisionsNeverDecrease(@ForAll("lives") List<Step> life) {
    try (Life lived = new Life()) {
      life.forEach(lived::take);
      lived.settle();
      Poll next = lived.truth.open(lived.truth.make());
      lived.settle();

      for (RoomKit.Client member : lived.members()) {
        Mirror seen = Mirror.of(member);
        assertThat(seen.polls).containsKey(next.id());
        assertThat(seen.polls).isEqualTo(lived.polls(seen.presenter));
        assertThat(seen.tallies).isEqualTo(lived.tallies(seen.presenter));
      }
      lived.kit.everybodyLeaves();
    }
  }

  @Property(tries = 60)
  void nobodyStaysInADeletedRoom(@ForAll("lives") List<Step> life) {
    try (Life lived = new Life()) {
      life.forEach(lived::take);
      List<RoomKit.Client> members = lived.members();
      lived.readRoom();
      lived.truth.underWay.add(new RoomEvent.RoomDeleted());
      lived.settle();

      assertThat(members).allMatch(member -> member.closedWith == 4504);
      assertThat(lived.members()).isEmpty();
      lived.kit.everybodyLeaves();
    }
  }

  /** One run: the current room, the loop that serves it, and what is in transit. */
  private static final class Life implements AutoCloseable {
    final RoomKit kit = new RoomKit();
    final FakeRoom truth = new FakeRoom();
    private final List<RoomKit.Client> here = new ArrayList<>();
    private final List<RoomEvent> delivered = new ArrayList<>();

    /** What was read for pending reads, by their index. */
    private final List<RoomView> read = new ArrayList<>();

    void take(Step step) {
      switch (step.kind) {
        case JOIN -> join(Optional.empty());
        case JOIN_RETURNING -> join(Optional.of(kit.voterToken(truth.room, "w" + step.which)));
        case JOIN_PRESENTING -> join(Optional.of(kit.presenterToken(truth.room)));
        case JOIN_WITH_BAD_TOKEN -> join(Optional.of("stale"));
        case LEAVE -> of(here, step).ifPresent(this::leave);
        case READ_ROOM -> readRoom();
        case ANSWER_ROOM -> answerRoom();
        case REFUSE_ROOM -> refuseRoom();
        case ANSWER_BALLOTS -> answerBallots(step, Optional.empty());
        case REFUSE_BALLOTS -> answerBallots(step, Optional.of(Refusal.of(ErrorCode.UNAVAILABLE)));
        case MAKE -> truth.make();
        case OPEN -> in(PollState.DRAFT, step).ifPresent(truth::open);
        case VOTE -> in(PollState.OPEN, step).ifPresent(truth::vote);
        case SHOW -> in(PollState.OPEN, step).ifPresent(p -> truth.show(p, !p.visible()));
        case CLOSE -> in(PollState.OPEN, step).ifPresent(truth::close);
        case RESET -> of(truth.polls(), step).ifPresent(truth::reset);
        case DELETE -> of(truth.polls(), step).ifPresent(truth::delete);
        case CATCH_UP ->
            truth.underWay.add(new RoomEvent.CaughtUp(truth.view(), System.nanoTime()));
        case DELIVER -> of(truth.underWay, step).ifPresent(this::deliver);
        case DELIVER_AGAIN -> of(delivered, step).ifPresent(kit::tell);
      }
    }

    private static <T> Optional<T> of(List<T> some, Step step) {
      return some.isEmpty() ? Optional.empty() : Optional.of(some.get(step.which % some.size()));
    }

    private Optional<Poll> in(PollState state, Step step) {
      return of(truth.polls().stream().filter(poll -> poll.state() == state).toList(), step);
    }

    private void join(Optional<String> token) {
      if (kit.listeners() == 0) {
        nothingIsHeardOfWhatWasDeletedBefore();
      }
      RoomKit.Client client = kit.connect();
      here.add(client);
      client.join(token);
    }

    /** A new listener after a deletion does not receive what was sent before it. */
    private void nothingIsHeardOfWhatWasDeletedBefore() {
      Set<String> deleted =
          delivered.stream()
              .filter(RoomEvent.PollDeleted.class::isInstance)
              .map(event -> ((RoomEvent.PollDeleted) event).poll())
              .collect(Collectors.toSet());
      truth.underWay.removeIf(event -> pollOf(event).filter(deleted::contains).isPresent());
      delivered.removeIf(event -> pollOf(event).filter(deleted::contains).isPresent());
    }

    private static Optional<String> pollOf(RoomEvent event) {
      if (event instanceof RoomEvent.PollChanged changed) {
        return Optional.of(changed.poll().id());
      }
      return event instanceof RoomEvent.TallyGrown grown
          ? Optional.of(grown.frame().poll())
          : Optional.empty();
    }

    private void leave(RoomKit.Client client) {
      client.leave();
      here.remove(client);
    }

    /** The pending reads are answered with the current room. */
    void readRoom() {
      while (read.size() < kit.roomQueries.size()) {
        read.add(truth.view());
      }
    }

    private void answerRoom() {
      if (!kit.roomQueries.isEmpty()) {
        readRoom();
        kit.answer(read.remove(0));
      }
    }

    private void refuseRoom() {
      if (!kit.roomQueries.isEmpty()) {
        readRoom();
        read.remove(0);
        kit.refuse(Refusal.of(ErrorCode.UNAVAILABLE));
      }
    }

    private void answerBallots(Step step, Optional<Refusal> refusal) {
      if (!kit.ballotQueries.isEmpty()) {
        kit.answerBallots(step.which % kit.ballotQueries.size(), refusal);
      }
    }

    private void deliver(RoomEvent event) {
      truth.underWay.remove(event);
      delivered.add(event);
      kit.tell(event);
    }

    /** All pending events arrive, the newest first, and every read is answered. */
    void settle() {
      while (!truth.underWay.isEmpty()) {
        deliver(truth.underWay.get(truth.underWay.size() - 1));
      }
      while (!kit.roomQueries.isEmpty() || !kit.ballotQueries.isEmpty()) {
        answerRoom();
        answerBallots(new Step(Kind.ANSWER_BALLOTS, 0), Optional.empty());
      }
    }

    /** The clients that have joined and not left. */
    List<RoomKit.Client> members() {
      return here.stream().filter(c -> c.hasJoined() && c.closedWith == 0).toList();
    }

    Map<String, Long> polls(boolean presenter) {
      Map<String, Long> revs = new TreeMap<>();
      truth.polls().stream()
          .filter(poll -> presenter || poll.state() != PollState.DRAFT)
          .forEach(poll -> revs.put(poll.id(), poll.rev()));
      return revs;
    }

    Map<String, Long> tallies(boolean presenter) {
      Map<String, Long> revs = new TreeMap<>();
      for (TallyFrame tally : truth.tallies()) {
        boolean visible =
            truth.polls().stream().anyMatch(p -> p.id().equals(tally.poll()) && p.visible());
        if (presenter || visible) {
          revs.put(tally.poll(), tally.rev());
        }
      }
      return revs;
    }

    @Override
    public void close() {
      kit.close();
    }
  }

  /** The state of a client that trusts every message; fails if a revision decreases. */
  private static final class Mirror {
    final Map<String, Long> polls = new TreeMap<>();
    final Map<String, Long> tallies = new TreeMap<>();
    private final Map<String, Long> pollRevs = new HashMap<>();
    private final Map<String, Long> tallyRevs = new HashMap<>();
    private final Set<String> deleted = new HashSet<>();
    boolean presenter;

    static Mirror of(RoomKit.Client client) {
      Mirror mirror = new Mirror();
      client.heard.forEach(mirror::hear);
      return mirror;
    }

    private void hear(Map<String, Object> message) {
      switch ((String) message.get("type")) {
        case "joined" -> {
          presenter = message.get("role").equals("presenter");
          objects(message.get("polls")).forEach(this::poll);
          objects(message.get("tallies")).forEach(this::tally);
        }
        case "poll" -> poll(object(message.get("poll")));
        case "tally" -> tally(message);
        case "poll-deleted" -> {
          String id = (String) message.get("poll");
          deleted.add(id);
          forget(id);
        }
        default -> {}
      }
    }

    private void poll(Map<String, Object> poll) {
      String id = (String) poll.get("id");
      long rev = rev(poll);
      assertThat(deleted).as("polls that come back").doesNotContain(id);
      assertThat(rev).as("revision of poll " + id).isGreaterThanOrEqualTo(last(pollRevs, id));
      pollRevs.put(id, rev);
      boolean draft = poll.get("state").equals("draft");
      if (draft || !(presenter || poll.get("visible").equals(true))) {
        tallies.remove(id);
      }
      if (draft && !presenter) {
        forget(id);
      } else {
        polls.put(id, rev);
      }
    }

    private void tally(Map<String, Object> tally) {
      String id = (String) tally.get("poll");
      long rev = rev(tally);
      assertThat(deleted).as("polls that come back").doesNotContain(id);
      assertThat(rev)
          .as("revision of a tally of " + id)
          .isGreaterThanOrEqualTo(last(tallyRevs, id));
      assertThat(Revision.epoch(rev))
          .as("epoch of a tally of " + id)
          .isGreaterThanOrEqualTo(Revision.epoch(last(pollRevs, id)));
      tallyRevs.put(id, rev);
      tallies.put(id, rev);
    }

    private void forget(String poll) {
      polls.remove(poll);
      tallies.remove(poll);
    }

    private static long last(Map<String, Long> revs, String poll) {
      return revs.getOrDefault(poll, -1L);
    }

    private static long rev(Map<String, Object> json) {
      return ((Number) json.get("rev")).longValue();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object json) {
      return (Map<String, Object>) json;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Object json) {
      return (List<Map<String, Object>>) json;
    }
  }
}
