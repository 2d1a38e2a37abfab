package io.votehub.electorate;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.votehub.people.People;
import io.votehub.people.RollMember;
import io.votehub.poll.Room;
import io.votehub.poll.VoterRoll;
import io.votehub.store.Store;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the members of voter rolls that no room has any more: a hub that died between deleting a
 * room or a roll and deleting its members has left them. May run on several instances at once and
 * while rolls are made.
 */
public final class LeftMembers {
  private static final Logger LOG = LoggerFactory.getLogger(LeftMembers.class);
  private static final int ROOMS_AT_ONCE = 500;

  /** How many rolls are held in memory at once. */
  private static final int ROLLS_AT_ONCE = 100_000;

  /** Follows the slash of {@link RollMember#key}, so that the next roll comes after it. */
  private static final char AFTER_MEMBERS = '/' + 1;

  private final Store store;
  private final People people;
  private final int rollsAtOnce;
  private final Promise<Void> done = Promise.promise();

  /** The rolls of this pass that have members, without those that were found in a room. */
  private final Set<String> rolls = new HashSet<>();

  private int read;
  private String lastRoll = "";

  private LeftMembers(Store store, People people, int rollsAtOnce) {
    this.store = store;
    this.people = people;
    this.rollsAtOnce = rollsAtOnce;
  }

  /** Completes once they are deleted; what a failure leaves is found at the next call. */
  public static Future<Void> delete(Store store, People people) {
    return delete(store, people, ROLLS_AT_ONCE);
  }

  /**
   * As {@link #delete(Store, People)}.
   *
   * @param rollsAtOnce for how many rolls the rooms are read through
   */
  static Future<Void> delete(Store store, People people, int rollsAtOnce) {
    LeftMembers left = new LeftMembers(store, people, rollsAtOnce);
    left.readRolls();
    return left.done
        .future()
        .onFailure(
            fault -> LOG.warn("Members of deleted voter rolls may be left: {}", fault.toString()));
  }

  // One step calls the next: a chain of composed futures as long as this would be completed by
  // calls nested as deep.
  private <T> void then(Future<T> step, Consumer<T> next) {
    step.onSuccess(next::accept).onFailure(done::tryFail);
  }

  // A roll is in its room before it has members, so rolls are read before rooms.
  private void readRolls() {
    String after = lastRoll.isEmpty() ? "" : lastRoll + AFTER_MEMBERS;
    then(
        people.members(after, 1),
        found -> {
          if (found.isEmpty()) {
            passRooms("");
            return;
          }
          lastRoll = found.get(0).roll();
          rolls.add(lastRoll);
          read++;
          if (read < rollsAtOnce) {
            readRolls();
          } else {
            passRooms("");
          }
        });
  }

  private void passRooms(String after) {
    if (rolls.isEmpty()) {
      passed();
      return;
    }
    then(
        store.rooms(after, ROOMS_AT_ONCE),
        rooms -> {
          rooms.stream().flatMap(room -> room.rolls().stream()).forEach(this::keep);
          if (rooms.size() < ROOMS_AT_ONCE) {
            remove(rolls.iterator(), rolls.size());
          } else {
            passRooms(lastOf(rooms));
          }
        });
  }

  private void keep(VoterRoll roll) {
    rolls.remove(roll.id());
  }

  private static String lastOf(List<Room> rooms) {
    return rooms.get(rooms.size() - 1).code();
  }

  private void remove(Iterator<String> left, int all) {
    if (left.hasNext()) {
      then(people.removeRoll(left.next()), removed -> remove(left, all));
      return;
    }
    if (all > 0) {
      LOG.info("Deleted the members of {} voter rolls whose room is gone", all);
    }
    passed();
  }

  private void passed() {
    if (read < rollsAtOnce) {
      done.complete();
      return;
    }
    read = 0;
    rolls.clear();
    readRolls();
  }
}
