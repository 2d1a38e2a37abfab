package io.votehub.bench;

import io.votehub.store.mongo.MongoStandIn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The substitute for MongoDB in its own process, so that its CPU time is measured separately. */
public final class MongoProcess implements AutoCloseable {
  private static final String WITHOUT_BALLOTS = "without-ballots";

  private final Process process;
  private final String uri;

  private MongoProcess(Process process, String uri) {
    this.process = process;
    this.uri = uri;
  }

  /** Runs the substitute until its input ends; with an argument it keeps no ballots. */
  public static void main(String[] args) throws IOException {
    try (MongoStandIn mongo = MongoStandIn.start()) {
      if (List.of(args).contains(WITHOUT_BALLOTS)) {
        mongo.keepNoBallots();
      }
      System.out.println(mongo.uri("bench"));
      int next;
      do {
        next = System.in.read();
      } while (next >= 0);
    }
    System.exit(0);
  }

  static MongoProcess start() throws IOException {
    return launch();
  }

  /**
   * One that acknowledges ballots and keeps none, so that it takes the same for each however many
   * there were. No poll can be rebuilt or closed on it.
   */
  static MongoProcess withoutBallots() throws IOException {
    return launch(WITHOUT_BALLOTS);
  }

  private static MongoProcess launch(String... args) throws IOException {
    List<String> command = BenchHub.pinned(1);
    command.addAll(
        List.of(
            BenchHub.java(),
            "-cp",
            System.getProperty("java.class.path"),
            MongoProcess.class.getName()));
    command.addAll(List.of(args));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = said.readLine();
    while (line != null && !line.startsWith("mongodb://")) {
      line = said.readLine();
    }
    if (line == null) {
      throw new IOException("The stand-in for MongoDB does not start");
    }
    return new MongoProcess(process, line);
  }

  String uri() {
    return uri;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
