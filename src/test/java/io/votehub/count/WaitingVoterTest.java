package io.votehub.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.votehub.poll.CastBallot;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Mark;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WaitingVoterTest {
  private static final long NEVER = Long.MAX_VALUE / 2;
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  private final WaitingVoter voter = new WaitingVoter(10 * SECOND);

  private static CastBallot cast(int run, String choice) {
    return new CastBallot("x", run, choice, List.of(choice), 0);
  }

  private Future<Receipt> add(int run, String choice) {
    return voter.add(cast(run, choice), 0, NEVER);
  }

  private static Receipt refused(ErrorCode code) {
    return new Receipt.Refused(Refusal.of(code));
  }

  private static ErrorCode code(Future<Receipt> receipt) {
    return ((Receipt.Refused) receipt.result()).why().code();
  }

  @Test
  void theVoterIsDueAtTheTurnOrWhenThePollEndsIfThatIsEarlier() {
    add(1, "a");
    assertThat(voter.isDue(10 * SECOND - 1)).isFalse();
    assertThat(voter.isDue(10 * SECOND)).isTrue();

    voter.add(cast(1, "b"), SECOND, 2 * SECOND);
    assertThat(voter.isDue(3 * SECOND - 1)).isFalse();
    assertThat(voter.isDue(3 * SECOND)).isTrue();
  }

  @Test
  void theNewestBallotIsTheLastOfTheLatestRun() {
    add(2, "a");
    add(2, "b");
    add(1, "c");

    assertThat(voter.newest()).isEqualTo(cast(2, "b"));
    assertThat(voter.size()).isEqualTo(3);
  }

  @Test
  void ifTheNewestCountsAllEqualOnesDoAndTheOthersAreSupersededByIt() {
    Future<Receipt> other = add(1, "a");
    Future<Receipt> equal = add(1, "b");
    Future<Receipt> newest = add(1, "b");

    assertThat(voter.settle(new Receipt.Counted(7), SECOND)).isEmpty();

    assertThat(newest.result()).isEqualTo(new Receipt.Counted(7));
    assertThat(equal.result()).isEqualTo(new Receipt.Counted(7));
    assertThat(other.result()).isEqualTo(new Receipt.Superseded(7, "b"));
  }

  private Future<Receipt> add(String choice, Mark mark) {
    return voter.add(cast(1, choice).withMark(mark), 0, NEVER);
  }

  @Test
  void allThatWaitAreToldTheMarkOfTheBallotThatStands() {
    Mark one = new Mark(1, 1);
    Mark two = new Mark(2, 2);
    Future<Receipt> other = add("a", two);
    Future<Receipt> equal = add("b", two);
    Future<Receipt> same = add("b", one);
    Future<Receipt> newest = add("b", one);

    voter.settle(new Receipt.Counted(7), SECOND);

    assertThat(newest.result()).isEqualTo(new Receipt.Counted(7));
    assertThat(same.result()).isEqualTo(new Receipt.Counted(7));
    assertThat(equal.result()).isEqualTo(new Receipt.Repeated(7, one));
    assertThat(other.result()).isEqualTo(new Receipt.Superseded(7, "b", one));
  }

  @Test
  void ofARepeatThatWaitedTheMarkOfTheFirstIsTold() {
    Mark first = new Mark(9, 9);
    Future<Receipt> other = add("a", new Mark(2, 2));
    Future<Receipt> newest = add("b", new Mark(1, 1));

    voter.settle(new Receipt.Repeated(3, first), SECOND);

    assertThat(newest.result()).isEqualTo(new Receipt.Repeated(3, first));
    assertThat(other.result()).isEqualTo(new Receipt.Superseded(3, "b", first));
  }

  @Test
  void aRepeatedBallotSupersedesTheOthersUnderItsFirstRevision() {
    Future<Receipt> other = add(1, "a");
    add(1, "b");

    assertThat(voter.settle(new Receipt.Repeated(3), SECOND)).isEmpty();

    assertThat(other.result()).isEqualTo(new Receipt.Superseded(3, "b"));
  }

  @Test
  void aFaultRefusesAllOfThem() {
    Future<Receipt> other = add(1, "a");
    Future<Receipt> newest = add(1, "b");

    assertThat(voter.settle(refused(ErrorCode.BUSY), SECOND)).isEmpty();

    assertThat(code(other)).isEqualTo(ErrorCode.BUSY);
    assertThat(code(newest)).isEqualTo(ErrorCode.BUSY);
  }

  @Test
  void aBallotOfAnEarlierRunIsToldThatThePollChanged() {
    Future<Receipt> earlier = add(1, "b");
    Future<Receipt> newest = add(2, "b");

    assertThat(voter.settle(new Receipt.Counted(7), SECOND)).isEmpty();

    assertThat(code(earlier)).isEqualTo(ErrorCode.POLL_CHANGED);
    assertThat(newest.result()).isEqualTo(new Receipt.Counted(7));
  }

  @Test
  void whereTheFirstVoteStandsEachOtherBallotIsDecidedByItself() {
    for (ErrorCode why : List.of(ErrorCode.ALREADY_VOTED, ErrorCode.NOT_OPEN)) {
      WaitingVoter some = new WaitingVoter(0);
      Future<Receipt> first = some.add(cast(1, "a"), 0, NEVER);
      Future<Receipt> again = some.add(cast(1, "a"), 0, NEVER);
      Future<Receipt> third = some.add(cast(1, "c"), 0, NEVER);
      Future<Receipt> newest = some.add(cast(1, "b"), 0, NEVER);

      assertThat(some.settle(refused(why), SECOND)).containsExactly(cast(1, "a"), cast(1, "c"));
      assertThat(code(newest)).isEqualTo(why);
      assertThat(first.isComplete()).isFalse();

      some.settle(cast(1, "a"), new Receipt.Repeated(3), SECOND);
      assertThat(first.result()).isEqualTo(new Receipt.Repeated(3));
      assertThat(again.result()).isEqualTo(new Receipt.Repeated(3));
      assertThat(third.isComplete()).isFalse();
    }
  }

  @Test
  void aBallotOfAnotherRunIsNotSettledByAnEqualOne() {
    Future<Receipt> earlier = add(1, "a");

    voter.settle(cast(2, "a"), new Receipt.Counted(9), SECOND);

    assertThat(earlier.isComplete()).isFalse();
  }

  @Test
  void aBallotThatCameInTimeIsNotCalledLate() {
    Future<Receipt> inTime = voter.add(cast(1, "a"), 0, NEVER);
    Future<Receipt> late = voter.add(cast(1, "a"), 2 * SECOND, NEVER);

    voter.settle(new Receipt.Refused(Refusal.late(2_000)), 3 * SECOND);

    Refusal first = ((Receipt.Refused) inTime.result()).why();
    assertThat(first.code()).isEqualTo(ErrorCode.NOT_OPEN);
    assertThat(first.lateMs()).as("it came before the close").isNegative();
    assertThat(((Receipt.Refused) late.result()).why().lateMs()).isEqualTo(2_000);
  }

  @Test
  void aBallotOfTheVeryMomentOfTheCloseCameInTime() {
    Future<Receipt> receipt = voter.add(cast(1, "a"), 0, NEVER);

    voter.settle(new Receipt.Refused(Refusal.late(0)), 0);

    assertThat(((Receipt.Refused) receipt.result()).why().lateMs()).isNegative();
  }

  @Test
  void aFaultOfTheCountFailsAllOfThem() {
    Throwable fault = new IllegalStateException("not counted");
    Future<Receipt> first = add(1, "a");
    Future<Receipt> second = add(2, "b");

    voter.fail(fault);

    assertThat(first.cause()).isSameAs(fault);
    assertThat(second.cause()).isSameAs(fault);
  }
}
