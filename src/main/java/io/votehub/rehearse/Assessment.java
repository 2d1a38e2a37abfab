package io.votehub.rehearse;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Judges what a rehearsal measured. */
final class Assessment {
  private static final String MS = "ms";

  private final RehearsalPlan plan;
  private final Measurements measured;
  private final List<RoundOutcome> outcomes;
  private final Map<String, Latencies.Summary> latencies;

  Assessment(
      RehearsalPlan plan,
      Measurements measured,
      List<RoundOutcome> outcomes,
      Map<String, Latencies.Summary> latencies) {
    this.plan = plan;
    this.measured = measured;
    this.outcomes = outcomes;
    this.latencies = latencies;
  }

  List<Sheet.Check> checks() {
    long wrongExports =
        outcomes.stream().filter(round -> round.exported() != round.ballots()).count();
    Thresholds most = plan.thresholds();
    return List.of(
        new Sheet.Check(
            "joined", "Phones that joined", measured.arrived.sum(), plan.voters(), "", false),
        none("lost", "Acknowledged votes lost", sum(RoundOutcome::lost)),
        none("doubled", "Votes counted twice", sum(RoundOutcome::doubled)),
        none("forgotten", "Votes not found by a phone that returned", measured.forgotten.sum()),
        none("exports", "Exports unlike their result", wrongExports),
        new Sheet.Check(
            "polls", "Polls held to the end", outcomes.size(), plan.rounds(), "", false),
        latency("ack", "Vote to acknowledgement, p99", most.ackMs()),
        latency("tally", "Vote to tally, p99", most.tallyMs()),
        latency("join", "Time to join, p99", most.joinMs()));
  }

  private static Sheet.Check none(String id, String name, long value) {
    return new Sheet.Check(id, name, value, 0, "", true);
  }

  private Sheet.Check latency(String id, String name, long most) {
    return new Sheet.Check(id, name, latencies.get(id).p99Ms(), most, MS, true);
  }

  private long sum(ToLongFunction<RoundOutcome> part) {
    return outcomes.stream().mapToLong(part).sum();
  }

  Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("votesSent", measured.sent.sum());
    counts.put("votesAcknowledged", measured.acked.sum());
    counts.put("votesTooLate", measured.late.sum());
    counts.put("votesSentAgain", measured.resent.sum());
    counts.put("returns", measured.returned.sum());
    counts.put("connectionsBroken", measured.broken.sum());
    return counts;
  }

  static Sheet.Capacity capacity(
      int voters, boolean passed, List<HubLoad.Resource> resources, GeneratorLoad.View generator) {
    String first = resources.isEmpty() ? "" : resources.get(0).name();
    if (!passed) {
      return new Sheet.Capacity(
          generator.limit() ? Sheet.Certainty.UNKNOWN : Sheet.Certainty.FEWER_THAN, voters, first);
    }
    if (resources.isEmpty() || resources.get(0).carries() == Long.MAX_VALUE) {
      return new Sheet.Capacity(Sheet.Certainty.AT_LEAST, voters, "");
    }
    long carries = Math.max(voters, twoDigits(resources.get(0).carries()));
    return new Sheet.Capacity(
        generator.limit() && !generator.sameMachine()
            ? Sheet.Certainty.AT_LEAST
            : Sheet.Certainty.ABOUT,
        carries,
        first);
  }

  /** Rounds down: an estimate from one evening is no better than that. */
  private static long twoDigits(long number) {
    long unit = 1;
    while (number / unit >= 100) {
      unit *= 10;
    }
    return number / unit * unit;
  }
}
