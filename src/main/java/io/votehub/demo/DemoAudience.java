package io.votehub.demo;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A simulated audience for a running hub, of up to {@value #MAX_VOTERS} voters and a presenter.
 * Prints the room's addresses, then once a second the number of voters present, acknowledged votes
 * and latencies.
 */
public final class DemoAudience {
  /** Bounded by the ephemeral ports of one machine. */
  public static final int MAX_VOTERS = 15_000;

  private static final double ARRIVALS_PER_SECOND = 500;
  private static final long PRINT_EVERY_MS = 1000;

  /**
   * The address of the hub.
   *
   * @param url public address without a trailing slash
   */
  public record At(String host, int port, String url) {}

  private final Vertx vertx;
  private final At at;
  private final int voters;
  private final PrintStream out;
  private final boolean inPlace;
  private final AckTimes acks = new AckTimes();
  private final DemoPresenter presenter;
  private final List<String> deployed = new ArrayList<>();
  private volatile int present;
  private long printer = -1;

  /**
   * @param inPlace whether to overwrite the line of progress, as on a terminal
   * @throws IllegalArgumentException unless there are 1 to {@value #MAX_VOTERS} voters
   */
  public DemoAudience(Vertx vertx, At at, int voters, PrintStream out, boolean inPlace) {
    if (voters < 1 || voters > MAX_VOTERS) {
      throw new IllegalArgumentException(
          "A demo has 1 to " + MAX_VOTERS + " voters, not " + voters);
    }
    this.vertx = vertx;
    this.at = at;
    this.voters = voters;
    this.out = out;
    this.inPlace = inPlace;
    this.presenter = new DemoPresenter(at);
  }

  /**
   * Creates the room and connects the voters; fails if the hub does not create a room. Call it
   * once.
   */
  public Future<Void> start() {
    return deploy(presenter)
        .compose(made -> startVoters(presenter.room()))
        .compose(started -> deploy(new DemoQuestions(presenter.room())))
        .onSuccess(
            started -> {
              printAddresses(presenter.room());
              presenter.begin();
              printer = vertx.setPeriodic(PRINT_EVERY_MS, timer -> printProgress());
            })
        .mapEmpty();
  }

  private Future<?> startVoters(DemoRoom room) {
    int blocks = Math.min(voters, Runtime.getRuntime().availableProcessors());
    List<Future<?>> started = new ArrayList<>();
    for (int i = 0; i < blocks; i++) {
      int size = voters / blocks + (i < voters % blocks ? 1 : 0);
      double perSecond = ARRIVALS_PER_SECOND / blocks;
      // One block reports for all.
      started.add(
          deploy(new VoterBlock(room, size, perSecond, acks, i == 0 ? this::heard : news -> {})));
    }
    return Future.all(started);
  }

  private Future<?> deploy(VerticleBase part) {
    return vertx
        .deployVerticle(part)
        .onSuccess(
            id -> {
              synchronized (deployed) {
                deployed.add(id);
              }
            });
  }

  private void heard(DemoNews news) {
    if (news instanceof DemoNews.Present now) {
      present = now.voters();
    } else if (news instanceof DemoNews.PollClosed closed) {
      presenter.closed(closed.poll());
    } else {
      out.println(
          inPlace ? "\nThe room is gone; the demo ends." : "The room is gone; the demo ends.");
      stop();
    }
  }

  private void printAddresses(DemoRoom room) {
    out.println();
    out.println("  Audience    " + at.url() + "/r/" + room.code());
    out.println("  Presenter   " + at.url() + "/present/" + room.code() + "#key=" + room.token());
    out.println("  Big screen  " + at.url() + "/screen/" + room.code());
    out.println();
  }

  private void printProgress() {
    long rate = acks.endSecond();
    String line =
        String.format(
            Locale.ROOT,
            "%,d present   %,d votes acknowledged   %,d a second   ack p50 %s, p99 %s",
            present,
            acks.count(),
            rate,
            ms(acks.percentileMs(0.5)),
            ms(acks.percentileMs(0.99)));
    if (inPlace) {
      out.print("\r" + line + "\u001b[K");
      out.flush();
    } else {
      out.println(line);
    }
  }

  private static String ms(OptionalDouble time) {
    return time.isPresent() ? String.format(Locale.ROOT, "%.1f ms", time.getAsDouble()) : "–";
  }

  /** Disconnects all voters. The room stays. */
  public Future<Void> stop() {
    vertx.cancelTimer(printer);
    List<String> going;
    synchronized (deployed) {
      going = List.copyOf(deployed);
      deployed.clear();
    }
    return Future.join(going.stream().map(vertx::undeploy).toList()).mapEmpty();
  }
}
