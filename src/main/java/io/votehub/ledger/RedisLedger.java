package io.votehub.ledger;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.votehub.poll.CastBallot;
import io.votehub.poll.PollState;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.redis.Keyspace;
import io.votehub.redis.RedisLink;
import io.votehub.redis.Script;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The ledger of a cluster: ledger pages in Redis. Each step is one Lua script and therefore atomic
 * over all instances; Redis's clock decides the cutoff. All keys of a poll share one hash tag, so
 * that a Redis Cluster shards by poll.
 *
 * <p>A page belongs to one run of one Redis server. After a restart or a fail-over it is not
 * trusted even if it is complete, because an older copy would hand out revisions twice. The same
 * holds if Redis evicted a part of it.
 */
public final class RedisLedger implements Ledger {
  private static final long LOCK_MS = 10_000;
  private static final long EXPIRE_SECONDS = 30L * 24 * 3600;
  private static final long PROBE_EXPIRE_MS = 60_000;
  private static final int STAGE_MAX_BALLOTS = 2000;
  private static final int STAGE_MAX_ARGS = 50_000;

  private final RedisLink redis;
  private final Keyspace keys;
  private final Script record = step("record.lua");
  private final Script confirm = step("confirm.lua");
  private final Script has = step("has.lua");
  private final Script lock = step("lock.lua");
  private final Script renew = step("renew.lua");
  private final Script unlock = step("unlock.lua");
  private final Script stage = step("stage.lua");
  private final Script rebuild = step("rebuild.lua");
  private final Script close = step("close.lua");
  private final Script seal = step("seal.lua");
  private final Script extend = step("extend.lua");
  private final Script advance = step("advance.lua");
  private final Script tally = step("tally.lua");
  private final Script tryAcquirePublish = step("try-acquire-publish.lua");
  private final Script standing = step("standing.lua");
  private final Script drop = step("drop.lua");
  private final Script probe = step("probe.lua");

  public RedisLedger(RedisLink redis) {
    this.redis = redis;
    this.keys = redis.keyspace();
  }

  private static Script step(String file) {
    return Script.of(RedisLedger.class, "page.lua", file);
  }

  private List<String> page(String poll) {
    return List.of(keys.key(poll, "page"), keys.key(poll, "voters"), keys.key(poll, "cells"));
  }

  private List<String> pageAndLock(String poll, String token) {
    List<String> all = new ArrayList<>(page(poll));
    all.add(keys.key(poll, "lock"));
    all.add(keys.key(poll, "voters:" + token));
    all.add(keys.key(poll, "cells:" + token));
    return all;
  }

  private Future<Response> step(Script script, String poll, String... args) {
    return redis.run(script, page(poll), List.of(args));
  }

  /** Maps a reply that may be nil, which a script returns as false. */
  private static <T> Function<Response, Optional<T>> optional(Function<Response, T> decode) {
    return response -> Optional.ofNullable(response).map(decode);
  }

  @Override
  public Future<Long> now() {
    return redis
        .send(Request.cmd(Command.TIME))
        .map(time -> time.get(0).toLong() * 1000 + time.get(1).toLong() / 1000);
  }

  /**
   * Runs the commands of a vote on keys of its own; on a Redis Cluster, on all parts of it.
   *
   * @param instance this instance's id, for keys of its own
   * @return fails with the reason for which a vote could not be counted
   */
  public Future<Void> probe(String instance) {
    List<String> args = List.of(keys.channel("probe"), Long.toString(PROBE_EXPIRE_MS));
    List<Future<Response>> probes =
        redis.hashTags("probe-" + instance).stream()
            .map(tag -> redis.run(probe, pageAndLock(tag, "probe"), args))
            .toList();
    return Future.all(probes).mapEmpty();
  }

  @Override
  public Future<RecordResult> record(String poll, List<CastBallot> batch) {
    return redis
        .run(record, page(poll), RecordArguments.of(batch))
        .map(reply -> RedisReplies.recording(reply, batch));
  }

  private static String mark(CastBallot cast) {
    return cast.mark() == null ? "" : cast.mark().text();
  }

  @Override
  public Future<ConfirmResult> confirm(String poll, RevisionRange range) {
    return step(
            confirm,
            poll,
            Integer.toString(range.epoch()),
            Long.toString(Revision.counter(range.first())),
            Long.toString(Revision.counter(range.last())))
        .map(
            answer ->
                switch (answer.toString()) {
                  case "confirmed" -> ConfirmResult.CONFIRMED;
                  case "sealed" -> ConfirmResult.SEALED;
                  default -> ConfirmResult.LOST;
                });
  }

  @Override
  public Future<Boolean> has(String poll) {
    return step(has, poll).map(Response::toBoolean);
  }

