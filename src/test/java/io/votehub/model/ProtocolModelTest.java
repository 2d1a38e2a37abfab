package io.votehub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Model-checks the protocol: every guarantee holds in every reachable state within the bounds, and
 * each rule is necessary for that, except those that are named as redundant. A failure shows the
 * shortest trace to the violation.
 */
@Tag("slow")
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class ProtocolModelTest {
  private static final Bounds CALM = Bounds.of(3, 1, 2);
  private static final Bounds LOSS = CALM.losses(1);
  private static final Bounds LONG_LOSS = Bounds.of(4, 1, 2).losses(1);
  private static final Bounds FAIL_OVER = CALM.withFailOver();
  private static final Bounds CHANGES_AND_FAIL_OVER = Bounds.of(3, 1, 3).withFailOver();
  private static final Bounds CHANGES_UNCLOSED = Bounds.of(2, 1, 3).closes(0).withFailOver();
  private static final Bounds CRASH_AND_REOPEN = Bounds.of(4, 1, 2).crashes(1).closes(2).reopens(1);

  static Stream<Arguments> bounds() {
    return Stream.of(
        arguments("three voters", Bounds.of(3, 3, 3)),
        arguments("a crash", Bounds.of(4, 2, 2).crashes(1)),
        arguments("a lost ledger", Bounds.of(4, 2, 2).losses(1)),
        arguments("a crash and a lost ledger", LONG_LOSS.crashes(1)),
        arguments("two closes at once and a lost ledger", LOSS.closes(2)),
        arguments("a crash and a reopened poll", CRASH_AND_REOPEN),
        arguments("a fail-over to an older copy", FAIL_OVER));
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("bounds")
  void everyPromiseIsKept(String name, Bounds bounds) {
    assertKept(bounds, Rules.ALL);
  }

  static Stream<Arguments> longBounds() {
    return Stream.of(
        arguments("three voters and a crash", Bounds.of(3, 3, 3).crashes(1)),
        arguments("three voters and a lost ledger", Bounds.of(4, 3, 3).losses(1)),
        arguments("two losses", Bounds.of(5, 2, 2).losses(2)),
        arguments("two closes", Bounds.of(4, 2, 2).crashes(1).losses(1).closes(2)),
        arguments(
            "a crash and a reopened poll", Bounds.of(4, 2, 2).crashes(1).closes(2).reopens(1)),
        arguments("a crash and a fail-over", Bounds.of(4, 1, 2).crashes(1).withFailOver()),
        arguments("changes and a fail-over", CHANGES_AND_FAIL_OVER));
  }

  @ParameterizedTest(name = "with {0}")
  @MethodSource("longBounds")
  @EnabledIfSystemProperty(named = "votehub.model", matches = "long")
  void everyPromiseIsKeptOnLongTraces(String name, Bounds bounds) {
    assertKept(bounds, Rules.ALL);
  }

  static Stream<Arguments> neededRules() {
    return Stream.of(
        arguments(Rule.LOOK, FAIL_OVER, Promise.ACKED_STANDS),
        arguments(Rule.LOOK_AT_REPEAT, CHANGES_UNCLOSED, Promise.ACKS_GROW),
        arguments(Rule.LOOK_AT_REFUSAL, FAIL_OVER, Promise.LATE_IS_TRUE),
        arguments(Rule.LOOK_AT_REFUSAL, CRASH_AND_REOPEN, Promise.OPEN_IS_OPEN),
        arguments(Rule.REPEAT_PENDING, CALM, Promise.ACKED_STANDS),
        arguments(Rule.RAISE_FIRST, LONG_LOSS, Promise.ACKED_STANDS),
        arguments(Rule.OWN_EPOCH, LONG_LOSS, Promise.ACKED_STANDS),
        arguments(Rule.OWN_EPOCH, LONG_LOSS, Promise.VALID_FOR_EVER),
        arguments(Rule.VOID, CALM, Promise.RECOUNT),
        arguments(Rule.LOCK_TOKEN, Bounds.of(4, 1, 1).losses(2), Promise.NOTHING_AFTER_CLOSE),
        arguments(Rule.RUN_ID, FAIL_OVER, Promise.TALLY),
        arguments(Rule.STORE_FIRST, LOSS, Promise.NOTHING_AFTER_CLOSE),
        arguments(Rule.CLOSE_LOCK, LOSS, Promise.NOTHING_AFTER_CLOSE),
        arguments(Rule.SEAL_RAISES, LOSS, Promise.ACKED_STANDS),
        arguments(Rule.SEAL_OWN_EPOCH, LONG_LOSS, Promise.ACKED_STANDS),
        arguments(Rule.VERDICT, CALM, Promise.LATE_IS_TRUE),
        arguments(Rule.UNDECIDED, CALM, Promise.LATE_IS_TRUE),
        arguments(Rule.OTHER_PENDING, Bounds.of(3, 1, 3), Promise.LATE_IS_TRUE),
        arguments(Rule.PATIENCE, CALM, Promise.LATE_IS_TRUE));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("neededRules")
  void withoutTheRuleThePromiseIsBroken(Rule rule, Bounds bounds, Promise promise) {
    Set<Promise> watched = EnumSet.of(promise);

    Search.Outcome outcome = Search.of(bounds, Rules.without(rule), watched);

    assertThat(outcome.broken()).as("without %s: %s", rule, outcome).isEqualTo(promise);
    assertThat(outcome.toString()).contains(outcome.way()).contains(promise.toString());
  }

  /**
   * With the setting that keeps them; then the seal records the revisions found, like a rebuild.
   */
  @Test
  void everyPromiseIsKeptIfSupersededBallotsAreKept() {
    assertKept(CRASH_AND_REOPEN, Rules.without(Rule.NARROW));
    assertKept(LONG_LOSS, Rules.without(Rule.NARROW));
    assertKept(FAIL_OVER, Rules.without(Rule.NARROW));
  }

  /** If they are removed, the seal itself records exactly which revisions count. */
  @Test
  void ifSupersededBallotsAreKeptTheListOfHolesIsNeeded() {
    Search.Outcome outcome =
        Search.of(
            Bounds.of(3, 2, 2),
            Rules.without(Rule.HOLES, Rule.NARROW),
            EnumSet.of(Promise.RECOUNT));

    assertThat(outcome.broken()).isEqualTo(Promise.RECOUNT);
  }

  @Test
  @EnabledIfSystemProperty(named = "votehub.model", matches = "long")
  void withoutTheRunIdAVoteIsLost() {
    withoutTheRuleThePromiseIsBroken(
        Rule.RUN_ID, Bounds.of(2, 1, 3).withFailOver(), Promise.ACKED_STANDS);
  }

  /**
   * A writer that read the epoch before the seal raised it has its ballot in the journal before the
   * seal reads it.
   */
  @Test
  @EnabledIfSystemProperty(named = "votehub.model", matches = "long")
  void refusingConfirmationsAfterTheSealIsRedundantToTheEpochCheck() {
    assertKept(LONG_LOSS.crashes(1), Rules.without(Rule.CONFIRM_SEALED));
    assertKept(CRASH_AND_REOPEN, Rules.without(Rule.CONFIRM_SEALED));
    assertKept(FAIL_OVER, Rules.without(Rule.CONFIRM_SEALED));
  }

  /** Two ballots can have one revision only if a page of another server's run is used. */
  @Test
  @EnabledIfSystemProperty(named = "votehub.model", matches = "long")
  void detectingAConflictingAppendIsRedundantToTheRunIdCheck() {
    assertKept(CHANGES_AND_FAIL_OVER, Rules.without(Rule.CONFLICT));
  }

  private static void assertKept(Bounds bounds, Rules rules) {
    Search.Outcome outcome = Search.of(bounds, rules);

    assertThat(outcome.broken()).as("%s: %s", bounds, outcome).isEqualTo(Promise.KEPT);
    assertThat(outcome.closed()).as("%s: %s", bounds, outcome).isPositive();
  }
}
