package io.votehub.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every alert has a runbook with its name. */
class RunbooksTest {
  private static final Path RULES = Path.of("monitoring", "votehub.rules.yaml");
  private static final Path RULES_TEST = Path.of("monitoring", "votehub.rules.test.yaml");
  private static final Path RUNBOOKS = Path.of("docs", "runbooks.md");

  private static Set<String> found(String expression, Path file) throws IOException {
    return Pattern.compile(expression)
        .matcher(Files.readString(file))
        .results()
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void everyAlertHasItsRunbookAndEveryRunbookItsAlert() throws IOException {
    Set<String> alerts = found("(?m)- alert: (\\w+)$", RULES);
    AlertRule.ALL.forEach(rule -> alerts.add(rule.name()));

    assertThat(found("(?m)^## (\\w+)$", RUNBOOKS)).isEqualTo(alerts);
  }

  @Test
  void everyRuleHasASeverityAndTestsForFiringAndNotFiring() throws IOException {
    Set<String> rules = found("(?m)- alert: (\\w+)$", RULES);
    String text = Files.readString(RULES);

    assertThat(found("severity: (\\w+)", RULES)).isEqualTo(Set.of("critical", "high", "medium"));
    assertThat(text.split("severity:")).hasSize(rules.size() + 1);
    assertThat(found("(?m)- name: (\\w+) fires$", RULES_TEST)).isEqualTo(rules);
    assertThat(found("(?m)- name: (\\w+) stays quiet$", RULES_TEST)).isEqualTo(rules);
    rules.forEach(
        name ->
            assertThat(text)
                .contains("runbook: \"docs/runbooks.md#" + name.toLowerCase(Locale.ROOT) + "\""));
  }

  @Test
  @Tag("slow")
  void promtoolAcceptsTheRules() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool"))),
        "promtool is not installed");

    for (List<String> step :
        List.of(
            List.of("promtool", "check", "rules", RULES.toString()),
            List.of("promtool", "test", "rules", RULES_TEST.toString()))) {
      Process promtool = new ProcessBuilder(step).redirectErrorStream(true).start();
      String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(promtool.exitValue()).as(said).isZero();
    }
  }
}
