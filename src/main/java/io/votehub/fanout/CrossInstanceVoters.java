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
 * Tracks which voters of this instance also have a connection to another one, and sends their
 * ballots there.
 *
 * <p>Only voters who present a token can be on two instances. They are announced to the other
 * instances, which reply with those who are there; then both sides know. Until the replies must
 * have arrived, such a voter counts as being anywhere. So a new voter with one connection costs
 * nothing, and the table is bounded by the connections here. Announcements and ballots of one
 * moment are batched. A lost message has no other effect than that a connection learns of a ballot
 * only when it joins again. Safe from any thread.
 */
final class CrossInstanceVoters {
  /** The time within which instances reply to an announcement. */
  private static final long REPLY_WITHIN_MS = 3000;

  private static final long BATCH_MS = 20;
  private static final int MAX_VOTERS_PER_MESSAGE = 500;
  private static final int MAX_BALLOTS_PER_MESSAGE = 200;
  private static final int MAX_CHARS_PER_MESSAGE = 64 * 1024;

  /** Publishes a message to the other instances. */
  interface Channel {
    void publish(String room, RoomChannel.Message message);
  }

  /** The other instances of a voter; immutable. */
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

  private record Announcement(String room, RoomChannel.Step step) {}

  private final Vertx vertx;
  private final Context context;
  private final String instance;
  private final Presence presence;
  private final Channel channel;
  private final ConcurrentHashMap<String, Place> places = new ConcurrentHashMap<>();

  /** Announcements to be sent, in order; accessed on the context only. */
  private final Map<Announcement, Set<String>> voters = new LinkedHashMap<>();

  private final Map<String, List<CountedBallot>> ballots = new HashMap<>();
  private final Map<String, Integer> chars = new HashMap<>();
  private boolean batching;
  private long sweeps = -1;

  /** To be created on the context of the fan-out. */
  CrossInstanceVoters(Vertx vertx, String instance, Presence presence, Channel channel) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.instance = instance;
    this.presence = presence;
    this.channel = channel;
  }

  void start() {
    sweeps = vertx.setPeriodic(REPLY_WITHIN_MS, timer -> sweep());
  }

  void stop() {
    vertx.cancelTimer(sweeps);
  }

  /** Whether a voter may have a connection to another instance. */
  boolean has(String voter) {
    return places.containsKey(voter);
  }

  /** A voter joined with a token. */
  void joined(String room, String voter) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REPLY_WITHIN_MS);
    places.merge(
        voter,
        new Place(room, Set.of(), until),
        (known, fresh) -> new Place(room, known.instances, until));
    announce(room, RoomChannel.Step.CAME, List.of(voter));
  }

  /** The last connection of a voter was closed. */
  void left(String room, String voter) {
    Place before = places.remove(voter);
    if (before != null && !before.instances.isEmpty()) {
      announce(room, RoomChannel.Step.LEFT, List.of(voter));
    }
  }

  private void announce(String room, RoomChannel.Step step, Collection<String> whom) {
    context.runOnContext(
        turn -> {
          voters
              .computeIfAbsent(new Announcement(room, step), first -> new LinkedHashSet<>())
              .addAll(whom);
          sendLater();
        });
  }

  /** Sends a counted ballot to the voter's connections on other instances. */
  void counted(String room, CountedBallot ballot) {
    context.runOnContext(
        turn -> {
          List<CountedBallot> known = ballots.computeIfAbsent(room, first -> new ArrayList<>());
          known.add(ballot);
          int size = chars.merge(room, ballot.ballot().length(), Integer::sum);
          if (known.size() >= MAX_BALLOTS_PER_MESSAGE || size >= MAX_CHARS_PER_MESSAGE) {
            sendBallots(room, ballots.remove(room));
          } else {
            sendLater();
          }
        });
  }

  private void sendLater() {
    if (!batching) {
      batching = true;
      vertx.setTimer(BATCH_MS, timer -> send());
    }
  }

  private void send() {
    batching = false;
    voters.forEach(
        (said, whom) -> {
          List<String> all = List.copyOf(whom);
          for (int from = 0; from < all.size(); from += MAX_VOTERS_PER_MESSAGE) {
            int to = Math.min(all.size(), from + MAX_VOTERS_PER_MESSAGE);
            channel.publish(
                said.room, new RoomChannel.Voters(instance, said.step, all.subList(from, to)));
          }
        });
    voters.clear();
    Map<String, List<CountedBallot>> taken = Map.copyOf(ballots);
    ballots.clear();
    taken.forEach(this::sendBallots);
  }

  private void sendBallots(String room, List<CountedBallot> counted) {
    chars.remove(room);
    channel.publish(room, new RoomChannel.Ballots(instance, counted));
  }

  /**
   * Handles an announcement of another instance.
   *
   * @return the voters who came here with a token and of whom it was not known that they are also
   *     there
   */
  Set<String> received(String room, RoomChannel.Voters said) {
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
      announce(room, RoomChannel.Step.ALSO, here);
    }
    return Set.of();
  }

  /** Filters ballots counted by another instance to those of voters who are here. */
  List<CountedBallot> received(String room, RoomChannel.Ballots told) {
    if (told.instance().equals(instance)) {
      return List.of();
    }
    Set<String> here =
        presence.here(room, told.ballots().stream().map(CountedBallot::voter).toList());
    return told.ballots().stream().filter(each -> here.contains(each.voter())).toList();
  }

  /** Removes voters who left while an announcement about them was handled. */
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
