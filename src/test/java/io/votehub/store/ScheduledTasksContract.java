package io.votehub.store;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.votehub.poll.ErrorCode;
import io.votehub.poll.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of every store about what is due at some time. */
interface ScheduledTasksContract {
  /** A store without tasks. */
  Store tasks();

  private void put(String kind, String id, long dueAt, String text) {
    ScheduledTask task = new ScheduledTask(kind, id, dueAt, text);
    await(tasks().changeTask(kind, id, before -> Optional.of(task)));
  }

  private List<String> due(String kind, long until, int atMost) {
    return await(tasks().dueTasks(kind, until, atMost)).stream().map(ScheduledTask::id).toList();
  }

  @Test
  default void aTaskIsReadAsItWasWritten() {
    ScheduledTask task = new ScheduledTask("walk", "A/1.$x", 7, "{\"text\":\"Wäre 😀 $set\"}");

    assertThat(await(tasks().changeTask("walk", "A/1.$x", before -> Optional.of(task))))
        .contains(task);

    assertThat(await(tasks().task("walk", "A/1.$x"))).contains(task);
    assertThat(await(tasks().task("run", "A/1.$x"))).isEmpty();
    assertThat(await(tasks().dueTasks("walk", 7, 1))).containsExactly(task);
  }

  @Test
  default void whatIsDueIsFoundTheEarliestFirst() {
    put("walk", "late", 3_000_000_000_000L, "");
    put("walk", "b", 20, "");
    put("walk", "a", 300, "");
    put("walk", "never", Long.MAX_VALUE, "");
    put("walker", "another", 1, "");

    assertThat(due("walk", 300, 9)).containsExactly("b", "a");
    assertThat(due("walk", 299, 9)).containsExactly("b");
    assertThat(due("walk", Long.MAX_VALUE - 1, 9)).containsExactly("b", "a", "late");
    assertThat(due("walk", 300, 1)).containsExactly("b");
    assertThat(due("walk", 19, 9)).isEmpty();
  }

  @Test
  default void aTaskThatIsPutOffIsDueLater() {
    put("walk", "a", 10, "first");
    put("walk", "b", 20, "second");

    await(
        tasks().changeTask("walk", "a", before -> before.map(task -> task.with(30, task.text()))));

    assertThat(due("walk", 20, 9)).containsExactly("b");
    assertThat(due("walk", 30, 9)).containsExactly("b", "a");
    assertThat(await(tasks().task("walk", "a")).orElseThrow().text()).isEqualTo("first");
  }

  @Test
  default void onlyOneOfManyTakesATask() {
    put("walk", "a", 10, "free");

    List<Future<Optional<ScheduledTask>>> takers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String own = "taken by " + i;
      takers.add(
          tasks()
              .changeTask(
                  "walk",
                  "a",
                  before ->
                      before.map(task -> task.text().equals("free") ? task.with(50, own) : task)));
    }

    String taker = await(takers.get(0)).orElseThrow().text();
    takers.forEach(each -> assertThat(await(each).orElseThrow().text()).isEqualTo(taker));
    assertThat(due("walk", 49, 9)).isEmpty();
  }

  @Test
  default void aRefusedChangeLeavesATaskAndAnEmptyOneDeletesIt() {
    put("walk", "a", 10, "kept");

    assertThatThrownBy(
            () ->
                await(
                    tasks()
                        .changeTask(
                            "walk",
                            "a",
                            before -> {
                              throw Refusal.of(ErrorCode.NOT_OPEN);
                            })))
        .isInstanceOf(Refusal.class);
    assertThat(due("walk", 10, 9)).containsExactly("a");

    assertThat(await(tasks().changeTask("walk", "a", before -> Optional.empty()))).isEmpty();
    assertThat(await(tasks().changeTask("walk", "b", before -> before))).isEmpty();
    assertThat(await(tasks().task("walk", "a"))).isEmpty();
    assertThat(due("walk", 10, 9)).isEmpty();
  }

  @Test
  default void aTaskOutlivesTheRoomOfWhichItTells() {
    await(tasks().addRoom(ROOM));
    put("walk", ROOM.code() + "/1", 10, "");

    await(tasks().deleteRoom(ROOM.code()));

    assertThat(due("walk", 10, 9)).containsExactly(ROOM.code() + "/1");
  }

  @Test
  default void aTaskThatIsTooLargeIsRefused() {
    assertThatThrownBy(() -> put("walk", "a", 1, "x".repeat(RoomRecord.MAX_TEXT + 1)))
        .isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> put("walk", "a".repeat(201), 1, "x")).isInstanceOf(Refusal.class);
    assertThatThrownBy(() -> put("walk", "ä", 1, "x")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> put("a/b", "a", 1, "x")).isInstanceOf(IllegalArgumentException.class);
  }
}
