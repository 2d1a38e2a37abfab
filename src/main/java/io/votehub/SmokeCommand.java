package io.votehub;

import io.votehub.smoke.SmokeCheck;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code votehub smoke URL}: checks a running hub from outside before people depend on it. */
@Command(
    name = "smoke",
    mixinStandardHelpOptions = true,
    description = {
      "Checks a running hub as presenters and voters use it: a room, every voting method,",
      "a timed poll, its close, the export. Ends with 0 if all passed, else with 1."
    })
final class SmokeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "URL",
      defaultValue = "http://localhost:8080",
      description = "The hub's address (default: ${DEFAULT-VALUE}).")
  private URI url;

  @Override
  public Integer call() {
    if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
      System.err.println("URL must be an http or https address, such as https://vote.example.org");
      return CommandLine.ExitCode.USAGE;
    }
    return new SmokeCheck(url, System.out).run()
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }
}
