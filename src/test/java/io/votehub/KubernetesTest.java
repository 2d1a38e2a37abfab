package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * What in {@code docker/kubernetes} would drop votes or keep a hub from starting if it were wrong.
 */
class KubernetesTest {
  private static final Path FOLDER = Path.of("docker", "kubernetes");
  private static final int SPARE_S = 10;

  private final Map<?, ?> deployment = read("base/deployment.yaml");
  private final Map<?, ?> pod = (Map<?, ?>) at(deployment, "spec", "template", "spec");
  private final Map<?, ?> hub = (Map<?, ?>) ((List<?>) pod.get("containers")).get(0);
  @TempDir Path folder;

  private static Map<?, ?> read(String file) {
    try {
      return (Map<?, ?>)
          new Load(LoadSettings.builder().build())
              .loadFromString(Files.readString(FOLDER.resolve(file)));
    } catch (IOException fault) {
      throw new AssertionError(file, fault);
    }
  }

  private static Object at(Object node, Object... path) {
    for (Object step : path) {
      node =
          step instanceof Integer index
              ? ((List<?>) node).get(index)
              : ((Map<?, ?>) node).get(step);
      assertThat(node).as("%s in %s", step, List.of(path)).isNotNull();
    }
    return node;
  }

  private static int number(Object node, Object... path) {
    return ((Number) at(node, path)).intValue();
  }

  /** The settings that a hub gets there, with secrets of the right form. */
  private Config config() throws Exception {
    Map<String, String> environment = new HashMap<>();
    for (Object literal :
        (List<?>) at(read("base/kustomization.yaml"), "configMapGenerator", 0, "literals")) {
      String[] pair = literal.toString().split("=", 2);
      environment.put(pair[0], pair[1]);
    }
    for (Object variable : (List<?>) at(hub, "env")) {
      Object value = ((Map<?, ?>) variable).get("value");
      environment.put((String) at(variable, "name"), value == null ? "pod-1" : value.toString());
    }
    Map<String, String> secrets =
        Map.of(
            "redis-uri", "redis://redis",
            "mongo-uri", "mongodb://mongo/votehub?replicaSet=rs0",
            "auth-secret", "a secret that is at least 32 characters long");
    for (Map.Entry<String, String> secret : secrets.entrySet()) {
      Files.writeString(folder.resolve(secret.getKey()), secret.getValue());
    }
    environment.replaceAll(
        (name, value) -> value.replace("/run/secrets/votehub/", folder.toString() + "/"));
    return Config.read(Optional.empty(), environment);
  }

  @Test
  void theSettingsAreThoseOfAHubInProductionWithHealthOnThePortThatIsAsked() throws Exception {
    Config config = config();

    assertThat(config.managementPort()).hasValue(portNamed("management"));
    assertThat(config.managementHost()).isEqualTo("0.0.0.0");
    assertThat(config.http().port()).isEqualTo(portNamed("http"));
    assertThat(config.redis()).isPresent();
    assertThat(config.authSecret()).isPresent();
    assertThat(config.publicUrl().orElseThrow())
        .isEqualTo("https://" + at(read("base/ingress.yaml"), "spec", "rules", 0, "host"))
        .isEqualTo("https://" + at(read("base/ingress.yaml"), "spec", "tls", 0, "hosts", 0));
    assertThat(pod.get("enableServiceLinks")).as("its variables are no settings").isEqualTo(false);
  }

