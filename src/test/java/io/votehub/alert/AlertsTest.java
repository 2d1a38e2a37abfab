package io.votehub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertsTest {
  private static final Readings CALM =
      new Readings(0, 0, of(0), of(0), 0.3, of(0.5), OptionalDouble.empty());

  private final Alerts alerts = new Alerts(AlertRule.ALL);

  private static OptionalDouble of(double value) {
    return OptionalDouble.of(value);
  }

  record Case(String name, Readings bad) {}

  static List<Case> cases() {
    OptionalDouble none = OptionalDouble.empty();
    return List.of(
        new Case("VotehubCriticalErrors", new Readings(6, 0, of(0), of(0), 0.3, of(0.5), none)),
        new Case("VotehubHighErrors", new Readings(0, 21, of(0), of(0), 0.3, of(0.5), none)),
        new Case("VotehubErrorRate", new Readings(0, 0, of(0.11), of(0), 0.3, of(0.5), none)),
        new Case("VotehubSlowAnswers", new Readings(0, 0, of(0), of(0.02), 0.3, of(0.5), none)),
        new Case("VotehubHeap", new Readings(0, 0, of(0), of(0), 0.86, of(0.5), none)),
        new Case("VotehubDisk", new Readings(0, 0, of(0), of(0), 0.3, of(0.91), none)),
        new Case("VotehubBackupOld", new Readings(0, 0, of(0), of(0), 0.3, of(0.5), of(27))));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anAlertFiresOnlyAboveItsThresholdAndIsResolvedBelow(Case each) {
    for (int i = 0; i < 4; i++) {
      alerts.evaluate(each.bad, 1000 + i);
    }
    assertThat(alerts.current().stream().filter(Alert::firing).map(Alert::name))
        .containsExactly(each.name);

    for (int i = 0; i < 4; i++) {
      alerts.evaluate(calmFor(each), 2000 + i);
    }
    assertThat(alerts.current()).noneMatch(Alert::firing);
  }

  private static Readings calmFor(Case each) {
    return each.name.equals("VotehubBackupOld")
        ? new Readings(0, 0, of(0), of(0), 0.3, of(0.5), of(1))
        : CALM;
  }

  @Test
  void theCasesCoverEveryRule() {
    assertThat(cases()).extracting(Case::name).hasSameElementsAs(names());
  }

  private static List<String> names() {
    return AlertRule.ALL.stream().map(AlertRule::name).toList();
  }

  @Test
  void aShortPeakOfTheHeapFiresNothing() {
    Readings peak = new Readings(0, 0, of(0), of(0), 0.95, of(0.5), OptionalDouble.empty());
    for (int i = 0; i < 3; i++) {
      alerts.evaluate(peak, i);
    }
    alerts.evaluate(CALM, 4);
    alerts.evaluate(peak, 5);

    assertThat(alerts.current()).noneMatch(Alert::firing);
  }

  @Test
  void anUnreadableValueNeitherFiresNorResolvesAnAlert() {
    OptionalDouble none = OptionalDouble.empty();
    for (int i = 0; i < 4; i++) {
      alerts.evaluate(new Readings(0, 0, of(0), of(0), 0.3, of(0.99), none), i);
    }
    alerts.evaluate(new Readings(0, 0, of(0), of(0), 0.3, none, none), 9);

    assertThat(alerts.current().stream().filter(Alert::firing).map(Alert::name))
        .containsExactly("VotehubDisk");
  }
}
