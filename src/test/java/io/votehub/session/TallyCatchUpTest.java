package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.protocol.TallyFrame;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TallyCatchUpTest {
  private final FakeWriter writer = new FakeWriter();
  private final TallyCatchUp catchUp = new TallyCatchUp(false);

  private static TallyFrame frame(String poll, long rev) {
    return new TallyFrame(poll, rev, false, poll + rev, "presenter's " + poll + rev);
  }

  private static TallyFrame large(String poll, int chars) {
    return new TallyFrame(poll, 1, false, "x".repeat(chars), "");
  }

  @Test
  void everyTallyIsSentOnceAndAgainOnlyWhenItHasGrown() {
    assertThat(catchUp.resume(List.of(frame("p", 1), frame("q", 1)), writer)).isTrue();
    assertThat(catchUp.resume(List.of(frame("p", 1), frame("q", 2)), writer)).isTrue();

    assertThat(writer.sent).containsExactly("p1", "q1", "q2");
  }

  @Test
  void aPresenterGetsThePresentersText() {
    new TallyCatchUp(true).resume(List.of(frame("p", 1)), writer);

    assertThat(writer.sent).containsExactly("presenter's p1");
  }

  @Test
  void nothingIsWrittenToAFullQueueAndTheRestFollows() {
    List<TallyFrame> all = List.of(frame("p", 1), frame("q", 1));
    writer.writable = false;
    assertThat(catchUp.resume(all, writer)).isFalse();
    assertThat(writer.sent).isEmpty();

    writer.writable = true;
    assertThat(catchUp.resume(all, writer)).isTrue();

    assertThat(writer.sent).containsExactly("p1", "q1");
  }

  @Test
  void whoHasEverythingIsDoneEvenWithAFullQueue() {
    catchUp.resume(List.of(frame("p", 1)), writer);
    writer.writable = false;

    assertThat(catchUp.resume(List.of(frame("p", 1)), writer)).isTrue();
  }

  @Test
  void theAnswerToAJoinHasAsManyTalliesAsFitAndTheRestFollows() {
    List<TallyFrame> all = new ArrayList<>();
    all.add(large("a", TallyCatchUp.MAX_INITIAL_CHARS / 2));
    all.add(large("b", TallyCatchUp.MAX_INITIAL_CHARS / 2));
    all.add(large("c", 1));

    List<TallyFrame> initial = catchUp.initial(all);

    assertThat(initial).extracting(TallyFrame::poll).containsExactly("a", "b");
    catchUp.resume(all, writer);
    assertThat(writer.sent).containsExactly("x");
  }
}
