package io.votehub.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.impl.driver.Driver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Runs the tests of the pages' scripts that need no browser, by the Node that comes with
 * Playwright.
 */
class PageScriptsIT {
  @Test
  void theConnectionAndTheStoreKeepTheirPromises() throws Exception {
    Driver driver =
        Driver.ensureDriverInstalled(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"), false);
    Path node = driver.driverDir().resolve("node");
    Process run =
        new ProcessBuilder(
                node.toString(), "--no-warnings", "--test", "src/test/js/room-store.test.mjs")
            .redirectErrorStream(true)
            .start();
    String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).as(output).isZero();
    assertThat(output).contains("pass 10", "fail 0");
  }
}
