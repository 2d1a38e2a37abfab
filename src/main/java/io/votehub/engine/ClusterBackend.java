package io.votehub.engine;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.bus.BusReply;
import io.votehub.bus.RoomQuery;
import io.votehub.bus.RoomView;
import io.votehub.config.Config;
import io.votehub.fanout.Membership;
import io.votehub.fanout.RedisFanout;
import io.votehub.identity.HubKey;
import io.votehub.ledger.LedgerClock;
import io.votehub.ledger.RedisLedger;
import io.votehub.method.VotingMethods;
import io.votehub.people.People;
import io.votehub.people.mongo.MongoPeople;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import io.votehub.redis.RedisLink;
import io.votehub.redis.RedisPermissions;
import io.votehub.rehearse.RedisCurrentRehearsal;
import io.votehub.store.HiddenRooms;
import io.votehub.store.PollRecord;
import io.votehub.store.StoreMeter;
import io.votehub.store.mongo.MongoStore;
import io.votehub.trace.VoteFollower;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * The backend of a cluster: a MongoDB replica set stores the ballots, Redis counts them and carries
 * messages between instances.
 */
public final class ClusterBackend {
  /**
   * How often, on average, an instance looks for open polls of other instances, which may be gone
   * by the time such a poll is due. Bounds how late a poll then closes.
   */
  private static final long POLL_SCAN_INTERVAL_MS = 2_000;

  private final Vertx vertx;
  private final Config config;
  private final RedisLink redis;
  private final RedisLedger ledger;
  private final LedgerClock clock;
  private final Probe redisProbe;

  private ClusterBackend(Vertx vertx, Config config) {
    this.vertx = vertx;
    this.config = config;
    redis = new RedisLink(vertx, config.redis().orElseThrow());
    ledger = new RedisLedger(redis);
    clock = new LedgerClock(vertx, ledger);
    redisProbe = new Probe(vertx, () -> ledger.probe(config.instanceId()));
  }

  /**
   * Opens all connections. On failure everything is closed again, and the message is fit for
   * operators.
   *
   * @param self describes this instance to the others
   */
  public static Future<Backend> open(
      Vertx vertx,
      Config config,
      VotingMethods methods,
      StoreMeter meter,
      Supplier<String> self,
      VoteFollower follower) {
    ClusterBackend cluster = new ClusterBackend(vertx, config);
    return cluster
        .redis
        .start()
        .recover(fault -> Future.failedFuture(explain(fault)))
        .compose(
            up -> RedisPermissions.check(vertx, config.redis().orElseThrow(), config.instanceId()))
        .compose(up -> cluster.clock.start())
        .compose(up -> MongoStore.open(vertx, config.mongoUri().orElseThrow().reveal(), meter))
        .compose(store -> cluster.on(store, methods, self, follower))
        .recover(fault -> cluster.redis.close().transform(any -> Future.failedFuture(fault)));
  }

  private static IOException explain(Throwable fault) {
    return new IOException(
        "Redis cannot be reached at redis.uri (" + fault.getMessage() + ")", fault);
  }

  private Future<Backend> on(
      MongoStore store, VotingMethods methods, Supplier<String> self, VoteFollower follower) {
    HiddenRooms rooms = new HiddenRooms(store);
    RedisFanout fanout =
        new RedisFanout(
            vertx,
            config.redis().orElseThrow(),
            redis,
            config.instanceId(),
            methods,
            new RedisFanout.Sources(
                poll -> rooms.poll(poll).map(found -> found.map(PollRecord::poll)), this::room),
            follower);
    Probe mongoProbe = new Probe(vertx, store::check);
    Membership membership =
        new Membership(vertx, redis, config.instanceId(), () -> SchemaReport.added(self.get()));
    RunsSwitch runs = new RunsSwitch(vertx, store, membership::members);
    Backend backend =
        new Backend(
            rooms,
            ledger,
            fanout,
            clock,
            OptionalLong.of(POLL_SCAN_INTERVAL_MS),
            Optional.of(membership),
            store::queued,
            new ClusterMeters(redis, fanout, store, redisProbe, mongoProbe),
            Optional.of(redis),
            Map.of(
                "store",
                mongoProbe::check,
                "ledger",
                redisProbe::check,
                "fanout",
                () -> check(fanout),
                "instance",
                membership::check),
            () -> store.keep("auth-secret", HubKey.fresh()).map(HubKey::of),
            store::keep,
            () -> MongoPeople.open(store.calls(), InstantSource.system()).map(People.class::cast),
            rooms,
            new RedisCurrentRehearsal(redis),
            () -> close(runs, membership, fanout, store, mongoProbe));
    return membership
        .start()
        .compose(up -> fanout.start())
        .compose(up -> Future.join(redisProbe.start(), mongoProbe.start()).otherwiseEmpty())
        .onSuccess(up -> runs.start())
        .map(backend)
        .recover(
            fault ->
                close(runs, membership, fanout, store, mongoProbe)
                    .transform(any -> Future.failedFuture(fault)));
  }

  private Future<RoomView> room(String code) {
    return BusReply.request(
        vertx.eventBus(), RoomQuery.ADDRESS, new RoomQuery(code), RoomView.class);
  }

  private static Future<Map<String, Object>> check(RedisFanout fanout) {
    if (!fanout.isUp()) {
      return Future.failedFuture(
          Refusal.of(ErrorCode.UNAVAILABLE, "No messages are received from Redis"));
    }
    OptionalLong lag = fanout.lagMs();
    return Future.succeededFuture(lag.isPresent() ? Map.of("lagMs", lag.getAsLong()) : Map.of());
  }

  private Future<Void> close(
      RunsSwitch runs,
      Membership membership,
      RedisFanout fanout,
      MongoStore store,
      Probe mongoProbe) {
    runs.stop();
    clock.stop();
    redisProbe.stop();
    mongoProbe.stop();
    return membership
        .stop()
        .eventually(fanout::close)
        .eventually(redis::close)
        .eventually(store::close);
  }
}
