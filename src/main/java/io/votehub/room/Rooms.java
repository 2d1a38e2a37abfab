package io.votehub.room;

import io.vertx.core.Future;
import io.votehub.count.CountingContext;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Poll;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.store.PollRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** The life of rooms. Futures fail with a {@link Refusal}; every call is safe from any thread. */
public final class Rooms {
  private static final int CODE_TRIES = 20;

  /**
   * The limits for rooms.
   *
   * @param atMost the number of rooms beyond which none can be created
   * @param days after so many days without use a room is deleted; 0 for never
   */
  public record Keeping(long atMost, int days) {
    public static final Keeping DEFAULT = new Keeping(100_000, 90);
  }

  private final Store store;
  private final CountingContext counting;
  private final RandomGenerator random;
  private final Supplier<String> ids;
  private final Keeping keeping;
  private final RoomUpdates updates;
  private final RoomActivity activity;
  private final CoalescingReader<String, Listed> listed;
  private final RoomViews views;
  private final Leaderboards leaderboards;
  private final RoomKeys keys;
  private final RoomRolls rolls;
  private final RoomAdmission admission;
  private final RoomPlayers players;
  private final Agendas agendas;
  private final RoomSettings settings;
  private final RoomStages stages;
  private final RoomSearch search;
  private final RoomDeletion deletion;

  /** A room and its polls in order, drafts included, as they are stored. */
  public record Listed(Room room, List<Poll> polls) {}

  /**
   * @param random generates join codes
   * @param ids generates ids of rooms that cannot be guessed
   */
  public Rooms(
      CountingContext counting,
      Polls polls,
      RandomGenerator random,
      Supplier<String> ids,
      Keeping keeping) {
    this.store = counting.store();
    this.counting = counting;
    this.random = random;
    this.ids = ids;
    this.keeping = keeping;
    this.updates = new RoomUpdates(counting);
    this.activity = new RoomActivity(counting, System::nanoTime);
    this.keys = new RoomKeys(counting, ids);
    this.rolls = new RoomRolls(counting, ids);
    this.admission = new RoomAdmission(counting, polls.boards());
    this.players = new RoomPlayers(counting);
    this.leaderboards = new Leaderboards(counting);
    this.agendas = new Agendas(counting, this, polls, ids);
    this.settings = new RoomSettings(updates);
    this.stages = new RoomStages(updates, polls);
    this.search = new RoomSearch(store);
    this.deletion = new RoomDeletion(counting, rolls);
    this.views = new RoomViews(counting, polls, activity);
    this.listed =
        new CoalescingReader<>(
            code -> get(code).compose(room -> polls(code).map(list -> new Listed(room, list))));
  }

  /** Creates a room with a new join code; {@code title} is already cleaned and validated. */
  public Future<Room> create(String title) {
    return store
        .countRooms()
        .compose(
            there -> {
              if (there >= keeping.atMost) {
                throw Refusal.of(
                    ErrorCode.BUSY,
                    "The hub has as many rooms as it keeps; some must be deleted first");
              }
              return counting.ledger().now();
            })
        .compose(now -> create(title, now, CODE_TRIES));
  }

  /** The voter rolls of rooms. */
  public RoomRolls rolls() {
    return rolls;
  }

  /** The keys of those who help the rooms' owners. */
  public RoomKeys keys() {
    return keys;
  }

  /** Whom the rooms let in. */
  public RoomAdmission admission() {
    return admission;
  }

  /** How those who play quizzes are called, and in which teams. */
  public RoomPlayers players() {
    return players;
  }

  /** The running orders of the rooms. */
  public Agendas agendas() {
    return agendas;
  }

  /** The leaderboards of the rooms' quizzes. */
  public Leaderboards leaderboards() {
    return leaderboards;
  }

  /** What sessions show of the rooms. */
  public RoomViews views() {
    return views;
  }

  /** What presenters set for the rooms. */
  public RoomSettings settings() {
    return settings;
  }

