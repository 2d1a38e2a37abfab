package io.votehub.store.mongo;

import static io.votehub.store.StoreContract.ROOM;
import static io.votehub.store.StoreContract.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.mongo.FindOptions;
import io.votehub.poll.Revision;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The contract of the store on MongoDB about results that are larger than a document. */
interface MongoResultsContract extends MongoUnderTest {
  static Tally large(int cells) {
    Map<String, Long> sums = new HashMap<>();
    for (int i = 0; i < cells; i++) {
      sums.put("word.$" + i + " — 😀 " + "ü".repeat(i % 30), (long) i);
    }
    return new Tally(Revision.of(1, 0), cells, true, sums, 7);
  }

  @Test
  default void aResultLargerThanADocumentIsReadUnchanged() {
    prepare();
    Tally result = large(280_000);

    await(store().updatePoll("p", record -> record.withResult(Optional.of(result))));

    MongoStore other = open();
    assertThat(await(other.poll("p")).orElseThrow().result()).contains(result);
    assertThat(await(other.polls(ROOM.code())).get(0).result()).contains(result);
    assertThat(count("results")).isGreaterThan(10);
  }

  @Test
  default void aLargeResultIsKeptByOtherChangesAndRemovedWhenReplaced() {
    prepare();
    Tally first = large(6_000);
    Tally second = large(7_000);
    await(store().updatePoll("p", record -> record.withResult(Optional.of(first))));
    List<String> ids = resultIds();

    await(store().updatePoll("p", r -> r.withPoll(r.poll().withShown(Optional.of(true)))));
    await(store().raiseEpoch("p"));
    assertThat(resultIds()).isEqualTo(ids).isNotEmpty();
    assertThat(await(store().poll("p")).orElseThrow().result()).contains(first);

    await(store().updatePoll("p", record -> record.withResult(Optional.of(second))));
    assertThat(resultIds()).isNotEmpty().doesNotContainAnyElementsOf(ids);
    assertThat(await(store().poll("p")).orElseThrow().result()).contains(second);

    await(store().updatePoll("p", PollRecord::cleared));
    assertThat(await(store().poll("p")).orElseThrow().result()).isEmpty();
    assertThat(count("results")).isZero();
  }

  private List<String> resultIds() {
    FindOptions paged = new FindOptions().setBatchSize(100);
    return await(database().findWithOptions("results", new JsonObject(), paged)).stream()
        .map(each -> each.getString("_id"))
        .toList();
  }

  @Test
  default void aReadDuringTheReplacementOfALargeResultIsConsistent() {
    prepare();
    Tally first = large(6_000);
    Tally second = large(7_000);
    await(store().updatePoll("p", record -> record.withResult(Optional.of(first))));

    List<Future<Optional<PollRecord>>> all = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      Tally next = i % 2 == 0 ? second : first;
      all.add(store().updatePoll("p", record -> record.withResult(Optional.of(next))));
      all.add(store().poll("p"));
      all.add(store().poll("p"));
    }

    all.forEach(each -> assertThat(await(each).orElseThrow().result().get()).isIn(first, second));
  }
}
