package io.votehub.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a vote of a member with a weight costs the hub, beside a vote of the audience. Both are
 * measured in turns on one hub at the same rate, so that neither pays for its warming up, other
 * work on the machine meets both alike, and batches are as large in both. A second poll of the
 * audience shows how far two equal polls are apart.
 */
public final class RollBench {
  private static final int VOTERS = 200;
  private static final int VOTES_PER_SECOND = 50_000;
  private static final int DEFAULT_TURNS = 5;
  private static final int POLLS = 3;
  private static final Load LOAD = new Load(VOTERS, VOTERS, 0, VOTES_PER_SECOND, 1, 4);
  private static final Load WARM_UP = new Load(VOTERS, VOTERS, 16, 0, 1, 8);

  private RollBench() {}

  /**
   * @param args how many turns there are; 5 without
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int turns = args.length == 0 ? DEFAULT_TURNS : Integer.parseInt(args[0]);
    try (BenchHub hub = BenchHub.start(0, Map.of("VOTEHUB_TALLY_INTERVAL_MS", "100"))) {
      List<Integer> ports = List.of(hub.port());
      List<Long> pids = List.of(hub.pid());
      List<Load.Target> polls =
          List.of(
              hub.poll(ports, pids), hub.poll(ports, pids), hub.pollOfMembers(ports, pids, VOTERS));
      for (Load.Target poll : polls) {
        WARM_UP.generate(poll);
      }
      List<Double> equal = new ArrayList<>();
      List<Double> members = new ArrayList<>();
      for (int turn = 0; turn < turns; turn++) {
        double[] cpu = new double[POLLS];
        for (int i = 0; i < POLLS; i++) {
          // The order changes with each turn, so that a machine that gets slower favours none.
          int poll = (turn + i) % POLLS;
          cpu[poll] = cpu(polls.get(poll));
        }
        System.out.printf(
            "audience %.2f and %.2f, members %.2f CPU s per million acks%n",
            cpu[0], cpu[1], cpu[2]);
        equal.add(cpu[1] / cpu[0]);
        members.add(cpu[2] / cpu[0]);
      }
      System.out.printf("median: equal polls %.2f, members %.2f%n", median(equal), median(members));
    }
  }

  private static double median(List<Double> ratios) {
    return ratios.stream().sorted().toList().get(ratios.size() / 2);
  }

  private static double cpu(Load.Target target) throws IOException, InterruptedException {
    Map<String, Object> figures = LOAD.generate(target);
    double share = ((Number) figures.get("hubCpuShare")).doubleValue();
    return share / ((Number) figures.get("acksPerSecond")).doubleValue() * 1_000_000;
  }
}
