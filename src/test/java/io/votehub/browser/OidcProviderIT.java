package io.votehub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.votehub.process.FreePort;
import io.votehub.process.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Sign-in with a certified OpenID provider, which npm installs. Run by {@code mvn -Poidc verify};
 * needs node and npm.
 */
@EnabledIfSystemProperty(named = "votehub.oidc-provider", matches = ".+")
class OidcProviderIT extends BrowserTest {
  private static final Path FOLDER = Path.of("target", "oidc-provider").toAbsolutePath();
  private static final long INSTALLED_WITHIN_S = 120;

  private int port;

  @Override
  Map<String, String> settings() {
    try {
      port = FreePort.find();
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
    return Map.of(
        "VOTEHUB_ACCOUNTS_ENABLED", "true",
        "VOTEHUB_ACCOUNTS_OIDC_ISSUER", "http://localhost:" + port,
        "VOTEHUB_ACCOUNTS_OIDC_NAME", "Example",
        "VOTEHUB_ACCOUNTS_OIDC_CLIENT_ID", "votehub",
        "VOTEHUB_ACCOUNTS_OIDC_CLIENT_SECRET", "a secret of the test");
  }

  private static void install() throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    Files.copy(
        Path.of("src", "test", "resources", "oidc-provider", "provider.mjs"),
        FOLDER.resolve("provider.mjs"),
        StandardCopyOption.REPLACE_EXISTING);
    if (Files.isDirectory(FOLDER.resolve("node_modules"))) {
      return;
    }
    Process npm =
        new ProcessBuilder(
                "npm",
                "install",
                "--no-audit",
                "--no-fund",
                "oidc-provider@" + System.getProperty("votehub.oidc-provider"))
            .directory(FOLDER.toFile())
            .inheritIO()
            .start();
    assertThat(npm.waitFor(INSTALLED_WITHIN_S, TimeUnit.SECONDS)).isTrue();
    assertThat(npm.exitValue()).isZero();
  }

  @Test
  void anAccountIsLinkedAndSignsIn() throws Exception {
    browsers.expectStatus(401);
    String account = fixture.home().replace("127.0.0.1", "localhost") + "account";
    String redirect = account.replace("account", "api/v1/auth/oidc/callback");
    install();
    Page page = browsers.stillDesk(account, 1280, 800);
    browsers.expectStatus(503);
    page.getByTestId("provider-oidc").click();
    assertThat(page.getByTestId("problem")).containsText("does not work just now");
    List<String> command =
        List.of("node", FOLDER.resolve("provider.mjs").toString(), String.valueOf(port), redirect);
    try (ServerProcess provider = ServerProcess.start(data, Map.of(), command).awaitPort(port)) {
      page.getByTestId("provider-oidc").click();
      assertThat(page.getByTestId("problem")).containsText("No account here is linked to Example");
      page.getByTestId("to-register").click();
      page.getByTestId("mail").fill("grace.hopper@example.org");
      page.getByTestId("password").fill("violet tractor hums softly");
      page.getByTestId("register").click();
      page.getByTestId("link-oidc").click();
      assertThat(page.getByTestId("told")).containsText("Example is linked");
      page.getByTestId("sign-out").click();
      page.getByTestId("provider-oidc").click();
      assertThat(page.getByTestId("account-mail")).hasText("grace.hopper@example.org");
      assertThat(provider).isNotNull();
    }
  }
}
