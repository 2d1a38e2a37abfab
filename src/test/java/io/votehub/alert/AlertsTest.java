package io.votehub.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AlertsTest {
  private static final OptionalDouble NONE = OptionalDouble.empty();
  private static final Readings CALM = readings(0, 0, of(0), of(0), 0.3, of(0.5), NONE);

  private final Alerts alerts = new Alerts(AlertRule.ALL);

  private static OptionalDouble of(double value) {
    return OptionalDouble.of(value);
  }

  /** Of a hub without TLS. */
  private static Readings readings(
      long critical,
      long high,
      OptionalDouble failed,
      OptionalDouble slow,
      double heap,
      OptionalDouble disk,
      OptionalDouble backup) {
    return new Readings(critical, high, failed, slow, heap, disk, backup, NONE, NONE, NONE);
  }

  private static Readings certificate(double days, double unusable) {
    return new Readings(0, 0, of(0), of(0), 0.3, of(0.5), NONE, of(days), of(unusable), NONE);
  }

  private static Readings ownVote(double seconds) {
    return new Readings(0, 0, of(0), of(0), 0.3, of(0.5), NONE, NONE, NONE, of(seconds));
  }

  record Case(String name, Readings bad) {}

  static List<Case> cases() {
    return List.of(
        new Case("VotehubCriticalErrors", readings(6, 0, of(0), of(0), 0.3, of(0.5), NONE)),
        new Case("VotehubHighErrors", readings(0, 21, of(0), of(0), 0.3, of(0.5), NONE)),
        new Case("VotehubErrorRate", readings(0, 0, of(0.11), of(0), 0.3, of(0.5), NONE)),
        new Case("VotehubSlowAnswers", readings(0, 0, of(0), of(0.02), 0.3, of(0.5), NONE)),
        new Case("VotehubHeap", readings(0, 0, of(0), of(0), 0.86, of(0.5), NONE)),
        new Case("VotehubDisk", readings(0, 0, of(0), of(0), 0.3, of(0.91), NONE)),
        new Case("VotehubBackupOld", readings(0, 0, of(0), of(0), 0.3, of(0.5), of(27))),
        new Case("VotehubCertificateExpires", certificate(13, 0)),
        new Case("VotehubCertificateUnusable", certificate(90, 1)),
        new Case("VotehubOwnVotesLate", ownVote(1.2)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void anAlertFiresOnlyBeyondItsThresholdAndIsResolvedAgain(Case each) {
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
    return switch (each.name) {
      case "VotehubBackupOld" -> readings(0, 0, of(0), of(0), 0.3, of(0.5), of(1));
      case "VotehubCertificateExpires", "VotehubCertificateUnusable" -> certificate(90, 0);
      case "VotehubOwnVotesLate" -> ownVote(0.02);
      default -> CALM;
    };
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
    Readings peak = readings(0, 0, of(0), of(0), 0.95, of(0.5), NONE);
    for (int i = 0; i < 3; i++) {
      alerts.evaluate(peak, i);
    }
    alerts.evaluate(CALM, 4);
    alerts.evaluate(peak, 5);

    assertThat(alerts.current()).noneMatch(Alert::firing);
  }

  @Test
  void anUnreadableValueNeitherFiresNorResolvesAnAlert() {
    for (int i = 0; i < 4; i++) {
      alerts.evaluate(readings(0, 0, of(0), of(0), 0.3, of(0.99), NONE), i);
    }
    alerts.evaluate(readings(0, 0, of(0), of(0), 0.3, NONE, NONE), 9);

    assertThat(alerts.current().stream().filter(Alert::firing).map(Alert::name))
        .containsExactly("VotehubDisk");
  }
}
