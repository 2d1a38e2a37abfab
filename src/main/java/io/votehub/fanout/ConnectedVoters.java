package io.votehub.fanout;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.votehub.bus.Contexts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Finds out which voters of a room have a connection to any instance: asks those instances that
 * have reported voters of the room, and waits until all have answered, or {@value #WITHIN_MS} ms.
 * An instance that does not answer in time counts as having none of them. Safe from any thread.
 */
final class ConnectedVoters {
  /** The kinds of its notices; an instance of a version without them passes them over. */
  private static final String ASKED = "voters-asked";

  private static final String ANSWERED = "voters-connected";

  static final long WITHIN_MS = 1_500;

  /** What it needs to know of the room, here and on the other instances. */
  interface Voters {
    /** Those of the voters who have a connection to this instance. */
    Set<String> here(String room, Collection<String> voters);

    /** How many voters of the room each instance has reported. */
    Future<Map<String, Integer>> reported(String room);
  }

  private static final class Asking {
    private final Promise<Set<String>> answer;
    private final Set<String> silent;
    private final Set<String> found;
    private long timer = -1;

    private Asking(Promise<Set<String>> answer, Set<String> silent, Set<String> found) {
      this.answer = answer;
      this.silent = silent;
      this.found = found;
    }
  }

  private final Vertx vertx;
  private final Context context;
  private final String instance;
  private final Voters voters;
  private final Function<String, Fanout.Listening> listen;
  private final BiConsumer<String, RoomNotice> tell;

  /** By the id of the question; accessed on the context only. */
  private final Map<String, Asking> asked = new HashMap<>();

  private long questions;

  /**
   * To be created on the context of the fan-out.
   *
   * @param listen lets the messages of a room be received until it is closed
   * @param tell sends a notice to all instances that receive the messages of a room
   */
  ConnectedVoters(
      Vertx vertx,
      String instance,
      Voters voters,
      Function<String, Fanout.Listening> listen,
      BiConsumer<String, RoomNotice> tell) {
    this.vertx = vertx;
    this.context = vertx.getOrCreateContext();
    this.instance = instance;
    this.voters = voters;
    this.listen = listen;
    this.tell = tell;
  }

  /** Completes on the context of the caller. */
  Future<Set<String>> find(String room, Collection<String> whom) {
    Promise<Set<String>> found = Contexts.promise(vertx);
    context.runOnContext(turn -> findHere(room, whom).onComplete(found));
    return found.future();
  }

  private Future<Set<String>> findHere(String room, Collection<String> whom) {
    Set<String> here = new HashSet<>(voters.here(room, whom));
    return voters
        .reported(room)
        .compose(
            reports -> {
              Set<String> others = new HashSet<>();
              reports.forEach(
                  (who, number) -> {
                    if (number > 0 && !who.equals(instance)) {
                      others.add(who);
                    }
                  });
              return others.isEmpty()
                  ? Future.succeededFuture(here)
                  : ask(room, new ArrayList<>(whom), others, here);
            });
  }

  private Future<Set<String>> ask(
      String room, List<String> whom, Set<String> others, Set<String> here) {
    Promise<Set<String>> answer = Promise.promise();
    String id = instance + '/' + ++questions;
    Asking asking = new Asking(answer, others, here);
    Fanout.Listening listening = listen.apply(room);
    asked.put(id, asking);
    asking.timer = vertx.setTimer(WITHIN_MS, late -> answer.tryComplete(asking.found));
    listening
        .standing()
        .onSuccess(
            up ->
                tell.accept(
                    room, new RoomNotice(ASKED, Map.of("ask", id, "by", instance, "voters", whom))))
        .onFailure(answer::tryFail);
    return answer
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(asking.timer);
              asked.remove(id);
              listening.close();
            });
  }

  /** Handles a notice of another instance; returns whether it was one of these. */
  boolean received(String room, RoomNotice notice) {
    boolean question = notice.kind().equals(ASKED);
    if (!question && !notice.kind().equals(ANSWERED)) {
      return false;
    }
    Map<String, Object> content = notice.content();
    if (content.get("ask") instanceof String id
        && content.get("by") instanceof String by
        && content.get("voters") instanceof List<?> named
        && !by.equals(instance)) {
      List<String> whom =
          named.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      if (question) {
        answer(room, id, whom);
      } else {
        answered(id, by, whom);
      }
    }
    return true;
  }

  private void answer(String room, String id, List<String> whom) {
    List<String> here = new ArrayList<>(voters.here(room, whom));
    tell.accept(room, new RoomNotice(ANSWERED, Map.of("ask", id, "by", instance, "voters", here)));
  }

  private void answered(String id, String by, List<String> whom) {
    Asking asking = asked.get(id);
    if (asking != null && asking.silent.remove(by)) {
      asking.found.addAll(whom);
      if (asking.silent.isEmpty()) {
        asking.answer.tryComplete(asking.found);
      }
    }
  }
}
