package io.votehub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a vote of a member with a weight costs the hub, beside a vote of the audience. Both are
 * measured in turns on one hub, so that neither pays for its warming up and other work on the
 * machine meets both alike.
 */
public final class RollBench {
  private static final int VOTERS = 200;
  private static final int DEFAULT_TURNS = 7;
  private static final Load LOAD = new Load(VOTERS, VOTERS, 16, 0, 1, 4);
  private static final Load WARM_UP = new Load(VOTERS, VOTERS, 16, 0, 1, 12);

  private RollBench() {}

  /**
   * @param args how many turns each has; 7 without
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int turns = args.length == 0 ? DEFAULT_TURNS : Integer.parseInt(args[0]);
    try (BenchHub hub = BenchHub.start(0, Map.of("VOTEHUB_TALLY_INTERVAL_MS", "100"))) {
      List<Integer> ports = List.of(hub.port());
      List<Long> pids = List.of(hub.pid());
      Load.Target audience = hub.poll(ports, pids);
      Load.Target members = hub.pollOfMembers(ports, pids, VOTERS);
      WARM_UP.generate(audience);
      WARM_UP.generate(members);
      List<Double> ratios = new ArrayList<>();
      for (int turn = 0; turn < turns; turn++) {
        // The order changes with each turn, so that a machine that gets slower favours neither.
        boolean audienceFirst = turn % 2 == 0;
        double first = cpu(audienceFirst ? audience : members);
        double second = cpu(audienceFirst ? members : audience);
        double ratio = audienceFirst ? second / first : first / second;
        ratios.add(ratio);
        System.out.printf(
            "audience %.2f, members %.2f CPU s per million acks: %.3f%n",
            audienceFirst ? first : second, audienceFirst ? second : first, ratio);
      }
      System.out.printf("median %.3f%n", ratios.stream().sorted().toList().get(turns / 2));
    }
  }

  private static double cpu(Load.Target target) throws IOException, InterruptedException {
    Map<String, Object> figures = LOAD.generate(target);
    double share = ((Number) figures.get("hubCpuShare")).doubleValue();
    return share / ((Number) figures.get("acksPerSecond")).doubleValue() * 1_000_000;
  }
}
