package io.votehub.method;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.votehub.poll.Ballot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Tally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One poll of a method and ballots cast on it, by one voter after another, a millisecond apart. */
record SamplePoll(VotingMethod method, Poll poll) {
  private static final long BEGIN = 1_700_000_000_000L;

  /** A poll whose options have these ids. */
  static SamplePoll of(String method, Map<String, ?> settings, String... options) {
    VotingMethod counted = VotingMethods.standard().get(method);
    Map<String, Object> own = counted.settings(settings, options.length);
    List<Option> all =
        Arrays.stream(options).map(id -> new Option(id, id.toUpperCase(Locale.ROOT))).toList();
    return new SamplePoll(
        counted, Poll.draft("p", "R", "?", method, all, PollSettings.DEFAULT.withOwn(own), 0));
  }

  /** The same poll with its options in another order. */
  SamplePoll withOptions(List<Option> options) {
    return new SamplePoll(
        method, Poll.draft("p", "R", "?", method.name(), options, poll.settings(), 0));
  }

  Ballot read(Map<String, ?> ballot) {
    return method.read(poll, ballot);
  }

  List<String> cells(Map<String, ?> ballot, int voter) {
    return method.cells(read(ballot), "voter" + voter, BEGIN + voter);
  }

  Tally tally(List<? extends Map<String, ?>> ballots) {
    Map<String, Long> cells = new HashMap<>();
    for (int voter = 0; voter < ballots.size(); voter++) {
      cells(ballots.get(voter), voter).forEach(cell -> cells.merge(cell, 1L, Long::sum));
    }
    return new Tally(1, ballots.size(), false, cells).bounded(method.maxCells());
  }

  Map<String, Object> result(List<? extends Map<String, ?>> ballots) {
    return result(tally(ballots));
  }

  Map<String, Object> result(Tally tally) {
    return method.result(poll, tally);
  }

  /** Each ballot repeated so many times. */
  static List<Map<String, ?>> times(Object... countsAndBallots) {
    List<Map<String, ?>> all = new ArrayList<>();
    for (int i = 0; i < countsAndBallots.length; i += 2) {
      for (int n = 0; n < (int) countsAndBallots[i]; n++) {
        @SuppressWarnings("unchecked")
        Map<String, ?> ballot = (Map<String, ?>) countsAndBallots[i + 1];
        all.add(ballot);
      }
    }
    return all;
  }

  /** A field of each option's row in a result, by the option's id. */
  static Map<String, Object> byOption(Map<String, Object> result, String field) {
    Map<String, Object> all = new HashMap<>();
    for (Object each : (List<?>) result.get("options")) {
      Map<?, ?> row = (Map<?, ?>) each;
      all.put((String) row.get("id"), row.get(field));
    }
    return all;
  }

  void refuses(Map<String, ?> ballot, String fault) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> read(ballot));
    assertThat(refusal).as("%s", ballot).isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_BALLOT);
    assertThat(refusal.getMessage()).contains(fault);
  }

  static void refusesSettings(String method, Map<String, ?> settings, String pointer) {
    Refusal refusal =
        catchThrowableOfType(
            Refusal.class, () -> VotingMethods.standard().get(method).settings(settings, 3));
    assertThat(refusal).as("%s", settings).isNotNull();
    assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
    assertThat(refusal.faults().get(0).pointer()).isEqualTo(pointer);
  }
}
