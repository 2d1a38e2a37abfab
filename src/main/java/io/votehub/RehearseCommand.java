package io.votehub;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.votehub.json.Json;
import io.votehub.jvm.NameResolution;
import io.votehub.logging.Logs;
import io.votehub.rehearse.AudienceProfile;
import io.votehub.rehearse.Progress;
import io.votehub.rehearse.Rehearsal;
import io.votehub.rehearse.RehearsalPlan;
import io.votehub.rehearse.Sheet;
import io.votehub.rehearse.SheetHtml;
import io.votehub.rehearse.SheetText;
import io.votehub.rehearse.Thresholds;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.event.Level;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code votehub rehearse URL}: simulated phones on a running hub, before real ones come. */
@Command(
    name = "rehearse",
    mixinStandardHelpOptions = true,
    description = {
      "Rehearses an evening on a running hub: simulated phones join, sleep, return and vote all at",
      "once at the close; what they were told is compared with the result and the export.",
      "Ends with 0 if every check passed, with 1 if one failed, with 2 if it could not begin."
    })
final class RehearseCommand implements Callable<Integer> {
  private static final int CLEAR_WITHIN_SECONDS = 10;
  private static final double SECONDS_A_MINUTE = 60;

  @Parameters(
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "The hub's address (default: ${DEFAULT-VALUE}).")
  private URI url;

  @Option(
      names = "--voters",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Simulated phones, 1 to 20000 (default: ${DEFAULT-VALUE}).")
  private int voters;

  @Option(
      names = "--minutes",
      paramLabel = "N",
      defaultValue = "3",
      description = "How long it takes, such as 0.5 or 3 (default: ${DEFAULT-VALUE}).")
  private double minutes;

  @Option(
      names = "--profile",
      paramLabel = "NAME",
      defaultValue = "hall",
      description = {
        "hall: most vote in the last second; lecture: phones sleep between polls;",
        "tv: all join and vote at once (default: ${DEFAULT-VALUE})."
      })
  private String profile;

  @Option(
      names = "--room",
      paramLabel = "CODE",
      description = "Rehearse in this room, where nobody may create rooms; its polls stay.")
  private String room;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "Holds the presenter's token of --room.")
  private Path tokenFile;

  @Option(
      names = "--metrics",
      paramLabel = "URL",
      description = {
        "Where the hub's metrics are, one for each instance",
        "(default: /metrics of the hub's address)."
      })
  private List<URI> metrics;

  @Option(
      names = "--ack-ms",
      paramLabel = "N",
      description = "Highest 99th percentile from vote to acknowledgement (default: 1000).")
  private Long ackMs;

  @Option(
      names = "--tally-ms",
      paramLabel = "N",
      description = "Highest 99th percentile from vote to tally (default: 1500).")
  private Long tallyMs;

  @Option(
      names = "--join-ms",
      paramLabel = "N",
      description = "Highest 99th percentile of the time to join (default: 3000).")
  private Long joinMs;

  @Option(names = "--json", description = "Print the sheet as JSON.")
  private boolean json;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write the sheet as an HTML file with plots.")
  private Path html;

  @Override
  public Integer call() {
    Logs.configure(Logs.Format.TEXT, Level.WARN, "");
    try {
      return rehearse(plan());
    } catch (IllegalArgumentException | IOException fault) {
      System.err.println(fault.getMessage());
      return CommandLine.ExitCode.USAGE;
    }
  }

  private RehearsalPlan plan() throws IOException {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      throw new IllegalArgumentException(
          "URL must be an http or https address, such as https://vote.example.org");
    }
    if (!(minutes >= 0.1 && minutes <= 24 * SECONDS_A_MINUTE)) {
      throw new IllegalArgumentException("--minutes must be a number from 0.1 to 1440");
    }
    Thresholds defaults = Thresholds.DEFAULT;
    return new RehearsalPlan(
        url,
        false,
        metrics == null ? List.of(url.resolve("/metrics")) : metrics,
        voters,
        Duration.ofSeconds(Math.round(minutes * SECONDS_A_MINUTE)),
        audience(),
        new Thresholds(
            ackMs == null ? defaults.ackMs() : ackMs,
            tallyMs == null ? defaults.tallyMs() : tallyMs,
            joinMs == null ? defaults.joinMs() : joinMs),
        givenRoom(),
        RehearsalPlan.defaultPolls());
  }

  private AudienceProfile audience() {
    try {
      return AudienceProfile.valueOf(profile.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException unknown) {
      throw new IllegalArgumentException("--profile must be hall, lecture or tv", unknown);
    }
  }

  private Optional<RehearsalPlan.Room> givenRoom() throws IOException {
    if ((room == null) != (tokenFile == null)) {
      throw new IllegalArgumentException("--room and --token-file belong together");
    }
    return room == null
        ? Optional.empty()
        : Optional.of(new RehearsalPlan.Room(room, Files.readString(tokenFile).strip()));
  }

  private int rehearse(RehearsalPlan plan) throws IOException {
    Vertx vertx =
        Vertx.vertx(
            new VertxOptions()
                .setPreferNativeTransport(true)
                .setAddressResolverOptions(NameResolution.options()));
    Rehearsal rehearsal = new Rehearsal(vertx, plan, this::show);
    Thread clearing = new Thread(() -> clear(rehearsal), "votehub-rehearsal-stop");
    Runtime.getRuntime().addShutdownHook(clearing);
    try {
      Sheet sheet = rehearsal.run().toCompletionStage().toCompletableFuture().join();
      Runtime.getRuntime().removeShutdownHook(clearing);
      return print(sheet);
    } catch (CompletionException fault) {
      System.err.println("The rehearsal could not begin: " + fault.getCause().getMessage());
      if (room == null && String.valueOf(fault.getCause().getMessage()).contains(" 403")) {
        System.err.println("Nobody may create rooms there: use --room and --token-file.");
      }
      return CommandLine.ExitCode.USAGE;
    } catch (IllegalStateException ending) {
      // Interrupted at the very end; the hook has cleared up.
      return CommandLine.ExitCode.SOFTWARE;
    } finally {
      vertx.close();
    }
  }

  private int print(Sheet sheet) throws IOException {
    endProgress();
    if (html != null) {
      Files.writeString(html, SheetHtml.of(sheet));
    }
    System.out.print(
        json ? Json.write(sheet.toJson()) + System.lineSeparator() : SheetText.of(sheet));
    return sheet.passed() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /** On Ctrl-C, too, nothing of the rehearsal stays on the hub. */
  private static void clear(Rehearsal rehearsal) {
    try {
      rehearsal.stop().await(CLEAR_WITHIN_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      System.err.println("The room of the rehearsal could not be deleted in time");
    }
  }

  private void show(Progress progress) {
    String line =
        String.format(
            Locale.ROOT,
            "%3d %%  %-9s %,d of %,d phones   %,d votes acknowledged",
            Math.round(progress.share() * 100),
            progress.phase() == Progress.Phase.VOTING
                ? "poll " + progress.round() + "/" + progress.rounds()
                : progress.phase().name().toLowerCase(Locale.ROOT),
            progress.present(),
            progress.voters(),
            progress.acked());
    if (Logs.isTerminal()) {
      System.err.print("\r" + line + "\u001b[K");
      System.err.flush();
    } else {
      System.err.println(line);
    }
  }

  private static void endProgress() {
    if (Logs.isTerminal()) {
      System.err.println();
    }
  }
}