  private int portNamed(String name) {
    return ((List<?>) at(hub, "ports"))
        .stream()
            .filter(port -> name.equals(at(port, "name")))
            .mapToInt(port -> number(port, "containerPort"))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void aPodHasTheTimeToStopThatItsHubTakes() throws Exception {
    int stopS = config().stopTimeoutMs() / 1000;
    int preStopS = number(hub, "lifecycle", "preStop", "sleep", "seconds");

    assertThat(preStopS).as("the ingress learns of it").isGreaterThanOrEqualTo(5);
    assertThat(number(pod, "terminationGracePeriodSeconds"))
        .isGreaterThanOrEqualTo(preStopS + stopS + SPARE_S);
  }

  @Test
  void noHubGoesBeforeAnotherOneIsReady() {
    assertThat(at(deployment, "spec", "strategy", "type")).isEqualTo("RollingUpdate");
    assertThat(number(deployment, "spec", "strategy", "rollingUpdate", "maxUnavailable")).isZero();
    assertThat(number(deployment, "spec", "strategy", "rollingUpdate", "maxSurge")).isPositive();
    assertThat(number(deployment, "spec", "minReadySeconds")).isPositive();
    assertThat(((Map<?, ?>) deployment.get("spec")).containsKey("replicas"))
        .as("would undo what the autoscaler did at each rollout")
        .isFalse();
    assertThat(number(read("base/disruption.yaml"), "spec", "maxUnavailable")).isEqualTo(1);
    assertThat(number(read("base/autoscaler.yaml"), "spec", "minReplicas"))
        .isGreaterThanOrEqualTo(3);
    assertThat(number(read("keda/scaledobject.yaml"), "spec", "minReplicaCount"))
        .isGreaterThanOrEqualTo(3);
  }

  @Test
  void trafficGoesWhereAVoteWouldCountAndOnlyABlockedHubIsRestarted() {
    assertThat(at(hub, "readinessProbe", "httpGet", "path")).isEqualTo("/health/ready");
    for (String probe : List.of("livenessProbe", "startupProbe")) {
      assertThat(at(hub, probe, "httpGet", "path")).isEqualTo("/health/live");
    }
    for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
      assertThat(at(hub, probe, "httpGet", "port")).isEqualTo("management");
    }
    assertThat(((Map<?, ?>) read("base/service.yaml").get("spec")).containsKey("sessionAffinity"))
        .isFalse();
  }

  @Test
  void hubsAreTakenAwayOneByOneAndSlowly() {
    for (Object behaviour :
        List.of(
            at(read("base/autoscaler.yaml"), "spec", "behavior"),
            at(
                read("keda/scaledobject.yaml"),
                "spec",
                "advanced",
                "horizontalPodAutoscalerConfig",
                "behavior"))) {
      assertThat(number(behaviour, "scaleDown", "stabilizationWindowSeconds"))
          .isGreaterThanOrEqualTo(1800);
      assertThat((List<?>) at(behaviour, "scaleDown", "policies"))
          .singleElement()
          .isEqualTo(Map.of("type", "Pods", "value", 1, "periodSeconds", 600));
    }
    assertThat(at(read("keda/scaledobject.yaml"), "spec", "triggers", 0, "metadata", "query"))
        .asString()
        .contains("votehub_connections{");
  }

  @Test
  void theImageIsOneOfAVersion() {
    assertThat(at(hub, "image")).isEqualTo("ghcr.io/votehub/votehub");
    Map<?, ?> image = (Map<?, ?>) at(read("base/kustomization.yaml"), "images", 0);
    assertThat(image.get("name")).isEqualTo("ghcr.io/votehub/votehub");
    assertThat(image.get("newTag").toString()).matches("\\d+\\.\\d+\\.\\d+.*");
  }

  @Test
  void whatIsNamedIsThereAndBelongsToTheSameHubs() throws IOException {
    for (String overlay : List.of("base", "keda")) {
      for (Object resource : (List<?>) at(read(overlay + "/kustomization.yaml"), "resources")) {
        assertThat(FOLDER.resolve(overlay).resolve(resource.toString())).exists();
      }
    }
    Map<?, ?> labels = Map.of("app.kubernetes.io/component", "hub");
    assertThat(at(deployment, "spec", "selector", "matchLabels")).isEqualTo(labels);
    assertThat(at(deployment, "spec", "template", "metadata", "labels")).isEqualTo(labels);
    assertThat(at(read("base/service.yaml"), "spec", "selector")).isEqualTo(labels);
    assertThat(at(read("base/disruption.yaml"), "spec", "selector", "matchLabels"))
        .isEqualTo(labels);
    assertThat(at(read("base/network.yaml"), "spec", "podSelector", "matchLabels"))
        .isEqualTo(labels);
    assertThat(at(read("base/monitor.yaml"), "spec", "selector", "matchLabels")).isEqualTo(labels);
    for (String scaler : List.of("base/autoscaler.yaml", "keda/scaledobject.yaml")) {
      assertThat(at(read(scaler), "spec", "scaleTargetRef", "name"))
          .isEqualTo(at(deployment, "metadata", "name"));
    }
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as("no secrets in %s", file)
            .doesNotContain("kind: Secret");
      }
    }
  }
}
