package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What compose.yaml promises of each service, as far as it can be told without Docker. */
class ComposeTest {
  private static final Path COMPOSE = Path.of("compose.yaml");
  private static final Path EXAMPLE = Path.of(".env.example");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(?::?[-+?]([^${}]*))?");
  private static final Pattern EXAMPLE_LINE = Pattern.compile("(?m)^# ([A-Z_]+)=(.*)$");

  /** Their images check themselves, have nothing to check with, or the service ends by itself. */
  private static final Set<String> WITHOUT_HEALTH_CHECK =
      Set.of("hub", "hub-1", "hub-2", "hub-3", "mongo-set", "mongo-exporter", "fluent-bit");

  private static final Set<String> ENGINES = Set.of("redis", "mongo-1", "mongo-2", "mongo-3");

  private final Map<String, Object> compose = load();

  private static Map<String, Object> load() {
    try {
      return map(merged(new Load(LoadSettings.builder().build()).loadFromString(text(COMPOSE))));
    } catch (IOException fault) {
      throw new AssertionError(fault);
    }
  }

  private static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  /** Resolves merge keys, which YAML 1.2 does not have. */
  private static Object merged(Object node) {
    if (node instanceof List<?> list) {
      return list.stream().map(ComposeTest::merged).toList();
    }
    if (!(node instanceof Map<?, ?> fields)) {
      return node;
    }
    Map<Object, Object> all = new LinkedHashMap<>();
    if (fields.get("<<") instanceof Map<?, ?> base) {
      all.putAll(map(merged(base)));
    }
    fields.forEach(
        (name, value) -> {
          if (!"<<".equals(name)) {
            all.put(name, value == null ? null : merged(value));
          }
        });
    return all;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object node) {
    return node == null ? Map.of() : (Map<String, Object>) node;
  }

  private Map<String, Object> services() {
    return map(compose.get("services"));
  }

  private static List<String> strings(Object node) {
    return node instanceof Collection<?> all
        ? all.stream().map(String::valueOf).toList()
        : List.copyOf(map(node).keySet());
  }