  @Override
  public Future<Optional<String>> lock(String poll) {
    String token = UUID.randomUUID().toString();
    return redis
        .run(lock, pageAndLock(poll, token), List.of(token, Long.toString(LOCK_MS)))
        .map(taken -> taken.toBoolean() ? Optional.of(token) : Optional.empty());
  }

  @Override
  public Future<Boolean> renew(String poll, String token) {
    return redis
        .run(renew, pageAndLock(poll, token), List.of(token, Long.toString(LOCK_MS)))
        .map(Response::toBoolean);
  }

  @Override
  public Future<Void> unlock(String poll, String token) {
    return redis.run(unlock, pageAndLock(poll, token), List.of(token)).mapEmpty();
  }

  @Override
  public Future<Boolean> install(String poll, String token, Page page) {
    return stage(poll, token, page.standing().entrySet().iterator())
        .compose(
            staged ->
                staged
                    ? installStaged(poll, token, page)
                    : unlock(poll, token).map(gone -> Boolean.FALSE));
  }

  /** Stages ballots in chunks, so that Redis serves other commands in between. */
  private Future<Boolean> stage(
      String poll, String token, Iterator<Map.Entry<String, Page.Standing>> rest) {
    if (!rest.hasNext()) {
      return Future.succeededFuture(true);
    }
    List<String> ballots = new ArrayList<>();
    int staged = 0;
    while (rest.hasNext() && staged < STAGE_MAX_BALLOTS && ballots.size() < STAGE_MAX_ARGS) {
      Map.Entry<String, Page.Standing> next = rest.next();
      CastBallot cast = next.getValue().cast();
      ballots.add(next.getKey());
      ballots.add(Integer.toString(Revision.epoch(next.getValue().rev())));
      ballots.add(Long.toString(Revision.counter(next.getValue().rev())));
      ballots.add(cast.ballot());
      ballots.add(mark(cast));
      ballots.add(Integer.toString(cast.cells().size()));
      ballots.addAll(cast.cells());
      staged++;
    }
    List<String> args = new ArrayList<>(List.of(token, Long.toString(LOCK_MS)));
    args.add(Integer.toString(staged));
    args.addAll(ballots);
    return redis
        .run(stage, pageAndLock(poll, token), args)
        .compose(
            held -> held.toBoolean() ? stage(poll, token, rest) : Future.succeededFuture(false));
  }

  private Future<Boolean> installStaged(String poll, String token, Page page) {
    Page.Terms terms = page.terms();
    List<String> args =
        List.of(
            token,
            Integer.toString(page.epoch()),
            page.state() == PollState.OPEN ? "open" : "closing",
            terms.change() ? "1" : "0",
            Integer.toString(terms.graceMs()),
            Integer.toString(terms.maxCells()),
            terms.closesAt().isPresent() ? Long.toString(terms.closesAt().getAsLong()) : "",
            Long.toString(EXPIRE_SECONDS),
            Integer.toString(page.standing().size()),
            Integer.toString(terms.run()));
    return redis.run(rebuild, pageAndLock(poll, token), args).map(Response::toBoolean);
  }

  @Override
  public Future<Optional<Integer>> close(String poll, int epoch) {
    return step(close, poll, Integer.toString(epoch)).map(optional(Response::toInteger));
  }

  @Override
  public Future<Void> seal(String poll) {
    return step(seal, poll).mapEmpty();
  }

  @Override
  public Future<Optional<Long>> extend(String poll, long closesAt) {
    return step(extend, poll, Long.toString(closesAt)).map(optional(Response::toLong));
  }

  @Override
  public Future<Optional<Long>> advance(String poll) {
    return step(advance, poll).map(optional(Response::toLong));
  }

  @Override
  public Future<Optional<Tally>> tally(String poll) {
    return step(tally, poll).map(optional(RedisReplies::tally));
  }

  @Override
  public Future<PublishPermit> tryAcquirePublish(String poll, long intervalMs) {
    return step(tryAcquirePublish, poll, Long.toString(intervalMs))
        .map(RedisReplies::tryAcquirePublish);
  }

  @Override
  public Future<StandingResult> standing(List<String> polls, String voter) {
    // Sent at once over one connection: a pipeline of one round trip, in a Redis Cluster one a
    // node.
    List<Future<Response>> replies =
        polls.stream().map(poll -> step(standing, poll, voter)).toList();
    return Future.join(replies).map(all -> RedisReplies.standing(polls, all.list()));
  }

  @Override
  public Future<Void> drop(String poll, int epoch) {
    return step(drop, poll, Integer.toString(epoch)).mapEmpty();
  }
}
