package io.votehub.poll;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.votehub.method.Moderation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModerationMarksTest {
  private static ModerationMarks.Mark mark(ModerationMarks.State state, String text, long at) {
    return new ModerationMarks.Mark(state, text, at);
  }

  private static Poll poll(ModerationMarks marks) {
    PollSettings settings =
        PollSettings.DEFAULT.withOwn(Map.of("maxLength", 280, "moderated", true));
    return Poll.draft("p", "R", "?", "text", List.of(), settings, 0).withMarks(marks);
  }

  private static Map<String, Object> result(long more, Object... idsAndTimes) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (int i = 0; i < idsAndTimes.length; i += 2) {
      entries.add(Map.of("id", idsAndTimes[i], "text", "new", "at", idsAndTimes[i + 1]));
    }
    return Map.of("entries", entries, "more", more);
  }

  private static List<Object> ids(Map<String, Object> seen) {
    return ((List<?>) seen.get("entries"))
        .stream().<Object>map(entry -> ((Map<?, ?>) entry).get("id")).toList();
  }

  @Test
  void noMoreEntriesAreShownThanAResultLists() {
    ModerationMarks marks = ModerationMarks.NONE;
    for (int i = 0; i < ModerationMarks.MAX_SHOWN; i++) {
      marks = marks.with("e" + i, mark(ModerationMarks.State.APPROVED, "x", i));
    }
    ModerationMarks full = marks;

    assertThatThrownBy(() -> full.with("more", mark(ModerationMarks.State.STARRED, "x", 1)))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("hide one first");
    assertThat(full.with("e1", mark(ModerationMarks.State.STARRED, "x", 1)).byEntry()).hasSize(100);
    ModerationMarks room = full.with("e1", mark(ModerationMarks.State.HIDDEN, "x", 1));
    assertThat(room.with("more", mark(ModerationMarks.State.APPROVED, "x", 1)).of("more"))
        .isPresent();
  }

  @Test
  void hiddenEntriesAreKeptWithoutTextAndTheOldestAreDropped() {
    ModerationMarks marks = ModerationMarks.NONE;
    for (int i = 0; i <= ModerationMarks.MAX_HIDDEN; i++) {
      marks = marks.with("e" + i, mark(ModerationMarks.State.HIDDEN, "rude", i));
    }

    assertThat(marks.byEntry()).hasSize(ModerationMarks.MAX_HIDDEN).doesNotContainKey("e0");
    assertThat(marks.byEntry().values()).allSatisfy(m -> assertThat(m.text()).isEmpty());
  }

  @Test
  void anApprovedEntryIsStillShownAfterManyNewerOnes() {
    Poll poll =
        poll(ModerationMarks.NONE.with("old", mark(ModerationMarks.State.APPROVED, "good", 5)));

    Map<String, Object> crowded = result(7, "b", 20L, "c", 10L);

    assertThat(ids(Moderation.forAudience(poll, crowded, false))).containsExactly("old");
    assertThat(ids(Moderation.forAudience(poll, crowded, true))).containsExactly("b", "c", "old");
  }

  @Test
  void anApprovedEntryDisappearsWithItsBallot() {
    Poll poll =
        poll(ModerationMarks.NONE.with("gone", mark(ModerationMarks.State.APPROVED, "good", 15)));

    assertThat(ids(Moderation.forAudience(poll, result(0, "b", 20L), false))).isEmpty();
    assertThat(ids(Moderation.forAudience(poll, result(7, "b", 20L, "c", 10L), false))).isEmpty();
  }

  @Test
  void marksAreKeptWithThePoll() {
    Poll poll =
        poll(
            ModerationMarks.NONE
                .with("a", mark(ModerationMarks.State.STARRED, "good", 5))
                .with("b", mark(ModerationMarks.State.HIDDEN, "rude", 6)));

    assertThat(PollJson.readPoll(PollJson.poll(poll))).isEqualTo(poll);
  }
}
