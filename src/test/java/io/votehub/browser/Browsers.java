package io.votehub.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.ServiceWorkerPolicy;
import io.votehub.process.ServerProcess;
import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Phones and desktops of one test: each is a browser context of its own, like another device. All
 * tests share one Chromium, because starting it is expensive.
 *
 * <p>A test fails if a page logs an error on its console (including violations of the Content-
 * Security-Policy), throws, or sends a request to another host. A failed test leaves a screenshot
 * of each page in {@code target/browser-failures}.
 */
public final class Browsers implements BeforeEachCallback, AfterTestExecutionCallback {
  /** Long, because a busy machine is slow. */
  private static final double PATIENCE_MS = 45_000;

  private static final double LAUNCHED_WITHIN_MS = 120_000;

  static final String ENGLISH = "en-GB";
  static final int PHONE_WIDTH = 360;
  static final int PHONE_HEIGHT = 740;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost");

  private final List<BrowserContext> contexts = new ArrayList<>();
  private final List<Complaint> complaints = new ArrayList<>();
  private final List<String> allowed = new ArrayList<>();
  private Browser browser;

  /** A phone that opens an address. */
  public Page phone(String url) {
    return phone(url, PHONE_WIDTH, PHONE_HEIGHT, ENGLISH);
  }

  /** A phone of another size or language. */
  Page phone(String url, int width, int height, String locale) {
    return open(
        new Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setDeviceScaleFactor(2)
            .setIsMobile(true)
            .setHasTouch(true)
            .setLocale(locale),
        url);
  }

  /**
   * A phone whose browser has service workers, which the others have not: requests to them cannot
   * be routed.
   */
  Page app(String url, String locale) {
    return open(
        new Browser.NewContextOptions()
            .setViewportSize(PHONE_WIDTH, PHONE_HEIGHT)
            .setDeviceScaleFactor(2)
            .setIsMobile(true)
            .setHasTouch(true)
            .setLocale(locale)
            .setServiceWorkers(ServiceWorkerPolicy.ALLOW),
        url);
  }

  /** A desktop with mouse and keyboard that opens an address. */
  Page desk(String url) {
    return desk(url, 1280, 800);
  }

  Page desk(String url, int width, int height) {
    return open(new Browser.NewContextOptions().setViewportSize(width, height), url);
  }

  /** A desktop with reduced motion, so that the page does not move while it is measured. */
  Page stillDesk(String url, int width, int height) {
    return stillDesk(url, width, height, ENGLISH);
  }

  Page stillDesk(String url, int width, int height, String locale) {
    return open(
        new Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setReducedMotion(ReducedMotion.REDUCE)
            .setLocale(locale),
        url);
  }

  private Page open(Browser.NewContextOptions options, String url) {
    if (options.locale == null) {
      options.setLocale(ENGLISH);
    }
    if (options.serviceWorkers == null) {
      options.setServiceWorkers(ServiceWorkerPolicy.BLOCK);
    }
    BrowserContext context = browser.newContext(options);
    context.setDefaultTimeout(PATIENCE_MS);
    context.onConsoleMessage(
        message -> {
          if ("error".equals(message.type()) && !isOfWhatATestEnded(message)) {
            complain(message.text(), message.location());
          }
        });
    context.onWebError(error -> complain(error.error(), url));
    context.onRequest(request -> checkHost(request.url()));
    contexts.add(context);
    Page page = context.newPage();
    page.navigate(url);
    return page;
  }

  /** Another page in the same browser, with the same storage. */
  Page beside(Page first, String url) {
    Page page = first.context().newPage();
    page.navigate(url);
    return page;
  }

  private void checkHost(String url) {
    String host = URI.create(url).getHost();
    if (host != null && !LOCAL.contains(host)) {
      complain("A request to another host: " + url, url);
    }
  }

  /**
   * Phones ask for proofs some seconds after a close, when a test may have deleted the poll; and a
   * test may stop its hub while pages are still loading.
   */
  private static boolean isOfWhatATestEnded(ConsoleMessage message) {
    boolean deleted = message.text().contains("404") && message.location().contains("/proof?tag=");
    return deleted || message.text().contains("net::ERR_CONNECTION_REFUSED");
  }

