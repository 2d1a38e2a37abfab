package io.votehub.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import io.votehub.poll.Option;
import io.votehub.poll.Poll;
import io.votehub.poll.PollSettings;
import io.votehub.poll.Tally;
import io.votehub.store.PollRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollDocumentsTest {
  private static final Tally SHORT = new Tally(7, 3, true, Map.of("a", 3L));
  private static final PollRecord RECORD =
      PollRecord.of(
          Poll.draft(
              "p",
              "ABC234",
              "Which?",
              "single",
              List.of(new Option("a", "A")),
              PollSettings.DEFAULT,
              4));

  @Test
  void aRecordIsReadAsItWasWritten() {
    PollRecord closed = RECORD.withResult(Optional.of(SHORT));

    JsonObject document = stored(PollDocuments.of(closed, 5));

    assertThat(PollDocuments.record(document, Optional.empty())).isEqualTo(closed);
    assertThat(PollDocuments.version(document)).isEqualTo(5);
    assertThat(PollDocuments.isGone(document)).isFalse();
    assertThat(PollDocuments.place(document)).isEmpty();
  }

  @Test
  void aResultThatIsKeptApartIsReadFromItsPlace() {
    PollRecord closed = RECORD.withResult(Optional.of(SHORT));
    MongoResults.Place place = new MongoResults.Place("p/1", 2);

    JsonObject document = stored(PollDocuments.of(closed, 5, place));

    assertThat(document.getString("record")).doesNotContain("\"result\"");
    assertThat(PollDocuments.place(document)).contains(place);
    assertThat(PollDocuments.record(document, Optional.of(SHORT))).isEqualTo(closed);
  }

  @Test
  void theEpochIsTheOneThatIsRaisedOnItsOwn() {
    JsonObject document = PollDocuments.of(RECORD, 0).put("epoch", 9);

    assertThat(PollDocuments.record(document, Optional.empty()).epoch()).isEqualTo(9);
  }

  @Test
  void aResultOfManyOrOfLongCellsDoesNotFit() {
    Map<String, Long> many = new HashMap<>();
    for (int i = 0; i < 6_000; i++) {
      many.put("c" + i, 1L);
    }
    Map<String, Long> longOnes = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      longOnes.put(i + "x".repeat(10_000), 1L);
    }

    assertThat(PollDocuments.fits(SHORT)).isTrue();
    assertThat(PollDocuments.fits(new Tally(1, 1, true, many))).isFalse();
    assertThat(PollDocuments.fits(new Tally(1, 1, true, longOnes))).isFalse();
  }

  @Test
  void aTombstoneIsSelectedAsGone() {
    JsonObject tombstone = PollDocuments.tombstone("p");

    assertThat(PollDocuments.isGone(tombstone)).isTrue();
    assertThat(tombstone.getMap()).containsAllEntriesOf(PollDocuments.goneQuery().getMap());
  }

  @Test
  void aRecordThatCannotBeReadNamesItsPoll() {
    JsonObject document = PollDocuments.of(RECORD, 0).put("record", "{");

    assertThatThrownBy(() -> PollDocuments.record(document, Optional.empty()))
        .hasMessageContaining("poll p");
  }

  private static JsonObject stored(JsonObject document) {
    return new JsonObject(document.encode());
  }
}
