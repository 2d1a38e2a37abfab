package io.votehub.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Option;
import io.votehub.poll.Picture;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Refusal;
import io.votehub.poll.Revision;
import io.votehub.poll.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** The contract of every store. */
public abstract class StoreContract
    implements RoomsContract,
        PollRecordsContract,
        JournalContract,
        MarkedBallotsContract,
        SupersededBallotsContract,
        VisitContract,
        RoomRecordsContract,
        ScheduledTasksContract,
        LogEntriesContract,
        HiddenRoomsContract {
  public static final Room ROOM = new Room("ABC234", "A room — ünï", 5);

  @Override
  public Store beneath() {
    return store();
  }

  @Override
  public Store records() {
    return store();
  }

  @Override
  public Store tasks() {
    return store();
  }

  @Override
  public Store log() {
    return store();
  }

  public static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError("No answer within 60 s", late);
    }
  }

  public static PollRecord draft(String id, long position) {
    List<Option> options =
        List.of(
            new Option("a", "A"),
            new Option("b", "B", Optional.of(new Picture("b".repeat(64), 4, 3, "A bee"))));
    PollSettings settings =
        new PollSettings(false, PollSettings.Results.HIDDEN, 250, Map.of("min", 1, "max", 2));
    return PollRecord.of(
        Poll.draft(id, ROOM.code(), "Which? “”", "multiple", options, settings, position));
  }

  public static JournalEntry entry(int epoch, long counter, String voter, String ballot) {
    return new JournalEntry(Revision.of(epoch, counter), voter, ballot, 1000 + counter);
  }

  @Test
  void aMarkIsChangedInOneStepAndARefusedChangeLeavesIt() {
    assertThat(await(store().updateMark("a", before -> before + 5))).isEqualTo(5);
    List<Future<Long>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      all.add(store().updateMark("a", before -> before + 1));
    }
    all.forEach(StoreContract::await);

    assertThatThrownBy(
            () ->
                await(
                    store()
                        .updateMark(
                            "a",
                            before -> {
                              throw Refusal.of(ErrorCode.BUSY);
                            })))
        .isInstanceOf(Refusal.class);

    assertThat(await(store().updateMark("a", before -> before))).isEqualTo(15);
    assertThat(await(store().updateMark("b", before -> before))).isZero();
  }

  @Test
  void aWritableStoreIsHealthy() {
    await(store().check());
  }
}