  /** Ignores the browser's own console messages about lost connections. */
  public void expectLostConnections() {
    allowed.add("WebSocket connection to");
    allowed.add("net::ERR_");
  }

  /** Ignores console messages about pages that other sites may not frame. */
  void expectRefusedFrames() {
    allowed.add("frame-ancestors");
    allowed.add("ERR_BLOCKED_BY_RESPONSE");
  }

  /** Ignores console messages about responses of this status. */
  void expectStatus(int status) {
    allowed.add("status of " + status);
  }

  private void complain(String words, String address) {
    if (allowed.stream().noneMatch(words::contains)) {
      complaints.add(new Complaint(words, address));
    }
  }

  /**
   * What a page said.
   *
   * @param address of what it could not load, or of the script that failed
   */
  private record Complaint(String words, String address) {
    private static final Pattern PORT = Pattern.compile("^\\w+://[\\w.]+:(\\d+)/");

    /** Whether it comes from a connection that ended with its hub, at the end of the test. */
    boolean isOfAStoppedHub() {
      Matcher port = PORT.matcher(address);
      return words.contains("net::ERR_")
          && port.find()
          && !ServerProcess.accepts(Integer.parseInt(port.group(1)));
    }
  }

  @Override
  public void beforeEach(ExtensionContext test) {
    browser =
        test.getRoot()
            .getStore(ExtensionContext.Namespace.create(Browsers.class))
            .computeIfAbsent(Chromium.class, key -> Chromium.launch(), Chromium.class)
            .browser();
  }

  /** Before a test stops its hub, which pages that are still loading would report. */
  @Override
  public void afterTestExecution(ExtensionContext test) {
    boolean failed = test.getExecutionException().isPresent();
    if (failed) {
      takePictures(test.getRequiredTestMethod().getName());
    }
    contexts.forEach(BrowserContext::close);
    complaints.removeIf(Complaint::isOfAStoppedHub);
    if (!failed && !complaints.isEmpty()) {
      throw new AssertionError("Pages complained: " + complaints);
    }
  }

  private void takePictures(String name) {
    int number = 0;
    for (BrowserContext context : contexts) {
      for (Page page : context.pages()) {
        Path file = Path.of("target/browser-failures", name + "-" + number++ + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(file));
      }
    }
  }

  /** The Chromium of this machine, or else the one of Playwright. */
  private record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {
    static Chromium launch() {
      try {
        return installed().map(Chromium::start).orElseGet(Chromium::startBrought);
      } catch (PlaywrightException fault) {
        throw new AssertionError(
            "No browser for the tests of the pages: install Chromium, e.g. apt-get install"
                + " chromium",
            fault);
      }
    }

    private static Chromium start(Path executable) {
      Playwright playwright =
          Playwright.create(
              new Playwright.CreateOptions()
                  .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
      return launch(playwright, options().setExecutablePath(executable));
    }

    private static Chromium startBrought() {
      return launch(Playwright.create(), options());
    }

    private static Chromium launch(Playwright playwright, BrowserType.LaunchOptions options) {
      PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
      try {
        return new Chromium(playwright, playwright.chromium().launch(options));
      } catch (PlaywrightException fault) {
        playwright.close();
        throw fault;
      }
    }

    private static BrowserType.LaunchOptions options() {
      return new BrowserType.LaunchOptions()
          .setHeadless(true)
          .setTimeout(LAUNCHED_WITHIN_MS)
          .setArgs(List.of("--no-sandbox", "--disable-background-networking"));
    }

    private static Optional<Path> installed() {
      String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
      return NAMES.stream()
          .flatMap(name -> folders(path).map(folder -> folder.resolve(name)))
          .filter(Files::isExecutable)
          .findFirst();
    }

    private static Stream<Path> folders(String path) {
      return Arrays.stream(path.split(File.pathSeparator, -1))
          .filter(folder -> !folder.isBlank())
          .map(Path::of);
    }

    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }
}