  /** What the big screens of the rooms show. */
  public RoomStages stages() {
    return stages;
  }

  /** Finds rooms by their codes or titles. */
  public RoomSearch search() {
    return search;
  }

  public Keeping keeping() {
    return keeping;
  }

  /** Records that somebody with access to the room uses it, so that it is kept. */
  public void used(String code) {
    activity.record(code);
  }

  private Future<Room> create(String title, long now, int tries) {
    if (tries == 0) {
      return Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE, "No free join code was found"));
    }
    Room room = new Room(JoinCode.random(random), title, now, Optional.of(ids.get()), 0);
    return store
        .addRoom(room)
        .compose(added -> added ? Future.succeededFuture(room) : create(title, now, tries - 1));
  }

  /** The room. Fails with {@code unknown-room}. */
  public Future<Room> get(String code) {
    return store
        .room(code)
        .map(found -> found.orElseThrow(() -> Refusal.of(ErrorCode.UNKNOWN_ROOM)));
  }

  /** The room's polls in order, drafts included. */
  public Future<List<Poll>> polls(String code) {
    return store.polls(code).map(records -> records.stream().map(PollRecord::poll).toList());
  }

  /**
   * The room with its polls, for pages; concurrent callers share the reads. Fails with {@code
   * unknown-room}.
   */
  public Future<Listed> listed(String code) {
    return listed.get(code);
  }

  /** How many voters have an open connection to the room. */
  public Future<Integer> present(String code) {
    return counting.fanout().askPresent(code);
  }

  /**
   * Suspends a room, or lets it be used again. All instances are told: voters are disconnected, and
   * nobody joins or votes while it lasts. May be repeated.
   *
   * @param at since when, UTC milliseconds since the epoch; empty to let it be used
   */
  public Future<Room> suspend(String code, OptionalLong at) {
    return updates.update(code, room -> room.withSuspension(room.suspension().changed(at)));
  }

  /**
   * Revokes every owner's token of the room that was issued so far. All instances are told and
   * close the connections that were opened with an older token. May be repeated, see {@link
   * Room#renewed}.
   *
   * @param version of the token that authorised the call
   * @param call identifies the call
   * @return the room with the version of the next token
   */
  public Future<Room> revokeTokens(String code, long version, String call) {
    // Its holder needs the reply once the old token is revoked.
    return updates.update(code, room -> room.renewed(version, call));
  }

  /**
   * Puts the room's polls in the order of the ids. Fails with {@code bad-request} unless they are
   * exactly the room's.
   */
  public Future<Void> order(String code, List<String> ids) {
    return store
        .polls(code)
        .compose(
            records -> {
              List<String> known = records.stream().map(record -> record.poll().id()).toList();
              if (ids.size() != known.size() || !Set.copyOf(ids).equals(Set.copyOf(known))) {
                throw Refusal.field("/polls", "Must name each poll of the room exactly once");
              }
              List<Future<?>> moves = new ArrayList<>();
              for (int i = 0; i < ids.size(); i++) {
                int position = i;
                moves.add(
                    store.updatePoll(ids.get(i), r -> r.withPoll(r.poll().withPosition(position))));
              }
              return Future.join(moves);
            })
        .compose(moved -> get(code))
        .compose(updates::publish)
        .mapEmpty();
  }

  /** Deletes the room with its polls and ballots. Fails with {@code unknown-room}. */
  public Future<Void> delete(String code) {
    return deletion
        .run(code, () -> store.deleteRoom(code))
        .map(
            deleted -> {
              if (!deleted) {
                throw Refusal.of(ErrorCode.UNKNOWN_ROOM);
              }
              return null;
            });
  }

  /**
   * Deletes the room with its polls and ballots if it was last used before that time; false if it
   * was used since, or does not exist.
   */
  Future<Boolean> deleteUnused(String code, long before) {
    return deletion.run(code, () -> store.deleteUnusedRoom(code, before));
  }
}
