package io.votehub;

import io.vertx.core.Future;
import io.votehub.config.Config;
import io.votehub.count.BatchPace;
import io.votehub.count.CountMeters;
import io.votehub.count.Counter;
import io.votehub.hublog.LogWriter;
import io.votehub.limit.Rate;
import io.votehub.player.Players;
import io.votehub.player.PlayersVerticle;
import io.votehub.room.AgendaDriver;
import io.votehub.room.PollScheduler;
import io.votehub.room.RoomQueryVerticle;
import java.time.Duration;
import java.util.Optional;

/** The verticles that count votes, answer for rooms, and do by themselves what is due in rooms. */
final class CountingVerticles {
  private final HubParts parts;
  private final CountMeters meters;
  private final Deployments deployments;

  CountingVerticles(HubParts parts, CountMeters meters, Deployments deployments) {
    this.parts = parts;
    this.meters = meters;
    this.deployments = deployments;
  }

  Future<Void> start() {
    Config config = parts.config();
    int counters = config.http().eventLoops();
    Counter.Limits limits =
        new Counter.Limits(
            counters,
            config.limits().queuedVotes() / counters,
            config.tallyIntervalMs(),
            voterRate(),
            parts.backend().membership().isPresent() ? BatchPace.NETWORK : BatchPace.NONE);
    return deployments
        .start(counters, i -> new Counter(parts.counting(), limits, i, meters, parts.follower()))
        .compose(
            up ->
                deployments.start(
                    1,
                    i ->
                        new RoomQueryVerticle(
                            parts.rooms().views(),
                            parts.rooms().leaderboards(),
                            parts.polls().boards())))
        .compose(up -> deployments.start(1, i -> new PlayersVerticle(players())))
        .compose(
            up ->
                deployments.start(
                    1,
                    i -> new PollScheduler(parts.counting(), parts.backend().pollScanIntervalMs())))
        .compose(
            up ->
                deployments.start(
                    1,
                    i ->
                        new AgendaDriver(
                            parts.rooms().agendas(),
                            parts.backend().fanout(),
                            parts.backend().pollScanIntervalMs())))
        .compose(
            up ->
                deployments.start(
                    1,
                    i ->
                        new LogWriter(
                            parts.backend().ledger(), parts.backend().store(), parts.log())));
  }

  private Players players() {
    return new Players(parts.backend().store(), parts.backend().fanout());
  }

  private Optional<Rate> voterRate() {
    Config.Limits limits = parts.config().limits();
    return limits.votesPerSecond() == 0
        ? Optional.empty()
        : Optional.of(new Rate(limits.votesPerSecond(), Duration.ofSeconds(1), limits.voteBurst()));
  }
}
