package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.Scripted;
import io.votehub.draft.PollSpec;
import io.votehub.json.Json;
import io.votehub.method.VotingMethod;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Ballot;
import io.votehub.poll.CastBallot;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.question.Asking;
import io.votehub.question.Board;
import io.votehub.question.BoardJson;
import io.votehub.question.BoardKey;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntryFilterTest {
  private static final String MADE_UP = "00000000000000ff";

  private final CountingKit kit = new CountingKit();
  private final Scripted<Store> store = new Scripted<>(Store.class, kit.store);
  private EntryFilter filter;
  private Poll poll;

  @BeforeEach
  void create() {
    PollSettings settings =
        PollSettings.DEFAULT.withOwn(
            Map.of(
                "moderated",
                false,
                "perVoter",
                3,
                "maxLength",
                300,
                "downvotes",
                true,
                "names",
                "none"));
    PollSpec spec =
        new PollSpec(
            "Questions", "questions", List.of(), settings, Optional.empty(), Optional.empty());
    Poll draft = await(kit.polls.create(ROOM, spec));
    poll = await(kit.polls.open(ROOM, draft.id(), OptionalInt.empty()));
    filter = new EntryFilter(kit.counting(store.proxy(), kit.ledger, kit.counting().fanout()));
  }

  @AfterEach
  void close() {
    kit.close();
  }

  /** Asks a question as another instance does; its id. */
  private String ask(String text) {
    List<String> ids = new ArrayList<>();
    await(
        kit.store.changeRecord(
            ROOM,
            BoardKey.of(poll.id(), 1),
            before -> {
              Board board = before.map(BoardJson::read).orElse(Board.EMPTY).next();
              Asking asking = Asking.read(poll, 1, text, null);
              Board.Asked asked = board.ask("p", text, asking, Board.Admission.OPEN, 1);
              ids.add(asked.entry().id());
              return Optional.of(BoardJson.write(asked.board()));
            }));
    return ids.get(0);
  }

  private void withdraw(String text, String id) {
    await(
        kit.store.changeRecord(
            ROOM,
            BoardKey.of(poll.id(), 1),
            before ->
                Optional.of(
                    BoardJson.write(
                        BoardJson.read(before.orElseThrow()).next().withdraw(text, id)))));
  }

  private CastBallot cast(List<String> up, List<String> down) {
    VotingMethod method = VotingMethods.standard().of(poll);
    Ballot ballot = method.read(poll, Map.of("up", up, "down", down));
    return new CastBallot("v", poll.run(), Json.write(ballot.value()), ballot.cells(), 7);
  }

  private List<String> cells(CastBallot... casts) {
    return await(filter.filtered(poll, List.of(casts))).stream()
        .flatMap(each -> each.cells().stream())
        .toList();
  }

  private int reads() {
    return store.calls("record").size();
  }

  @Test
  void votesForQuestionsThatDoNotExistAreLeftOut() {
    String real = ask("Why?");

    List<CastBallot> left =
        await(
            filter.filtered(
                poll,
                List.of(
                    cast(List.of(MADE_UP, real), List.of()), cast(List.of(), List.of(MADE_UP)))));

    assertThat(left).extracting(CastBallot::cells).containsExactly(List.of("+" + real), List.of());
    assertThat(left)
        .extracting(CastBallot::ballot)
        .containsExactly("{\"up\":[\"" + real + "\"],\"down\":[]}", "{\"up\":[],\"down\":[]}");
    assertThat(reads()).isEqualTo(1);
  }

  @Test
  void aQuestionThatWasAskedElsewhereAMomentAgoExists() {
    String first = ask("First?");
    assertThat(cells(cast(List.of(first), List.of()))).containsExactly("+" + first);

    String second = ask("Second?");

    assertThat(cells(cast(List.of(), List.of(second)))).containsExactly("-" + second);
  }

  @Test
  void knownQuestionsCostNoLookIntoTheStore() {
    String real = ask("Why?");
    CastBallot ballot = cast(List.of(real), List.of());

    for (int i = 0; i < 5; i++) {
      assertThat(cells(ballot, ballot)).hasSize(2);
    }

    assertThat(reads()).isEqualTo(1);
  }

  @Test
  void madeUpQuestionsCostALookIntoTheStoreNotMoreOftenThanIsSaid() {
    long start = System.nanoTime();

    for (int i = 0; i < 4; i++) {
      assertThat(cells(cast(List.of(MADE_UP), List.of()))).isEmpty();
    }

    assertThat(System.nanoTime() - start).isGreaterThan(3 * EntryFilter.EVERY_MS * 1_000_000);
    assertThat(reads()).isEqualTo(4);
  }

  @Test
  void aQuestionThatIsGoneCountsNoMoreAndIsNotLookedFor() {
    String gone = ask("Why?");
    cells(cast(List.of(gone), List.of()));
    withdraw("Why?", gone);
    String other = ask("How?");
    assertThat(cells(cast(List.of(gone, other), List.of()))).containsExactly("+" + other);

    cells(cast(List.of(gone), List.of()));

    assertThat(reads()).isEqualTo(2);
  }

  @Test
  void ballotsOfFormerRunsPassAsTheyAre() {
    CastBallot former = cast(List.of(MADE_UP), List.of());
    CastBallot present = new CastBallot("w", 2, former.ballot(), former.cells(), 7);

    List<CastBallot> left = await(filter.filtered(poll, List.of(former, present)));

    assertThat(left.get(0)).isEqualTo(former);
    assertThat(left.get(1).cells()).isEmpty();
  }
}
