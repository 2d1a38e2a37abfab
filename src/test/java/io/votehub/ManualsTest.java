package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import io.votehub.tls.CertificateFiles;
import io.votehub.tls.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documents are consistent with the code, the configuration and one another. */
class ManualsTest {
  private static final Path BACKUP_SCRIPT = Path.of("docker", "backup");
  private static final Path OPERATORS = Path.of("docs", "operators.md");
  private static final Path ALERTS = Path.of("monitoring", "votehub.rules.yaml");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

  /** A class by package and name, such as {@code json/Json}, with or without a member. */
  private static final Pattern CLASS =
      Pattern.compile("`((?!docker/)(?:[a-z]+/){1,2}[A-Z]\\w+)(?:[.#]\\w+)?`");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
  private static final Pattern METER =
      Pattern.compile("\\b(?:votehub|vertx|jvm|process|system)_[a-z_]+\\b(?!:/)");
  private static final Pattern SERIES = Pattern.compile("(?m)^([a-z_]+)[{ ]");

  @TempDir private Path folder;

  @Test
  void everyLinkHasATarget() throws IOException {
    for (Path page : pages()) {
      Matcher links = LINK.matcher(Files.readString(page));
      while (links.find()) {
        String[] to = links.group(1).split("#", 2);
        if (to[0].contains(":")) {
          continue;
        }
        Path target = to[0].isEmpty() ? page : page.resolveSibling(to[0]).normalize();
        assertThat(target).as("%s in %s", links.group(1), page).exists();
        if (to.length > 1) {
          assertThat(headings(target)).as("%s in %s", links.group(1), page).contains(to[1]);
        }
      }
    }
  }

  @Test
  void everyClassNamedInADocumentExists() throws IOException {
    for (Path page : pages()) {
      Matcher names = CLASS.matcher(Files.readString(page));
      while (names.find()) {
        String file = "io/votehub/" + names.group(1) + ".java";
        assertThat(List.of(Path.of("src/main/java", file), Path.of("src/test/java", file)))
            .as("%s in %s", names.group(1), page)
            .anyMatch(Files::exists);
      }
    }
  }

  private static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.walk(Path.of("docs"));
        Stream<Path> root = Files.list(Path.of(""))) {
      return Stream.concat(docs, root).filter(file -> file.toString().endsWith(".md")).toList();
    }
  }

  /** The anchors that GitHub generates for headings. */
  private static Set<String> headings(Path page) throws IOException {
    return HEADING
        .matcher(Files.readString(page))
        .results()
        .map(found -> found.group(1).toLowerCase(Locale.ROOT))
        .map(text -> text.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  @Test
  void composeUsesTheDocumentedImages() throws IOException {
    String compose = Files.readString(Path.of("compose.yaml"));
    String cluster = Files.readString(Path.of("docs", "cluster.md"));
    String pinned = found("docker image inspect .*}}' (.+) \\|", cluster).get(0);

    assertThat(found("_IMAGE:-([^}]+)}", compose))
        .contains(pinned.split(" "))
        .allMatch(image -> image.matches("[a-z0-9/_-]+:v?\\d+\\.\\d+\\.\\d+(-alpine)?"));
  }

  private static List<String> found(String expression, String text) {
    return Pattern.compile(expression).matcher(text).results().map(each -> each.group(1)).toList();
  }

  @Test
  void everyMetricInManualsAndAlertsExists() throws IOException {
    Set<String> named = new TreeSet<>();
    for (Path file : List.of(OPERATORS, ALERTS)) {
      METER.matcher(Files.readString(file)).results().forEach(found -> named.add(found.group()));
    }
    assertThat(named).hasSizeGreaterThan(15);

    Set<String> series = new TreeSet<>(series());
    // What the script of backups tells Prometheus by a file.
    METER
        .matcher(Files.readString(BACKUP_SCRIPT))
        .results()
        .forEach(found -> series.add(found.group()));

    assertThat(named)
        .allSatisfy(
            name ->
                assertThat(series)
                    .anyMatch(
                        each -> name.endsWith("_") ? each.startsWith(name) : measures(each, name)));
  }

  private static boolean measures(String series, String name) {
    return series.equals(name) || series.equals(name + "_count");
  }

  /** All that an instance of a cluster measures once somebody has voted there and gone. */
  private Set<String> series() {
    TestAuthority authority = new TestAuthority();
    CertificateFiles files =
        TestAuthority.write(authority.issue(Instant.now().plusSeconds(3600)), folder);
    Map<String, String> tls =
        Map.of(
            "VOTEHUB_HTTP_TLS_CERT_FILE",
            files.certificate().toString(),
            "VOTEHUB_HTTP_TLS_KEY_FILE",
            files.key().toString(),
            "VOTEHUB_ACCOUNTS_ENABLED",
            "true",
            "VOTEHUB_SYNTHETIC_INTERVAL_MS",
            "1000",
            "VOTEHUB_PUSH_CONTACT",
            "mailto:votes@example.org");
    try (ClusterEngines engines = new ClusterEngines();
        RunningHub hub =
            RunningHub.overTls(folder, merged(engines.settings("one"), tls), authority)) {
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      VoterClient voter = hub.join(room);
      voter.vote(poll, "a");
      voter.close();
      String measured = metrics(hub);
      long until = System.nanoTime() + 60_000_000_000L;
      while (!measured.contains("votehub_connections_closed_total{")) {
        assertThat(System.nanoTime()).as("the end of a connection is counted").isLessThan(until);
        measured = metrics(hub);
      }
      return SERIES
          .matcher(measured)
          .results()
          .map(found -> found.group(1))
          .collect(Collectors.toSet());
    }
  }

  private static Map<String, String> merged(Map<String, String> one, Map<String, String> other) {
    Map<String, String> both = new HashMap<>(one);
    both.putAll(other);
    return both;
  }

  private static String metrics(RunningHub hub) {
    return hub.call("GET", "/metrics", null, null).body();
  }
}
