package io.votehub;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.config.Config;
import io.votehub.count.CountingContext;
import io.votehub.engine.Backend;
import io.votehub.event.RoomEvents;
import io.votehub.event.SeveralListeners;
import io.votehub.hook.HookAnnouncements;
import io.votehub.hublog.HubLog;
import io.votehub.hublog.PollLog;
import io.votehub.identity.HubKey;
import io.votehub.identity.Ids;
import io.votehub.identity.SealKeys;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.push.OpenedPolls;
import io.votehub.room.Polls;
import io.votehub.room.Rooms;
import io.votehub.session.PendingConnections;
import io.votehub.trace.VoteFollower;
import java.net.URI;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the counters and the servers of one instance are built from: its settings, its backend, and
 * the services of rooms and polls on that. Immutable.
 *
 * @param memory the budget for what clients send
 * @param pending connections that are accepted and not yet served
 * @param follower follows votes through log and traces
 * @param hooks tells other programs what happens in rooms
 * @param opened notes who is to be told by push; empty where nobody is
 */
record HubParts(
    Config config,
    Vertx vertx,
    MeterRegistry registry,
    VotingMethods methods,
    MemoryBudget memory,
    PendingConnections pending,
    Backend backend,
    CountingContext counting,
    Polls polls,
    Rooms rooms,
    VoteFollower follower,
    HookAnnouncements hooks,
    HubLog log,
    Optional<OpenedPolls> opened) {

  private static SealKeys sealKeys(Backend backend, Config config) {
    return new SealKeys(
        backend.keep(),
        () ->
            config
                .authSecret()
                .map(secret -> Future.succeededFuture(HubKey.of(secret.reveal())))
                .orElseGet(backend.key()),
        config.publicUrl().map(url -> URI.create(url).getHost()),
        backend.clock());
  }

  /** Builds the services on an open backend. */
  static HubParts on(
      Backend backend,
      Config config,
      Vertx vertx,
      MeterRegistry registry,
      VotingMethods methods,
      MemoryBudget memory,
      PendingConnections pending,
      VoteFollower follower) {
    HookAnnouncements hooks =
        new HookAnnouncements(
            vertx, backend.store(), backend.ledger(), methods, config.publicUrl());
    Optional<OpenedPolls> opened =
        config.push().map(on -> new OpenedPolls(vertx, backend.store(), backend.clock()));
    SealKeys keys = sealKeys(backend, config);
    List<RoomEvents> listeners = new ArrayList<>(List.of(hooks));
    listeners.add(new PollLog(vertx, backend.store(), backend.clock()));
    opened.ifPresent(listeners::add);
    CountingContext counting =
        new CountingContext(
            vertx,
            backend.store(),
            backend.ledger(),
            backend.fanout(),
            methods,
            memory,
            config.keepSuperseded(),
            keys,
            new SeveralListeners(listeners));
    Polls polls = new Polls(counting, Ids::random);
    Rooms rooms =
        new Rooms(
            counting,
            polls,
            new SecureRandom(),
            Ids::random,
            new Rooms.Keeping(config.rooms().maxRooms(), config.rooms().keepDays()));
    HubLog log = new HubLog(vertx, backend.store(), () -> keys.open().map(SealKeys.Opened::signer));
    return new HubParts(
        config, vertx, registry, methods, memory, pending, backend, counting, polls, rooms,
        follower, hooks, log, opened);
  }
}
