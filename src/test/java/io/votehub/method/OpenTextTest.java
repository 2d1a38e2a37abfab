package io.votehub.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.poll.Ballot;
import io.votehub.poll.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class OpenTextTest {
  private static final SamplePoll TRIAL = SamplePoll.of("text", Map.of());

  private static Map<String, ?> text(Object text) {
    return Map.of("text", text);
  }

  private static String read(String raw) {
    return (String) TRIAL.read(text(raw)).value().get("text");
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> entries(Map<String, Object> result) {
    return (List<Map<String, Object>>) result.get("entries");
  }

  private static List<String> cells(String text, String voter, long at) {
    return TRIAL.method().cells(TRIAL.read(text(text)), voter, at);
  }

  private static Tally tally(List<List<String>> cellsOfBallots) {
    Map<String, Long> cells = new HashMap<>();
    cellsOfBallots.forEach(all -> all.forEach(cell -> cells.merge(cell, 1L, Long::sum)));
    return new Tally(1, cellsOfBallots.size(), false, cells).bounded(TRIAL.method().maxCells());
  }

  @Test
  void theNewestTextStandsFirst() {
    Map<String, Object> result =
        TRIAL.result(
            tally(
                List.of(
                    cells("second", "v1", 2000),
                    cells("first", "v2", 999),
                    cells("third", "v3", 1_700_000_000_000L))));

    assertThat(entries(result))
        .extracting(e -> e.get("text"))
        .containsExactly("third", "second", "first");
    assertThat(entries(result))
        .extracting(e -> e.get("at"))
        .containsExactly(1_700_000_000_000L, 2000L, 999L);
    assertThat(result).containsEntry("more", 0L);
  }

  @Test
  void equalTextsOfOneMomentAreTwoEntriesWithDistinctIds() {
    List<Map<String, Object>> entries =
        entries(TRIAL.result(tally(List.of(cells("Hi", "v1", 5), cells("Hi", "v2", 5)))));

    assertThat(entries).hasSize(2);
    assertThat(entries.get(0).get("id")).isNotEqualTo(entries.get(1).get("id"));
  }

  @Test
  void anIdIsTheSameInEveryRecountAndDoesNotRevealTheVoter() {
    assertThat(cells("Hi", "voter-17", 5)).isEqualTo(cells(" Hi ", "voter-17", 5));
    assertThat(cells("Hi", "voter-17", 5).get(0)).doesNotContain("voter").hasSize(16 + 16 + 2);
    Set<Object> ids = new HashSet<>();
    for (int at = 0; at < 1000; at++) {
      ids.add(cells("Hi", "voter-17", at).get(0).substring(16, 32));
    }
    assertThat(ids).hasSize(1000);
  }

  @Test
  void textIsSanitizedButKeepsItsLines() {
    assertThat(read("  One \u202E line\u0000  \r\n\r\n\n\n two\u2028three\n "))
        .isEqualTo("One line\n\ntwo\nthree");
    assertThat(read("Cafe\u0301")).isEqualTo("Caf\u00E9");
    assertThat(read("<b>Hi</b>")).isEqualTo("<b>Hi</b>");
    assertThat(read("\uD83D\uDC68\u200D\uD83D\uDC69")).isEqualTo("\uD83D\uDC68\u200D\uD83D\uDC69");
  }

  @Test
  @Tag("slow")
  void aMillionTextsAreCutToTheNewestHundred() {
    Map<String, Long> cells = new HashMap<>();
    Ballot ballot = TRIAL.read(text("Hi"));
    for (int i = 0; i < 1_000_000; i++) {
      long at = (i * 7919L) % 1_000_000;
      cells.put(TRIAL.method().cells(ballot, "v" + i, at).get(0), 1L);
    }
    Tally tally = new Tally(1, 1_000_000, false, cells).bounded(TRIAL.method().maxCells());

    Map<String, Object> result = TRIAL.result(tally);

    assertThat(tally.cells()).hasSize(100);
    assertThat(entries(result)).hasSize(100);
    assertThat(entries(result).get(0).get("at")).isEqualTo(999_999L);
    assertThat(entries(result).get(99).get("at")).isEqualTo(999_900L);
    assertThat(result).containsEntry("more", 999_900L);
  }

  @Test
  void invalidTextsAreRefusedWithAReason() {
    TRIAL.refuses(Map.of(), "needs the field 'text'");
    TRIAL.refuses(text(5), "must be a text");
    TRIAL.refuses(text(List.of("Hi")), "must be a text");
    TRIAL.refuses(text(" \n\u200B\u202E "), "is empty");
    TRIAL.refuses(text("x".repeat(281)), "at most 280 characters");
    TRIAL.refuses(text("\n".repeat(50_000_000)), "at most 280 characters");
    TRIAL.read(text("\uD83D\uDE00".repeat(280)));
  }

  @Test
  void thePresenterSetsTheMaximumLength() {
    assertThat(TRIAL.poll().settings().own())
        .isEqualTo(Map.of("maxLength", 280, "moderated", false));
    SamplePoll.of("text", Map.of("maxLength", 2)).refuses(text("abc"), "at most 2 characters");
    SamplePoll.refusesSettings("text", Map.of("maxLength", 2001), "/settings/maxLength");
    SamplePoll.refusesSettings("text", Map.of("maxLength", 0), "/settings/maxLength");
    SamplePoll.refusesSettings("text", Map.of("max", 1), "/settings/max");
  }

  @Test
  void theTableHasOneTextPerRow() {
    VotingMethod method = TRIAL.method();

    assertThat(method.table(TRIAL.poll(), tally(List.of(cells("Hi", "v", 7)))).rows())
        .containsExactly(List.of(Instant.ofEpochMilli(7), "Hi"));
    assertThat(method.columns(TRIAL.poll())).containsExactly("text");
    assertThat(method.row(TRIAL.poll(), text("Hi"))).containsExactly("Hi");
  }
}
