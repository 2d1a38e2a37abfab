package io.votehub.synthetic;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.poll.Poll;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The votes after the start. An audience of the hub's own joins a hidden room and votes in it,
 * until the hub is warm. It takes half of the time at most, and leaves at once when voters come;
 * once they are calm, it begins anew. Confined to its event loop.
 */
final class WarmUp {
  private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
  private static final List<String> METHODS = List.of("single", "multiple", "ranked", "score");
  private static final int JOIN_AT_ONCE = 8;
  private static final int VOTES_AT_ONCE = 32;
  private static final long PAUSE_MS = 1_000;
  private static final long VOTES_WITHIN_MS = 10_000;
  private static final long COMPILER_CHECK_MS = 1_000;

  /** Of one CPU; the votes that go on once a second keep it busier than nothing. */
  private static final long COMPILER_RESTS_MS = COMPILER_CHECK_MS / 5;

  private static final int COMPILER_CHECKS = 15;

  /** Joins anew from time to time, so that joining is compiled as well as voting. */
  private static final int BURSTS_OF_AN_AUDIENCE = 100;

  private final Vertx vertx;
  private final TrialRooms rooms;
  private final TrialClient client;
  private final Warmth warmth;
  private final int audience;
  private final List<Member> members = new ArrayList<>();
  private TrialRoom room;
  private boolean stopped;
  private int turn;
  private Promise<Void> pausing = Promise.promise();
  private final Promise<Void> ended = Promise.promise();
  private boolean begun;

  /** A connection with at most one vote in flight. */
  private static final class Member implements TrialSocket.Listener {
    private TrialSocket socket;
    private Promise<Boolean> answer;
    private int votes;
    private boolean lost;

    @Override
    public void heard(String text) {
      if (answer != null && (text.startsWith("{\"type\":\"ack\"") || TrialSocket.isError(text))) {
        Promise<Boolean> done = answer;
        answer = null;
        done.complete(!TrialSocket.isError(text));
      }
    }

    @Override
    public void closed() {
      if (answer != null) {
        Promise<Boolean> done = answer;
        answer = null;
        done.complete(false);
      }
      lost = true;
    }
  }

  /**
   * @param audience the number of connections
   */
  WarmUp(Vertx vertx, TrialRooms rooms, TrialClient client, Warmth warmth, int audience) {
    this.vertx = vertx;
    this.rooms = rooms;
    this.client = client;
    this.warmth = warmth;
    this.audience = audience;
  }

  /** Begins; to be called on the event loop. */
  void start() {
    begun = true;
    next();
  }

  /** Ends it; completes when nothing is left of it. */
  Future<Void> stop() {
    stopped = true;
    pausing.tryComplete();
    List.copyOf(members).forEach(Member::closed);
    return begun ? ended.future() : Future.succeededFuture();
  }

  private boolean mayGoOn() {
    return !stopped && !warmth.hasVotes() && warmth.isCalm();
  }

  /** One round after the other, for as long as it takes; so not as one chain of futures. */
  private void next() {
    if (stopped) {
      ended.tryComplete();
    } else if (warmth.hasVotes()) {
      awaitCompiler(warmth.compilerMs(), COMPILER_CHECKS).onComplete(ended);
    } else {
      Future<Void> round = warmth.isCalm() ? round() : Future.succeededFuture();
      round
          .onFailure(fault -> LOG.debug("The hub could not warm up yet", fault))
          .otherwiseEmpty()
          .compose(done -> pause(warmth.hasVotes() ? 1 : PAUSE_MS))
          .onComplete(done -> next());
    }
  }

  /** A stop does not wait for the end of a pause. */
  private Future<Void> pause(long ms) {
    if (stopped) {
      return Future.succeededFuture();
    }
    Promise<Void> over = Promise.promise();
    pausing = over;
    long timer = vertx.setTimer(ms, turn -> over.tryComplete());
    return over.future().onComplete(done -> vertx.cancelTimer(timer));
  }

  private Future<Void> awaitCompiler(long before, int checks) {
    if (stopped) {
      return Future.succeededFuture();
    }
    return pause(COMPILER_CHECK_MS)
        .compose(
            waited -> {
              long now = warmth.compilerMs();
              if (now - before > COMPILER_RESTS_MS && checks > 1) {
                return awaitCompiler(now, checks - 1);
              }
              if (!stopped) {
                warmth.becomeWarm();
              }
              return Future.succeededFuture();
            });
  }

  private Future<Void> round() {
    return rooms
        .open(METHODS)
        .onSuccess(opened -> room = opened)
        .compose(opened -> join())
        .compose(there -> bursts(BURSTS_OF_AN_AUDIENCE))
        .eventually(this::leave);
  }

  private Future<Void> join() {
    if (!mayGoOn() || members.size() >= audience) {
      return Future.succeededFuture();
    }
    long began = System.nanoTime();
    List<Future<TrialSocket>> joining = new ArrayList<>();
    while (joining.size() < JOIN_AT_ONCE && members.size() < audience) {
      Member member = new Member();
      members.add(member);
      joining.add(client.join(room, false, member).onSuccess(made -> member.socket = made));
    }
    return Future.join(joining).compose(all -> rest(began)).compose(rested -> join());
  }

  /** As long as the work took, so that voters who come meanwhile find half of a CPU at least. */
  private Future<Void> rest(long began) {
    long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    return pause(Math.min(PAUSE_MS, Math.max(1, tookMs)));
  }

  private Future<Void> bursts(int left) {
    if (left == 0 || !mayGoOn()) {
      return Future.succeededFuture();
    }
    long began = System.nanoTime();
    List<Future<Boolean>> votes = new ArrayList<>();
    for (int i = 0; i < VOTES_AT_ONCE; i++) {
      Member member = members.get(turn++ % members.size());
      if (member.socket != null && !member.lost && member.answer == null) {
        votes.add(vote(member));
      }
    }
    if (votes.isEmpty()) {
      return Future.failedFuture("All connections were lost");
    }
    return Future.join(votes)
        .timeout(VOTES_WITHIN_MS, TimeUnit.MILLISECONDS)
        .compose(all -> rest(began))
        .compose(rested -> bursts(left - 1));
  }

  private Future<Boolean> vote(Member member) {
    Poll poll = room.polls().get(member.votes % room.polls().size());
    int number = member.votes++ / room.polls().size();
    Promise<Boolean> answer = Promise.promise();
    member.answer = answer;
    member.socket.send(TrialBallots.message(poll, number));
    return answer
        .future()
        .onSuccess(
            counted -> {
              if (counted) {
                warmth.voted();
              }
            });
  }

  private Future<Void> leave() {
    members.forEach(
        member -> {
          if (member.socket != null) {
            member.socket.leave();
          }
        });
    members.clear();
    TrialRoom left = room;
    room = null;
    return left == null ? Future.succeededFuture() : rooms.close(left);
  }
}
