package io.votehub.synthetic;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.poll.Poll;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections to a hidden room that come, vote and go, and are counted as they do. Confined to its
 * event loop.
 */
final class TrialAudience {
  private static final long VOTES_WITHIN_MS = 10_000;

  private final TrialClient client;
  private final TrialRoom room;
  private final Warmth warmth;

  /** Who votes next is first. */
  private final Deque<Member> members = new ArrayDeque<>();

  private boolean ended;

  /** A connection with at most one vote in flight. */
  private static final class Member implements TrialSocket.Listener {
    private TrialSocket socket;
    private Promise<Boolean> answer;
    private int votes;
    private boolean lost;

    @Override
    public void heard(String text) {
      if (answer != null && (text.startsWith("{\"type\":\"ack\"") || TrialSocket.isError(text))) {
        answered(!TrialSocket.isError(text));
      }
    }

    @Override
    public void closed() {
      lost = true;
      if (answer != null) {
        answered(false);
      }
    }

    private void answered(boolean counted) {
      Promise<Boolean> done = answer;
      answer = null;
      done.complete(counted);
    }
  }

  TrialAudience(TrialClient client, TrialRoom room, Warmth warmth) {
    this.client = client;
    this.room = room;
    this.warmth = warmth;
  }

  TrialRoom room() {
    return room;
  }

  int size() {
    return members.size();
  }

  /** Has so many more join at once; fails unless all of them can. */
  Future<Void> join(int number) {
    List<Future<TrialSocket>> joining = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Member member = new Member();
      joining.add(client.join(room, false, member).onSuccess(made -> joined(member, made)));
    }
    return Future.join(joining).mapEmpty();
  }

  private void joined(Member member, TrialSocket socket) {
    if (ended) {
      socket.leave();
    } else {
      member.socket = socket;
      members.add(member);
      warmth.joined();
    }
  }

  /** So many leave, if they are there. */
  void leave(int number) {
    for (int i = 0; i < number && !members.isEmpty(); i++) {
      members.poll().socket.leave();
    }
  }

  /** Has so many vote; fails if none of them can, or if an answer does not come in time. */
  Future<Void> vote(int number) {
    List<Future<Boolean>> votes = new ArrayList<>();
    for (int i = 0; i < number && !members.isEmpty(); i++) {
      Member member = members.poll();
      if (!member.lost) {
        members.add(member);
        if (member.answer == null) {
          votes.add(vote(member));
        }
      }
    }
    return votes.isEmpty()
        ? Future.failedFuture("All connections were lost")
        : Future.join(votes).timeout(VOTES_WITHIN_MS, TimeUnit.MILLISECONDS).mapEmpty();
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

  /** All leave, and who still joins leaves at once; votes in flight count as lost. */
  void end() {
    ended = true;
    List<Member> all = List.copyOf(members);
    leave(all.size());
    all.forEach(Member::closed);
  }
}