  @TestFactory
  Stream<DynamicTest> everyServiceIsPinnedBoundedAndWithoutRights() {
    return services().entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(), () -> isBounded(each.getKey(), map(each.getValue()))));
  }

  private static void isBounded(String name, Map<String, Object> service) {
    String image = (String) service.get("image");
    assertThat(
            service.containsKey("build") || image.matches("\\$\\{\\w+:-[\\w./-]+:v?\\d[\\w.-]+}"))
        .as("a pinned image, or one that is built here: %s", image)
        .isTrue();
    assertThat(service)
        .as("limits")
        .containsKeys("mem_limit", "cpus", "pids_limit")
        .as("what happens when it ends")
        .containsKey("restart")
        .as("its own files stay as they are")
        .containsEntry("read_only", true)
        .containsEntry("cap_drop", List.of("ALL"))
        .containsEntry("security_opt", List.of("no-new-privileges:true"));
    assertThat(map(map(service.get("logging")).get("options")))
        .containsKeys("max-size", "max-file");
    assertThat(service.containsKey("cap_add"))
        .as("rights of root")
        .isEqualTo(Set.of("caddy", "fluent-bit").contains(name));
    boolean checked = map(service.get("healthcheck")).containsKey("test");
    assertThat(checked).as("a health check").isEqualTo(!WITHOUT_HEALTH_CHECK.contains(name));
    // docker compose up --wait fails on a check that is disabled, not on one that is absent.
    assertThat(service.containsKey("healthcheck"))
        .as("an absent one is not named")
        .isEqualTo(checked);
  }

  /** Docker makes a volume of these folders where nothing is mounted, and "down" leaves it. */
  @Test
  void noServiceLeavesAVolumeWithoutAName() {
    services()
        .forEach(
            (name, service) -> {
              String image = (String) map(service).get("image");
              List<String> folders =
                  image.contains("votehub")
                      ? List.of("/data")
                      : image.contains(":-mongo:")
                          ? List.of("/data/db", "/data/configdb")
                          : image.contains(":-redis:") ? List.of("/data") : List.of();
              Set<String> mounted = new TreeSet<>(strings(map(service).get("tmpfs")));
              strings(map(service).get("volumes"))
                  .forEach(volume -> mounted.add(volume.split(":", -1)[1]));
              assertThat(mounted).as(name).containsAll(folders);
            });
  }

  @Test
  void enginesAreReachedFromInsideAlone() {
    for (String engine : ENGINES) {
      Map<String, Object> service = map(services().get(engine));
      assertThat(service).as(engine).doesNotContainKey("ports");
      assertThat(strings(service.get("networks"))).as(engine).containsExactly("engines");
    }
    assertThat(map(map(compose.get("networks")).get("engines"))).containsEntry("internal", true);
  }

  @Test
  void onlyTheSiteIsOpenToOthersThanThisMachine() {
    Map<String, List<String>> open = new TreeMap<>();
    services()
        .forEach(
            (name, service) -> {
              List<String> ports =
                  strings(map(service).get("ports")).stream()
                      .filter(port -> !port.startsWith("127.0.0.1:"))
                      .toList();
              if (!ports.isEmpty()) {
                open.put(name, ports);
              }
            });

    assertThat(open).containsOnlyKeys("hub", "balancer", "caddy");
  }

  @Test
  void everyServiceBelongsToAProfileAndKnownNetworks() {
    Set<String> networks = map(compose.get("networks")).keySet();
    services()
        .forEach(
            (name, service) -> {
              assertThat(strings(map(service).get("profiles"))).as(name).hasSize(1);
              assertThat(strings(map(service).get("networks")))
                  .as(name)
                  .isNotEmpty()
                  .isSubsetOf(networks);
            });
  }

  @Test
  void secretsAreFilesAndNoValues() {
    services()
        .forEach(
            (name, service) ->
                map(map(service).get("environment"))
                    .forEach(
                        (variable, value) -> {
                          if (variable.matches(".*(PASSWORD|SECRET|KEY).*")) {
                            assertThat(value == null || variable.endsWith("FILE"))
                                .as("%s of %s", variable, name)
                                .isTrue();
                          }
                        }));
  }

  @Test
  void whatIsMountedFromHereIsHere() {
    services()
        .values()
        .forEach(
            service ->
                strings(map(service).get("volumes")).stream()
                    .filter(volume -> volume.startsWith("./"))
                    .forEach(
                        volume ->
                            assertThat(Path.of(volume.substring(0, volume.indexOf(':'))))
                                .exists()));
  }

  @Test
  void theExampleExplainsEveryVariableWithItsDefaultAndNoOther() throws IOException {
    Map<String, String> told =
        EXAMPLE_LINE
            .matcher(text(EXAMPLE))
            .results()
            .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2)));
    Set<String> used = new TreeSet<>();
    for (MatchResult found : VARIABLE.matcher(text(COMPOSE)).results().toList()) {
      used.add(found.group(1));
      if (found.group().contains(":-") && found.group(2) != null && !found.group(2).isEmpty()) {
        boolean fitsAnyHub = "VOTEHUB_PUBLIC_URL".equals(found.group(1));
        assertThat(fitsAnyHub || found.group(2).equals(told.get(found.group(1))))
            .as("the default of %s, %s", found.group(1), told.get(found.group(1)))
            .isTrue();
      }
    }
    // "NAME:" without a value is handed on as it is.
    services()
        .values()
        .forEach(
            service ->
                map(map(service).get("environment"))
                    .forEach(
                        (name, value) -> {
                          if (value == null) {
                            used.add(name);
                          }
                        }));

    assertThat(told.keySet()).containsExactlyInAnyOrderElementsOf(used);
    assertThat(text(EXAMPLE).lines())
        .as("a copy of it sets nothing")
        .allMatch(line -> line.isBlank() || line.startsWith("#"));
  }

  @Test
  void theHubsTrustTheAddressesThatBalancerAndCaddyHave() {
    Map<String, Object> balancer = map(map(services().get("balancer")).get("networks"));
    Map<String, Object> caddy = map(map(services().get("caddy")).get("networks"));

    assertThat(
            (String)
                map(map(services().get("hub-1")).get("environment"))
                    .get("VOTEHUB_HTTP_TRUSTED_PROXIES"))
        .startsWith(
            map(balancer.get("hubs")).get("ipv4_address")
                + ","
                + map(caddy.get("front")).get("ipv4_address")
                + "${");
  }

  @Test
  void caddyFindsTheHubAloneAndTheBalancerUnderOneName() throws IOException {
    assertThat(text(Path.of("docker", "caddy", "Caddyfile"))).contains("site:8080");
    for (String name : List.of("hub", "balancer")) {
      Map<String, Object> front = map(map(map(services().get(name)).get("networks")).get("front"));
      assertThat(front.get("aliases")).as(name).isEqualTo(List.of("site"));
    }
  }
}
