package io.votehub.store.mongo;

import static io.votehub.store.StoreContract.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.votehub.store.JournalBytes;
import io.votehub.store.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class JournalOrderTest {
  private final List<JournalEntry> read = new ArrayList<>();
  private final JournalOrder order = new JournalOrder(read::add);

  private static List<JournalEntry> entries(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> entry(1, i, "v" + i, "{}")).toList();
  }

  private static JsonObject one(JournalEntry entry) {
    return new JsonObject()
        .put("_id", MongoJournal.id("p", entry.rev()))
        .put("v", entry.voter())
        .put("b", entry.ballot())
        .put("at", entry.at());
  }

  @SafeVarargs
  private static JsonObject runs(List<JournalEntry>... runs) {
    JsonArray all = new JsonArray();
    for (List<JournalEntry> run : runs) {
      all.add(
          new JsonObject()
              .put("f", (int) (run.get(0).rev() % RunDocuments.BLOCK))
              .put("b", new JsonObject().put("$binary", JournalBytes.of(run))));
    }
    return new JsonObject().put("_id", RunDocuments.id("p", runs[0].get(0).rev())).put("r", all);
  }

  @Test
  void runsOfADocumentAreReadInTheOrderOfRevisions() {
    order.accept(runs(entries(50, 60), entries(10, 20)));
    order.accept(runs(entries(130, 131)));
    order.end();

    List<JournalEntry> all = new ArrayList<>(entries(10, 20));
    all.addAll(entries(50, 60));
    all.addAll(entries(130, 131));
    assertThat(read).isEqualTo(all);
  }

  @Test
  void ballotsThatStandAloneAreReadBetweenThoseOfRuns() {
    order.accept(runs(entries(1, 4), entries(6, 9)));
    entries(5, 5).forEach(each -> order.accept(one(each)));
    entries(10, 12).forEach(each -> order.accept(one(each)));
    order.end();

    assertThat(read).isEqualTo(entries(1, 12));
  }

  @Test
  void aBallotThatStandsAloneAndInARunIsReadOnce() {
    order.accept(one(entry(1, 128, "v128", "{}")));
    order.accept(runs(entries(128, 130)));
    order.accept(one(entry(1, 129, "v129", "{}")));
    order.end();

    assertThat(read).isEqualTo(entries(128, 130));
  }
}
