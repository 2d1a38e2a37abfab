package io.votehub.alert;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * One threshold. It fires once the value has been on its bad side in so many consecutive
 * evaluations, and is resolved after as many at the threshold or on its good side.
 *
 * @param name as in the rules for Prometheus, and the heading of its runbook
 * @param bad the side of the threshold on which it fires
 * @param value empty if unknown, which neither fires nor resolves the alert
 * @param evaluations the number of consecutive evaluations
 */
record AlertRule(
    String name,
    Severity severity,
    String summary,
    Side bad,
    double threshold,
    int evaluations,
    Function<Readings, OptionalDouble> value) {
  /** A side of a threshold. */
  enum Side {
    ABOVE,
    BELOW
  }

  private static final int AT_ONCE = 1;
  private static final int LASTING = 4;

  /** Every alert that the hub evaluates. */
  static final List<AlertRule> ALL =
      List.of(
          new AlertRule(
              "VotehubCriticalErrors",
              Severity.CRITICAL,
              "More than 5 critical errors within an hour",
              Side.ABOVE,
              5,
              AT_ONCE,
              readings -> OptionalDouble.of((double) readings.criticalErrors())),
          new AlertRule(
              "VotehubHighErrors",
              Severity.HIGH,
              "More than 20 errors within an hour",
              Side.ABOVE,
              20,
              AT_ONCE,
              readings -> OptionalDouble.of((double) readings.highErrors())),
          new AlertRule(
              "VotehubErrorRate",
              Severity.CRITICAL,
              "More than 10 % of requests and votes cannot be served",
              Side.ABOVE,
              0.10,
              AT_ONCE,
              Readings::failed),
          new AlertRule(
              "VotehubSlowAnswers",
              Severity.HIGH,
              "More than 1 % of requests and votes take longer than 2 s",
              Side.ABOVE,
              0.01,
              AT_ONCE,
              Readings::slow),
          new AlertRule(
              "VotehubHeap",
              Severity.HIGH,
              "More than 85 % of the heap is in use and cannot be freed",
              Side.ABOVE,
              0.85,
              LASTING,
              readings -> OptionalDouble.of(readings.heap())),
          new AlertRule(
              "VotehubDisk",
              Severity.CRITICAL,
              "More than 90 % of the data folder's disk is in use",
              Side.ABOVE,
              0.90,
              LASTING,
              Readings::disk),
          new AlertRule(
              "VotehubBackupOld",
              Severity.HIGH,
              "The last backup is older than 26 hours",
              Side.ABOVE,
              26,
              LASTING,
              Readings::backupAgeHours),
          new AlertRule(
              "VotehubCertificateExpires",
              Severity.HIGH,
              "The certificate expires within 14 days",
              Side.BELOW,
              14,
              LASTING,
              Readings::certificateDays),
          new AlertRule(
              "VotehubCertificateUnusable",
              Severity.HIGH,
              "The new files of the certificate cannot be used",
              Side.ABOVE,
              0,
              LASTING,
              Readings::certificateUnusable),
          new AlertRule(
              "VotehubOwnVotesLate",
              Severity.HIGH,
              "The hub's own votes take longer than 1 s to a screen, or do not arrive",
              Side.ABOVE,
              1,
              LASTING,
              Readings::ownVoteSeconds));

  /** Whether a value is on the bad side of the threshold. */
  boolean isBad(double current) {
    return bad == Side.ABOVE ? current > threshold : current < threshold;
  }
}
