package io.votehub.faults;

import io.votehub.process.HubProcess;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A fault of an instance, of a dependency, or of the network between them. */
enum Fault {
  HUB_KILLED(Part.HUB, (cluster, victim, random) -> killed(victim)),
  HUB_STOPPED_WHERE_IT_STANDS(Part.HUB, (cluster, victim, random) -> stopped(victim.process())),
  HUB_RESTARTED(Part.HUB, (cluster, victim, random) -> restarted(victim)),
  CLOCK_STEPPED(Part.CLOCK, (cluster, victim, random) -> stepped(victim, random)),

  CLIENTS_CUT(Part.CLIENTS, (cluster, victim, random) -> cut(victim.front())),
  CLIENTS_SLOW(Part.CLIENTS, (cluster, victim, random) -> slow(victim.front(), random)),
  CLIENTS_HELD(
      Part.CLIENTS, (cluster, victim, random) -> weather(victim.front(), NetworkConditions.HELD)),
  CLIENTS_HALF_OPEN(
      Part.CLIENTS, (cluster, victim, random) -> weather(victim.front(), NetworkConditions.LOST)),
  ANSWERS_LOST(Part.CLIENTS, (cluster, victim, random) -> answersLost(victim.front())),

  REDIS_KILLED(Part.REDIS, (cluster, victim, random) -> redisKilled(cluster)),
  REDIS_EMPTIED(Part.REDIS, (cluster, victim, random) -> redisEmptied(cluster)),
  REDIS_STOPPED_WHERE_IT_STANDS(Part.REDIS, (cluster, victim, random) -> redisStopped(cluster)),
  REDIS_CUT(Part.REDIS, (cluster, victim, random) -> cut(victim.redis())),
  REDIS_SLOW(Part.REDIS, (cluster, victim, random) -> slow(victim.redis(), random)),
  REDIS_HALF_OPEN(
      Part.REDIS, (cluster, victim, random) -> weather(victim.redis(), NetworkConditions.LOST)),

  STORE_DOWN(Part.STORE, (cluster, victim, random) -> storeDown(cluster)),
  STORE_CUT(Part.STORE, (cluster, victim, random) -> cut(victim.store())),
  STORE_SLOW(Part.STORE, (cluster, victim, random) -> slow(victim.store(), random)),
  STORE_HELD(
      Part.STORE, (cluster, victim, random) -> weather(victim.store(), NetworkConditions.HELD)),
  STORE_HALF_OPEN(
      Part.STORE, (cluster, victim, random) -> weather(victim.store(), NetworkConditions.LOST)),
  STORE_BATCH_TORN(Part.STORE, (cluster, victim, random) -> torn(victim.store(), random)),
  STORE_ANSWER_LOST(Part.STORE, (cluster, victim, random) -> storeAnswerLost(victim.store()));

  private final Part part;

  // A lambda that holds nothing.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Blow blow;

  /** The location of a fault. */
  enum Part {
    HUB,
    CLOCK,
    CLIENTS,
    REDIS,
    STORE
  }

  /** Repairs the fault. */
  interface Repair {
    void run() throws IOException, InterruptedException;
  }

  private interface Blow {
    Repair strike(Cluster cluster, Instance victim, Random random)
        throws IOException, InterruptedException;
  }

  Fault(Part part, Blow blow) {
    this.part = part;
    this.blow = blow;
  }

  Part part() {
    return part;
  }

  /** The faults that can happen to a cluster. */
  static List<Fault> possible(Cluster cluster) {
    return Arrays.stream(values()).filter(fault -> !fault.victims(cluster).isEmpty()).toList();
  }

  /** The instances to which it can happen. */
  private List<Instance> victims(Cluster cluster) {
    return cluster.instances().stream()
        .filter(
            instance ->
                switch (part) {
                  case HUB, CLIENTS -> true;
                  case CLOCK -> instance.clock().isPresent();
                  case REDIS, STORE -> !cluster.isEmbedded();
                })
        .toList();
  }

  /** One of the instances to which it can happen. */
  Instance victim(Cluster cluster, Random random) {
    List<Instance> victims = victims(cluster);
    return victims.get(random.nextInt(victims.size()));
  }

  /** Causes it; the result repairs it. */
  Repair strike(Cluster cluster, Instance victim, Random random)
      throws IOException, InterruptedException {
    return blow.strike(cluster, victim, random);
  }

  private static Repair killed(Instance victim) throws InterruptedException {
    victim.process().kill();
    return victim::awaitReady;
  }

  private static Repair stopped(HubProcess process) throws IOException, InterruptedException {
    process.pause();
    return process::resume;
  }

  private static Repair restarted(Instance victim) throws IOException, InterruptedException {
    victim.terminate();
    return victim::awaitReady;
  }

  private static Repair stepped(Instance victim, Random random) throws IOException {
    int atMostSeconds = 30;
    FakeClock clock = victim.clock().orElseThrow();
    clock.step(random.nextInt(-atMostSeconds, atMostSeconds));
    return () -> clock.step(0);
  }

  private static Repair redisKilled(Cluster cluster) throws InterruptedException {
    cluster.redis().kill();
    return cluster.redis()::restart;
  }

  private static Repair redisEmptied(Cluster cluster) throws IOException {
    cluster.redis().flushAll();
    return () -> {};
  }

  private static Repair redisStopped(Cluster cluster) throws IOException, InterruptedException {
    cluster.redis().pause();
    return cluster.redis()::resume;
  }

  private static Repair storeDown(Cluster cluster) {
    cluster.store().stop();
    return cluster.store()::restart;
  }

  private static Repair cut(FaultProxy proxy) {
    proxy.refuse();
    proxy.cut();
    return proxy::heal;
  }

  private static Repair slow(FaultProxy proxy, Random random) {
    int atMostMs = 800;
    return weather(proxy, NetworkConditions.slow(random.nextInt(atMostMs)));
  }

  private static Repair weather(FaultProxy proxy, NetworkConditions weather) {
    proxy.set(weather);
    return proxy::heal;
  }

  private static Repair answersLost(FaultProxy proxy) {
    proxy.set(Direction.TO_CLIENT, NetworkConditions.LOST);
    return proxy::heal;
  }

  private static Repair torn(FaultProxy proxy, Random random) {
    int atMostBytes = 4_000;
    proxy.set(Direction.TO_SERVER, NetworkConditions.cutAfter(random.nextInt(atMostBytes)));
    return proxy::heal;
  }

  /** MongoDB's command is named in its message, so the proxy can recognize it. */
  private static Repair storeAnswerLost(FaultProxy proxy) {
    proxy.set(Direction.TO_SERVER, NetworkConditions.losesAnswerTo("insert"));
    return proxy::heal;
  }
}
