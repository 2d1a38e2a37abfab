package io.votehub.push;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.votehub.due.DueTasks;
import io.votehub.fanout.Fanout;
import io.votehub.identity.Ids;
import io.votehub.ledger.Ledger;
import io.votehub.outbound.OutboundClient;
import io.votehub.poll.Poll;
import io.votehub.poll.PollState;
import io.votehub.poll.Room;
import io.votehub.store.PollRecord;
import io.votehub.store.RoomRecord;
import io.votehub.store.ScheduledTask;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells voters without a connection of polls that have opened. Each instance looks for what is due
 * ({@link DueTasks}); whoever takes the lease of a task does it. At least once: an instance that
 * dies lets the same subscriptions, at most {@value Shard#MAX}, be told again when its lease is
 * over, and the browser shows the second message in place of the first.
 *
 * <p>Bounded: an instance works on at most {@value #AT_ONCE} tasks, each with at most {@value
 * Shard#MAX} subscriptions of some three kilobytes; all else waits in the store.
 */
public final class PushDispatcher extends VerticleBase {
  private static final DueTasks.Kind KIND =
      new DueTasks.Kind(PushTask.KIND, OpenedPolls.WAKE, 32, "Voters who are to be told by push");

  /** Longer than a task takes, so that two instances do not do the same. */
  private static final long LEASE_MS = OutboundClient.WITHIN_MS + 25_000;

  private static final int AT_ONCE = 4;
  private static final int SHARDS_READ_AT_ONCE = 8;
  private static final int MAX_ATTEMPTS = 5;

  /** Whoever could not vote any more is not told. */
  private static final long MIN_LEFT_MS = 1_000;

  private final Store store;
  private final Ledger ledger;
  private final Fanout fanout;
  private final Subscriptions subscriptions;
  private final Supplier<Future<Integer>> instances;
  private final PushMeters meters;
  private final String self = Ids.random();

  private final DueTasks tasks;
  private OutboundClient client;
  private PushSender sender;
  private long leases;

  /** A poll that is open, with its room, as both are now. */
  private record Opening(Room room, Poll poll) {}

  /**
   * @param instances how many instances share the rate
   */
  public PushDispatcher(
      OpenedPolls opened,
      Ledger ledger,
      Fanout fanout,
      Subscriptions subscriptions,
      Supplier<Future<Integer>> instances,
      PushMeters meters) {
    this.store = opened.store();
    this.ledger = ledger;
    this.fanout = fanout;
    this.subscriptions = subscriptions;
    this.instances = instances;
    this.meters = meters;
    this.tasks = new DueTasks(KIND, ledger, store, this::take);
  }

  /** Sends by another client, which is closed with it. */
  PushDispatcher through(OutboundClient other) {
    client = other;
    return this;
  }

  @Override
  public Future<?> start() {
    if (client == null) {
      client = OutboundClient.ofBusyServers(vertx);
    }
    sender =
        new PushSender(
            vertx, subscriptions.settings(), new Encryption(vertx, subscriptions), client, meters);
    return tasks.start(vertx);
  }

  @Override
  public Future<?> stop() {
    return tasks.stop().eventually(sender::close);
  }

  private Future<Void> take(List<ScheduledTask> due, long now) {
    return shareRate(due).onSuccess(shared -> begin(due, now));
  }

  private Future<Void> shareRate(List<ScheduledTask> due) {
    return due.isEmpty()
        ? Future.succeededFuture()
        : instances.get().onSuccess(sender::shareWith).mapEmpty();
  }

  private void begin(List<ScheduledTask> due, long now) {
    meters.late(due.isEmpty() ? 0 : Math.max(0, now - due.get(0).dueAt()));
    for (ScheduledTask task : due) {
      if (tasks.working() < AT_ONCE && sender.pending() < Shard.MAX) {
        tasks.work(task, () -> work(task.id(), now));
      }
    }
  }

  private Future<Void> work(String id, long now) {
    String lease = self + '/' + ++leases;
    return store
        .changeTask(
            PushTask.KIND,
            id,
            before ->
                before.flatMap(
                    found ->
                        found.dueAt() > now
                            ? before
                            : PushTask.of(found).heldBy(lease).dueAt(now + LEASE_MS)))
        .compose(
            taken -> {
              Optional<PushTask> mine =
                  taken.map(PushTask::of).filter(task -> task.holder().equals(lease));
              return mine.isPresent() ? step(mine.get(), now) : Future.succeededFuture();
            });
  }

  private Future<Void> step(PushTask task, long now) {
    if (task.done()) {
      return release(task, Optional.empty());
    }
    return opening(task, now)
        .compose(
            found -> {
              if (task.isOpening()) {
                return (found.isPresent() ? divide(task, "", now) : Future.<Void>succeededFuture())
                    .compose(divided -> release(task, task.finished().dueAt(task.keptUntil())));
              }
              return found.isPresent()
                  ? tell(task, found.get(), now)
                  : release(task, Optional.empty());
            });
  }

  /** Empty if nobody is to be told of it any more. */
  private Future<Optional<Opening>> opening(PushTask task, long now) {
    return now > task.tellUntil()
        ? Future.succeededFuture(Optional.empty())
        : store
            .room(task.room())
            .compose(
                room ->
                    store
                        .poll(task.poll())
                        .map(
                            poll ->
                                room.flatMap(
                                    there ->
                                        poll.map(PollRecord::poll)
                                            .filter(each -> isOpen(each, task, now))
                                            .map(each -> new Opening(there, each)))));
  }

  private static boolean isOpen(Poll poll, PushTask task, long now) {
    OptionalLong closesAt = poll.times().closesAt();
    return poll.room().equals(task.room())
        && poll.state() == PollState.OPEN
        && poll.times().openedAt().equals(OptionalLong.of(task.openedAt()))
        && (closesAt.isEmpty() || closesAt.getAsLong() - now >= MIN_LEFT_MS);
  }

  /** One task for each record of subscriptions, so that all instances can take some. */
  private Future<Void> divide(PushTask task, String after, long now) {
    return subscriptions
        .shards(task.room(), after, SHARDS_READ_AT_ONCE)
        .compose(
            found -> {
              List<Future<Optional<ScheduledTask>>> added = new ArrayList<>();
              for (RoomRecord record : found) {
                PushTask part = task.ofShard(record.key());
                added.add(
                    store.changeTask(
                        PushTask.KIND, part.id(), before -> before.or(() -> part.dueAt(now))));
              }
              Future<Void> all = Future.join(added).mapEmpty();
              return found.size() < SHARDS_READ_AT_ONCE
                  ? all
                  : all.compose(done -> divide(task, found.get(found.size() - 1).key(), now));
            });
  }

  private Future<Void> tell(PushTask task, Opening opening, long now) {
    return subscriptions
        .shard(task.room(), task.shard())
        .compose(
            shard -> {
              Map<String, Subscription> told = new HashMap<>();
              List<String> useless = new ArrayList<>();
              for (Shard.Entry entry : shard.entries()) {
                if (task.attempts() == 0 || task.only().contains(entry.id())) {
                  Optional<Subscription> found =
                      subscriptions
                          .sealing()
                          .open(entry.id(), entry.sealed())
                          .filter(each -> !Audience.isRemoved(opening.room(), each.voter()));
                  if (found.isEmpty()) {
                    useless.add(entry.id());
                  } else if (Audience.isEligible(opening.poll(), found.get().voter())) {
                    told.put(entry.id(), found.get());
                  }
                }
              }
              return tell(task, opening, told, useless, now);
            });
  }

  private Future<Void> tell(
      PushTask task,
      Opening opening,
      Map<String, Subscription> told,
      List<String> useless,
      long now) {
    PushMessage message = PushMessage.of(opening.room(), opening.poll(), now);
    Set<String> voters = new HashSet<>();
    told.values().forEach(each -> voters.add(each.voter()));
    return fanout
        .connected(task.room(), voters)
        .compose(
            connected -> {
              List<String> left = new ArrayList<>();
              List<Future<Outcome>> sent = new ArrayList<>();
              long[] wait = {0};
              told.forEach(
                  (id, subscription) -> {
                    if (!connected.contains(subscription.voter())) {
                      sent.add(
                          sender
                              .send(subscription, message)
                              .onSuccess(
                                  outcome -> {
                                    if (outcome.kind() == Outcome.Kind.GONE) {
                                      useless.add(id);
                                    } else if (outcome.kind() == Outcome.Kind.LATER) {
                                      left.add(id);
                                      wait[0] = Math.max(wait[0], outcome.afterMs());
                                    }
                                  }));
                    }
                  });
              return Future.join(sent)
                  .compose(all -> subscriptions.drop(task.room(), task.shard(), useless))
                  .compose(dropped -> ledger.now())
                  .compose(then -> release(task, next(task, left, then, wait[0])));
            });
  }

  /** Empty if nothing more is to be done. */
  private static Optional<ScheduledTask> next(
      PushTask task, List<String> left, long now, long waitMs) {
    long at = now + (waitMs << Math.min(task.attempts(), 3));
    boolean again = !left.isEmpty() && task.attempts() + 1 < MAX_ATTEMPTS && at < task.tellUntil();
    return again ? task.left(left).dueAt(at) : Optional.empty();
  }

  /** Writes down what came of it, unless the lease is another's by now. */
  private Future<Void> release(PushTask task, Optional<ScheduledTask> after) {
    return store
        .changeTask(
            PushTask.KIND,
            task.id(),
            before ->
                before.filter(now -> PushTask.of(now).holder().equals(task.holder())).isPresent()
                    ? after
                    : before)
        .mapEmpty();
  }
}
