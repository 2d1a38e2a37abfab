package io.votehub.count;

import static io.votehub.count.CountingKit.ROOM;
import static io.votehub.count.CountingKit.await;
import static io.votehub.count.CountingKit.cast;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.Scripted;
import io.votehub.draft.PollSpec;
import io.votehub.fanout.LocalFanout;
import io.votehub.method.VotingMethods;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.PollState;
import io.votehub.poll.Refusal;
import io.votehub.proof.Checkpoint;
import io.votehub.proof.Hash;
import io.votehub.proof.InclusionProof;
import io.votehub.proof.Manifest;
import io.votehub.proof.SealTree;
import io.votehub.proof.TagList;
import io.votehub.store.RoomRecord;
import io.votehub.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SealingTest {
  private final CountingKit kit = new CountingKit();
  private final Scripted<Store> store = new Scripted<>(Store.class, kit.store);
  private final CountingContext counting =
      kit.counting(store.proxy(), kit.ledger, new LocalFanout(kit.vertx, VotingMethods.standard()));

  @AfterEach
  void stop() {
    kit.close();
  }

  private String openProvedBy(PollSettings.Proof proof) {
    PollSpec spec =
        new PollSpec(
            "Which?",
            "single",
            List.of(new Option("a", "A"), new Option("b", "B")),
            PollSettings.DEFAULT.withProof(proof),
            Optional.empty(),
            Optional.empty());
    String poll = await(kit.polls.create(ROOM, spec)).id();
    await(kit.polls.open(ROOM, poll, OptionalInt.empty()));
    return poll;
  }

  private Poll close() {
    return await(counting.closing().close(kit.poll, kit.aim()));
  }

  private Poll reopen() {
    return await(kit.polls.reopen(ROOM, kit.poll, OptionalInt.empty()));
  }

  private SealNote present(Poll poll) {
    return await(counting.sealed().present(poll));
  }

  private TagList tags(Poll poll) {
    return await(counting.sealed().tags(poll, present(poll), 0));
  }

  private List<String> keys(String prefix) {
    return await(kit.store.records(ROOM, prefix, "", 100)).stream().map(RoomRecord::key).toList();
  }

  @Test
  void aClosedPollHasASignedSealInWhichEveryStandingBallotIsProved() {
    kit.open();
    kit.vote("x", "a");
    kit.vote("y", "b");
    kit.vote("x", "c");
    kit.vote("z", "a");
    kit.withdraw("z");

    Poll closed = close();

    SealNote note = present(closed);
    Manifest manifest = Manifest.read(note.manifest());
    Checkpoint checkpoint = Checkpoint.parse(note.checkpoint().text()).orElseThrow();
    assertThat(closed.seal().number()).isEqualTo(1);
    assertThat(closed.seal().root()).hasValue(checkpoint.root().base64Url());
    assertThat(note.key().hasSigned(note.checkpoint())).isTrue();
    assertThat(checkpoint.origin())
        .isEqualTo(note.key().name() + "/polls/" + kit.poll + "/seals/1");
    assertThat(manifest.ballots()).isEqualTo(2);
    assertThat(manifest.weight()).isEqualTo(2);
    assertThat(manifest.all().get("result").toString()).contains("votes=1");
    TagList tags = tags(closed);
    assertThat(tags.size()).isEqualTo(2);
    assertThat(checkpoint.size()).isEqualTo(3);
    assertThat(SealTree.of(note.manifest(), tags).root()).isEqualTo(checkpoint.root());
    for (int i = 0; i < tags.size(); i++) {
      InclusionProof proof = await(counting.sealed().proof(closed, note, tags.at(i)));
      assertThat(proof.proves(tags.at(i).bytes(), note.key())).isTrue();
    }
    assertThatThrownBy(
            () -> await(counting.sealed().proof(closed, note, Hash.of(new byte[Hash.BYTES]))))
        .isInstanceOfSatisfying(
            Refusal.class, why -> assertThat(why.code()).isEqualTo(ErrorCode.UNKNOWN_PROOF));
  }

  @Test
  void nothingOfASealTellsRevisionsOrTheOrderOfVoting() {
    kit.open();
    IntStream.range(0, 50).forEach(i -> kit.vote("voter" + i, i % 2 == 0 ? "a" : "b"));

    Poll closed = close();

    assertThat(tags(closed).isStrictlyAscending()).isTrue();
    assertThat(Manifest.read(present(closed).manifest()).all().keySet())
        .doesNotContain("rev", "epoch")
        .contains("openedAt", "closedAt", "sealedAt", "settings", "options", "ballotsRoot");
  }

  @Test
  void aPollWithoutBallotsIsSealedToo() {
    kit.open();

    Poll closed = close();

    assertThat(Manifest.read(present(closed).manifest()).ballots()).isZero();
    assertThat(tags(closed).size()).isZero();
  }

  @Test
  void reopeningGivesAnotherNumberAndTheEarlierSealStaysWithoutItsTags() {
    kit.open();
    kit.vote("x", "a");
    Poll first = close();
    SealNote firstNote = present(first);

    Poll reopened = reopen();
    kit.vote("y", "b");
    Poll second = close();

    assertThat(reopened.seal().root()).isEmpty();
    assertThat(second.seal().number()).isEqualTo(2);
    assertThat(second.seal().root()).isNotEqualTo(first.seal().root());
    assertThat(await(counting.sealed().numbered(second, OptionalInt.of(1)))).isEqualTo(firstNote);
    assertThat(keys("seal/")).hasSize(2);
    assertThat(keys("sealed/")).as("the tags of the first are gone").hasSize(1);
    assertThatThrownBy(() -> await(counting.sealed().numbered(second, OptionalInt.of(3))))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void aResetRemovesTheSealsAndTheNextCloseHasANumberOfItsOwn() {
    kit.open();
    kit.vote("x", "a");
    close();

    await(kit.polls.reset(ROOM, kit.poll, OptionalLong.empty()));
    assertThat(keys("seal")).isEmpty();
    kit.open();
    Poll closed = close();

    assertThat(closed.seal().number()).isEqualTo(2);
    assertThat(Manifest.read(present(closed).manifest()).all()).containsEntry("run", 2);
  }

  @Test
  void aDeletedPollTakesItsSealsAlong() {
    kit.open();
    close();

    await(kit.polls.delete(ROOM, kit.poll, OptionalLong.empty()));

    assertThat(keys("seal")).isEmpty();
  }

  @Test
  void aCrashBeforeTheResultIsStoredLeavesNoSecondRootUnderANumber() {
    kit.open();
    kit.vote("x", "a");
    store.answer(
        "updatePoll",
        call -> {
          Future<?> done = null;
          // The close begins, but its last step fails as if the process had ended before it.
          if (store.calls("changeRecord").isEmpty()) {
            @SuppressWarnings("unchecked")
            Future<Object> passed =
                (Future<Object>)
                    (Future<?>)
                        kit.store.updatePoll(
                            (String) call[0],
                            (java.util.function.UnaryOperator<io.votehub.store.PollRecord>)
                                call[1]);
            done = passed;
          }
          return done == null ? Future.failedFuture("gone") : done;
        });
    assertThatThrownBy(this::close).hasMessageContaining("gone");
    store.passOn("updatePoll");

    Poll closed = close();

    List<SealNote> notes = new ArrayList<>();
    keys("seal/")
        .forEach(key -> notes.add(SealNote.of(await(kit.store.record(ROOM, key)).orElseThrow())));
    assertThat(notes).hasSize(1);
    assertThat(notes.get(0).epoch()).isEqualTo(closed.seal().epoch());
    assertThat(notes.get(0).number()).isEqualTo(closed.seal().number());
    assertThat(keys("sealed/")).hasSize(1);
  }

  @Test
  void aPollClosesWithoutASealWhereItCannotBeMadeAndSaysSo() {
    kit.open();
    kit.vote("x", "a");
    store.answer(
        "changeRecord", call -> Future.failedFuture(new IllegalStateException("unforeseen")));

    Poll closed = close();

    assertThat(closed.state()).isEqualTo(PollState.CLOSED);
    assertThat(closed.seal().root()).isEmpty();
    assertThat(counting.sealing().failed()).isEqualTo(1);
    assertThatThrownBy(() -> present(closed)).isInstanceOf(Refusal.class);
  }

  @Test
  void aCloseWaitsForAStoreThatIsAwayInsteadOfLeavingTheSealOut() {
    kit.open();
    kit.vote("x", "a");
    store.answer("changeRecord", call -> Future.failedFuture(Refusal.of(ErrorCode.UNAVAILABLE)));
    assertThatThrownBy(this::close).isInstanceOf(Refusal.class);

    store.passOn("changeRecord");

    assertThat(close().seal().root()).isPresent();
  }

  @Test
  void marksMakeTagsThatVotersCanComputeAndAPollWithoutAnyClosesToo() {
    kit.open();
    CastBallot bare = cast("x", "a");
    kit.send(bare.withMark(new Mark(1, 2)));
    kit.vote("y", "a");

    Poll closed = close();

    assertThat(tags(closed).size()).isEqualTo(2);
  }

  @Test
  void aPollThatAsksForNoProofHasNoSeal() {
    String poll = openProvedBy(PollSettings.Proof.NONE);

    Poll closed = await(counting.closing().close(poll, kit.aim(poll)));

    assertThat(closed.seal().root()).isEmpty();
    assertThat(counting.sealing().failed()).isZero();
    assertThat(keys("seal")).isEmpty();
  }

  @Test
  void publicBallotsStandUnderTheirRootAndOthersAreNotGiven() {
    kit.open();
    kit.vote("x", "a");
    Poll secretive = close();
    assertThat(await(counting.sealed().lines(secretive, present(secretive)))).isEmpty();
    String poll = openProvedBy(PollSettings.Proof.BALLOTS);
    for (String voter : List.of("x", "y", "z")) {
      kit.send(poll, cast(voter, voter.equals("z") ? "b" : "a"));
    }

    Poll open = await(counting.closing().close(poll, kit.aim(poll)));

    SealedLines lines = await(counting.sealed().lines(open, present(open))).orElseThrow();
    assertThat(lines.byHash().values())
        .containsExactlyInAnyOrder(
            new SealedLines.Line("{\"choice\":\"a\"}", 2),
            new SealedLines.Line("{\"choice\":\"b\"}", 1));
  }

  @Test
  void thousandsOfBallotsAreSealedInPieces() {
    int many = 9_000;
    kit.open();
    IntStream.range(0, many).forEach(i -> kit.vote("voter" + i, "a"));

    Poll closed = close();

    SealNote note = present(closed);
    assertThat(note.pieces()).hasSize(3);
    List<Hash> all = new ArrayList<>();
    for (int piece = 0; piece < 3; piece++) {
      TagList tags = await(counting.sealed().tags(closed, note, piece));
      IntStream.range(0, tags.size()).forEach(i -> all.add(tags.at(i)));
    }
    assertThat(all).hasSize(many).isSorted();
    for (int i = 0; i < many; i += 611) {
      Hash tag = all.get(i);
      assertThat(await(counting.sealed().proof(closed, note, tag)).proves(tag.bytes(), note.key()))
          .isTrue();
    }
  }
}
