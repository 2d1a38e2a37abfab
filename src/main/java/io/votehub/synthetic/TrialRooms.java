package io.votehub.synthetic;

import static io.votehub.bus.Contexts.onCallerContext;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.identity.Ids;
import io.votehub.poll.JoinCode;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens and removes hidden rooms. Its futures complete on the context of the caller. */
final class TrialRooms {
  private static final Logger LOG = LoggerFactory.getLogger(TrialRooms.class);

  /** Far longer than an instance uses a room: what is older was left behind. */
  private static final long LEFT_AFTER_MS = TimeUnit.HOURS.toMillis(1);

  static final List<String> OPTIONS = List.of("a", "b", "c", "d", "e", "f", "g", "h");

  private final Vertx vertx;
  private final Place place;
  private final SecureRandom random = new SecureRandom();

  TrialRooms(Vertx vertx, Place place) {
    this.vertx = vertx;
    this.place = place;
  }

  /** Opens a room with a poll of each of the methods. */
  Future<TrialRoom> open(List<String> methods) {
    long now = place.clock().millis();
    String code = JoinCode.hidden(random);
    Room room = new Room(code, "", now, Optional.of(Ids.random()), 0);
    List<Poll> polls = new ArrayList<>();
    for (String method : methods) {
      polls.add(poll(room, method, polls.size(), now));
    }
    return onCallerContext(vertx, place.rooms().open(room, polls))
        .map(opened -> new TrialRoom(code, polls));
  }

  private Poll poll(Room room, String method, int position, long now) {
    List<Option> options = OPTIONS.stream().map(id -> new Option(id, id)).toList();
    Map<String, Object> own = place.methods().get(method).settings(Map.of(), options.size());
    Poll.Times since =
        new Poll.Times(OptionalLong.of(now), OptionalLong.empty(), OptionalLong.empty());
    return Poll.draft(
            Ids.random(),
            room.code(),
            "",
            method,
            options,
            PollSettings.DEFAULT.withOwn(own),
            position)
        .withState(PollState.OPEN, since);
  }

  /** Removes all there is of a room. Never fails: what stays is removed later. */
  Future<Void> close(TrialRoom room) {
    List<Future<?>> gone = new ArrayList<>();
    gone.add(place.rooms().close(room.code()));
    room.polls().forEach(poll -> gone.add(place.ledger().drop(poll.id(), Integer.MAX_VALUE)));
    return quietly(Future.join(gone));
  }

  /** Removes what instances that crashed have left behind. Never fails. */
  Future<Void> removeLeft() {
    long before = place.alone() ? Long.MAX_VALUE : place.clock().millis() - LEFT_AFTER_MS;
    return quietly(
        place
            .rooms()
            .removeOlder(before)
            .compose(
                polls ->
                    Future.join(
                        polls.stream()
                            .map(poll -> place.ledger().drop(poll, Integer.MAX_VALUE))
                            .toList())));
  }

  private Future<Void> quietly(Future<?> step) {
    return onCallerContext(vertx, step)
        .<Void>mapEmpty()
        .onFailure(fault -> LOG.debug("A room of the hub's own votes could not be removed", fault))
        .otherwiseEmpty();
  }
}
