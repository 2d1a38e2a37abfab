package io.votehub.bench;

import io.votehub.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What questions from the floor and reactions cost a room that votes: a poll under a steady load,
 * in turns alone, with a hundred of the audience who upvote 1,000 times a second, ask and react as
 * fast as they can, and with five hundred who only react.
 */
public final class RoomLifeBench {
  private static final int DEFAULT_CONNECTIONS = 15_000;
  private static final int VOTES_PER_SECOND = 1000;
  private static final int TURNS = 3;

  /** A part of the audience that is busy. */
  private record Crowd(String name, int phones, int upvotesPerSecond) {}

  private static final List<Crowd> CROWDS =
      List.of(new Crowd("questions", 100, 1000), new Crowd("reactions", 500, 0));

  private RoomLifeBench() {}

  /**
   * @param args how many connections there are; 15,000 without
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    int connections = args.length == 0 ? DEFAULT_CONNECTIONS : Integer.parseInt(args[0]);
    Load load = new Load(connections, connections, 0, VOTES_PER_SECOND, 5, 10);
    Map<String, String> settings =
        Map.of(
            "VOTEHUB_TALLY_INTERVAL_MS", "100",
            "VOTEHUB_LIMITS_MESSAGES_PER_SECOND", "10000");
    try (BenchHub hub = BenchHub.start(0, settings)) {
      BenchHub.TwoPolls polls = hub.pollWithQuestions(List.of(hub.port()), List.of(hub.pid()));
      for (int turn = 0; turn < TURNS; turn++) {
        System.out.println("alone " + Json.write(load.generate(polls.target())));
        for (Crowd crowd : CROWDS) {
          with(crowd, load, hub.port(), polls);
        }
      }
    }
  }

  private static void with(Crowd crowd, Load load, int port, BenchHub.TwoPolls polls)
      throws IOException, InterruptedException {
    Process audience = audience(crowd, port, polls);
    BufferedReader output =
        new BufferedReader(
            new InputStreamReader(audience.getInputStream(), StandardCharsets.UTF_8));
    output.readLine();
    System.out.println("with " + crowd.name + ' ' + Json.write(load.generate(polls.target())));
    audience.getOutputStream().write('\n');
    audience.getOutputStream().close();
    System.out.println("phone " + output.readLine());
    audience.waitFor();
  }

  private static Process audience(Crowd crowd, int port, BenchHub.TwoPolls polls)
      throws IOException {
    List<String> command = new ArrayList<>(BenchHub.pinned(1));
    command.addAll(
        List.of(
            BenchHub.java(),
            "-cp",
            System.getProperty("java.class.path"),
            BusyAudience.class.getName(),
            Json.write(
                Map.of(
                    "port",
                    port,
                    "room",
                    polls.target().room(),
                    "poll",
                    polls.questions(),
                    "phones",
                    crowd.phones,
                    "upvotes",
                    crowd.upvotesPerSecond))));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }
}
