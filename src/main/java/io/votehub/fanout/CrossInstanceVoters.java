package io.votehub.fanout;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Which voters of this instance have a connection to another one as well, and what is told to those
 * connections of their ballots.
 *
 * <p>Only somebody who comes with a token can be elsewhere, too. Such voters are announced to the
 * other instances, which answer with those who are there; both then know. Until the answers must
 * have come, such a voter may be anywhere. So a voter with one connection, who is new, costs
 * nothing; and what is known is bounded by the connections here. Announcements and ballots of one
 * moment travel together. A lost message costs no more than that a connection hears of a ballot
 * only when it joins again. Safe from any thread.
 */
final class CrossInstanceVoters {
  /** How long instances are given to answer an announcement. */
  private static final long ANSWERED_MS = 3000;

  private static final long GATHER_MS = 20;
  private static final int VOTERS_A_MESSAGE = 500;
  private static final int BALLOTS_A_MESSAGE = 200;
  private static final int CHARS_A_MESSAGE = 64 * 1024;

  /** How a message reaches the other instances. */
  interface Channel {
    void publish(String room, RoomChannel.Message message);
  }

  /** Where a voter is, beside here; replaced and never changed. */
  private record Place(String room, Set<String> instances, long untilNanos) {
    Place with(String instance) {
      Set<String> more = new HashSet<>(instances);
      more.add(instance);
      return new Place(room, Set.copyOf(more), untilNanos);
    }

    Place without(String instance) {
      Set<String> less = new HashSet<>(instances);
      less.remove(instance);
      return new Place(room, Set.copyOf(less), untilNanos);
    }

    boolean isOver(long now) {
      return instances.isEmpty() && untilNanos - now < 0;
    }
  }

  private record Said(String room, RoomChannel.Step step) {}

  private final Vertx vertx;
  private final Context context;
  private final String instance;
  private final Presence presence;
  private final Channel channel;
  private final ConcurrentHashMap<String, Place> places = new ConcurrentHashMap<>();

  /** What is to be said, in its order; touched on the context alone. */
  private final Map<Said, Set<String>> voters = new LinkedHashMap<>();

  private final Map<String, List<CountedBallot>> ballots = new HashMap<>();
  private final Map<String, Integer> chars = new HashMap<>();
  private boolean gathering;
  private long sweeps = -1;

  /** To be made on the context of the fan-out. */
  CrossInstanceVoters(Vertx vertx, String instance, Presence presence, Channel channel) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.instance = instance;
    this.presence = presence;
    this.channel = channel;
  }

  void start() {
    sweeps = vertx.setPeriodic(ANSWERED_MS, timer -> sweep());
  }

  void stop() {
    vertx.cancelTimer(sweeps);
  }

  /** Whether a voter may have a connection to another instance. */
  boolean has(String voter) {
    return places.containsKey(voter);
  }

  /** A voter has come with a token. */
  void came(String room, String voter) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWERED_MS);
    places.merge(
        voter,
        new Place(room, Set.of(), until),
        (known, fresh) -> new Place(room, known.instances, until));
    say(room, RoomChannel.Step.CAME, List.of(voter));
  }

  /** The last connection of a voter is gone. */
  void left(String room, String voter) {
    Place before = places.remove(voter);
    if (before != null && !before.instances.isEmpty()) {
      say(room, RoomChannel.Step.LEFT, List.of(voter));
    }
  }

  private void say(String room, RoomChannel.Step step, Collection<String> whom) {
    context.runOnContext(
        turn -> {
          voters.computeIfAbsent(new Said(room, step), first -> new LinkedHashSet<>()).addAll(whom);
          gather();
        });
  }

  /** Tells connections on other instances of a ballot. */
  void counted(String room, CountedBallot ballot) {
    context.runOnContext(
        turn -> {
          List<CountedBallot> known = ballots.computeIfAbsent(room, first -> new ArrayList<>());
          known.add(ballot);
          int size = chars.merge(room, ballot.ballot().length(), Integer::sum);
          if (known.size() >= BALLOTS_A_MESSAGE || size >= CHARS_A_MESSAGE) {
            tellBallots(room, ballots.remove(room));
          } else {
            gather();
          }
        });
  }

  private void gather() {
    if (!gathering) {
      gathering = true;
      vertx.setTimer(GATHER_MS, timer -> tell());
    }
  }

  private void tell() {
    gathering = false;
    voters.forEach(
        (said, whom) -> {
          List<String> all = List.copyOf(whom);
          for (int from = 0; from < all.size(); from += VOTERS_A_MESSAGE) {
            int to = Math.min(all.size(), from + VOTERS_A_MESSAGE);
            channel.publish(
                said.room, new RoomChannel.Voters(instance, said.step, all.subList(from, to)));
          }
        });
    voters.clear();
    Map<String, List<CountedBallot>> taken = Map.copyOf(ballots);
    ballots.clear();
    taken.forEach(this::tellBallots);
  }

  private void tellBallots(String room, List<CountedBallot> counted) {
    chars.remove(room);
    channel.publish(room, new RoomChannel.Ballots(instance, counted));
  }

  /**
   * What another instance says of its voters.
   *
   * @return those of them of whom it was not known that they are there, too, because they came here
   */
  Set<String> heard(String room, RoomChannel.Voters said) {
    if (said.instance().equals(instance)) {
      return Set.of();
    }
    if (said.step() == RoomChannel.Step.LEFT) {
      said.voters()
          .forEach(voter -> places.computeIfPresent(voter, (v, p) -> p.without(said.instance())));
      return Set.of();
    }
    Set<String> here = presence.here(room, said.voters());
    Set<String> news = new HashSet<>();
    here.forEach(
        voter ->
            places.compute(
                voter,
                (v, known) -> {
                  Place place =
                      known == null ? new Place(room, Set.of(), System.nanoTime()) : known;
                  if (place.instances.contains(said.instance())) {
                    return place;
                  }
                  news.add(voter);
                  return place.with(said.instance());
                }));
    if (said.step() == RoomChannel.Step.ALSO) {
      return news;
    }
    if (!here.isEmpty()) {
      say(room, RoomChannel.Step.ALSO, here);
    }
    return Set.of();
  }

  /** The ballots of voters who are here that another instance has counted. */
  List<CountedBallot> heard(String room, RoomChannel.Ballots told) {
    if (told.instance().equals(instance)) {
      return List.of();
    }
    Set<String> here =
        presence.here(room, told.ballots().stream().map(CountedBallot::voter).toList());
    return told.ballots().stream().filter(each -> here.contains(each.voter())).toList();
  }

  /** A voter may have left while it was being noted that there is a connection elsewhere. */
  private void sweep() {
    long now = System.nanoTime();
    places.forEach(
        (voter, place) -> {
          if (place.isOver(now) || presence.here(place.room, List.of(voter)).isEmpty()) {
            places.remove(voter, place);
          }
        });
  }
}
