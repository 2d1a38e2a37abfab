package io.votehub.faults;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.votehub.faults.ReceivedMessages.SeenTally;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The life of one room on a cluster: random voters and presenters while one fault follows another;
 * then everything is repaired, the polls are closed, and the guarantees are checked. All random
 * choices follow from a seed; the scheduling of threads and processes does not.
 */
final class Round {
  private static final int FAULT_MS = 2_500;
  private static final int PEACE_MS = 1_200;
  private static final int ONE_IN_BOTH = 4;
  private static final int LATE_VOTES_MS = 400;
  private static final long ENDS_WITHIN_S = 60;
  private static final long FINAL_TALLY_WITHIN_MS = 10_000;

  private final Vertx vertx;
  private final Cluster cluster;
  private final Random random;
  private final History history = new History(System::nanoTime);
  private final List<Voter> voters = new ArrayList<>();
  private final List<Presenter> presenters = new ArrayList<>();
  private final List<String> deployments = new ArrayList<>();
  private final List<String> story = new ArrayList<>();
  private final long startNanos = System.nanoTime();

  /**
   * @param voters number of voters
   * @param polls number of polls, each with a presenter
   */
  record Crowd(int voters, int polls) {}

  /** The violations found, if any, and a summary. */
  record Findings(List<String> faults, String story) {}

  private Round(Vertx vertx, Cluster cluster, long seed) {
    this.vertx = vertx;
    this.cluster = cluster;
    this.random = new Random(seed);
  }

  /**
   * Plays one round.
   *
   * @param seconds for how long faults are made at least; each that can happen comes once before
   *     any comes again, and each comes at least once
   */
  static Findings play(Vertx vertx, Cluster cluster, Crowd crowd, int seconds, long seed)
      throws IOException, InterruptedException {
    Round round = new Round(vertx, cluster, seed);
    try {
      return round.play(crowd, seconds);
    } finally {
      for (String deployment : round.deployments) {
        round.await(vertx.undeploy(deployment));
      }
    }
  }

  private Findings play(Crowd crowd, int seconds) throws IOException, InterruptedException {
    Referee referee = Referee.openRoom(vertx, history, cluster.ports(), random.nextLong());
    try {
      arrive(referee.floor(), crowd);
      strike(Fault.possible(cluster), seconds);
      cluster.awaitReady();
      tell("all repaired");
      List<Outcome> outcomes = end(referee);
      List<String> broken = new ArrayList<>(referee.disagreements());
      broken.addAll(Checker.faults(history, outcomes));
      if (history.acknowledged() < crowd.voters()) {
        broken.add("hardly a vote was acknowledged: " + history.summary());
      }
      tell(history.summary());
      return new Findings(List.copyOf(broken), String.join("\n", story));
    } finally {
      referee.close();
    }
  }

  private void arrive(RoomUnderTest floor, Crowd crowd) {
    for (int i = 0; i < crowd.polls(); i++) {
      Presenter presenter = new Presenter(floor, random.nextLong());
      presenters.add(presenter);
      deployments.add(await(vertx.deployVerticle(presenter)));
    }
    for (int i = 0; i < crowd.voters(); i++) {
      Voter voter = new Voter(floor, random.nextLong());
      voters.add(voter);
      deployments.add(await(vertx.deployVerticle(voter)));
    }
  }

  private void strike(List<Fault> faults, int seconds) throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    Deque<Fault> next = shuffled(faults);
    for (int i = 0; i < faults.size() || System.nanoTime() < until; i++) {
      if (next.isEmpty()) {
        next = shuffled(faults);
      }
      pause(1 + random.nextInt(PEACE_MS));
      strikeOnce(next.poll(), faults.get(random.nextInt(faults.size())));
    }
  }

  private Deque<Fault> shuffled(List<Fault> faults) {
    List<Fault> order = new ArrayList<>(faults);
    Collections.shuffle(order, random);
    return new ArrayDeque<>(order);
  }

  /** Injects one fault, and sometimes a second one at the same time. */
  private void strikeOnce(Fault fault, Fault another) throws IOException, InterruptedException {
    boolean both = fault.part() != another.part() && random.nextInt(ONE_IN_BOTH) == 0;
    Deque<Fault.Repair> repairs = new ArrayDeque<>();
    for (Fault each : both ? inOrder(fault, another) : List.of(fault)) {
      Instance victim = each.victim(cluster, random);
      tell(each + " at " + victim.name());
      repairs.push(each.strike(cluster, victim, random));
    }
    pause(FAULT_MS / 4 + random.nextInt(FAULT_MS));
    while (!repairs.isEmpty()) {
      repairs.pop().run();
    }
    tell("repaired");
    for (Instance instance : cluster.instances()) {
      // Restarts an instance that has exited, as a service manager would.
      instance.ensureRuns();
    }
  }

  /** Dependencies are repaired first, because a starting hub needs them. */
  private static List<Fault> inOrder(Fault... faults) {
    return Arrays.stream(faults).sorted(Comparator.comparing(Fault::part)).toList();
  }

  private List<Outcome> end(Referee referee) {
    List<String> polls = await(presenters.stream().map(Presenter::finish).toList());
    tell("closed");
    pause(LATE_VOTES_MS);
    await(voters.stream().map(Voter::settle).toList());
    tell("voters are quiet");
    List<Voter.Standing> standing = await(voters.stream().map(Voter::standing).toList());
    List<Outcome> outcomes = new ArrayList<>();
    for (String poll : polls) {
      outcomes.add(await(referee.outcome(poll, standing)));
    }
    awaitFinalTallies(outcomes);
    return outcomes;
  }

  private void awaitFinalTallies(List<Outcome> outcomes) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(FINAL_TALLY_WITHIN_MS);
    while (!allHaveFinalTallies(outcomes) && System.nanoTime() < until) {
      pause(20);
    }
  }

  private boolean allHaveFinalTallies(List<Outcome> outcomes) {
    return history.lines().stream()
        .filter(ReceivedMessages::isOpen)
        .allMatch(line -> outcomes.stream().allMatch(outcome -> hasFinalTally(line, outcome)));
  }

  private static boolean hasFinalTally(ReceivedMessages line, Outcome outcome) {
    Optional<SeenTally> last = line.last(outcome.poll());
    return last.isPresent() && Checker.isFinal(last.get(), outcome);
  }

  private void tell(String what) {
    long ms = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    story.add("%7d ms  %s".formatted(ms, what));
  }

  private void pause(long ms) {
    await(vertx.timer(ms));
  }

  private <T> List<T> await(List<Future<T>> futures) {
    return await(Future.join(futures).map(all -> all.<T>list()));
  }

  private <T> T await(Future<T> future) {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .orTimeout(ENDS_WITHIN_S, TimeUnit.SECONDS)
          .join();
    } catch (RuntimeException fault) {
      throw new AssertionError(String.join("\n", story), fault);
    }
  }
}
