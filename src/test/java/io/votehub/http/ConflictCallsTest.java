package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.http.HttpKit.Got;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nobody overwrites the changes of others unknowingly. */
class ConflictCallsTest extends CallsTest {
  private String poll;
  private Object rev;

  @BeforeEach
  void makeDraft() {
    poll = hub.draft(room);
    rev = get().at("rev");
  }

  private Got get() {
    return hub.get(poll).as(room.token()).send();
  }

  private Got patch(Map<String, ?> change) {
    return hub.ask("PATCH", poll).as(room.token()).send(change);
  }

  private static void assertConflict(Got got, Map<String, Object> current) {
    assertThat(got.status()).isEqualTo(409);
    assertThat(got.at("code")).isEqualTo("conflict");
    assertThat(got.at("current")).isEqualTo(current);
  }

  @Test
  void theSlowerOfTwoEditorsGetsTheConflictingStateAndMayOverwriteIt() {
    Got first = patch(Map.of("question", "Where?", "rev", rev));
    Got second = patch(Map.of("options", List.of("X", "Y"), "rev", rev));

    assertThat(first.status()).isEqualTo(200);
    assertConflict(second, first.json());
    assertThat(get().json()).isEqualTo(first.json());
    Got insisting = patch(Map.of("question", "When?", "rev", first.at("rev")));
    assertThat(insisting.at("question")).isEqualTo("When?");
  }

  @Test
  void aChangeThatIsAlreadyMadeIsNoConflict() {
    Got first = patch(Map.of("question", "Where?", "rev", rev));
    Got repeated = patch(Map.of("question", "Where?", "rev", rev));

    assertThat(repeated.status()).isEqualTo(200);
    assertThat(repeated.json()).isEqualTo(first.json());
  }

  @Test
  void withoutARevisionTheLastChangeWins() {
    patch(Map.of("question", "Where?"));

    assertThat(patch(Map.of("question", "When?")).at("question")).isEqualTo("When?");
    assertThat(patch(Map.of("question", "x", "rev", "1")).pointers()).containsExactly("/rev");
  }

  @Test
  void aPollThatWasOpenedMeanwhileIsNeitherChangedNorResetNorDeleted() {
    Map<String, Object> open = hub.post(poll + "/open").as(room.token()).send().json();

    assertConflict(patch(Map.of("question", "Where?", "rev", rev)), open);
    assertConflict(hub.post(poll + "/reset").as(room.token()).send(Map.of("rev", rev)), open);
    assertConflict(hub.ask("DELETE", poll + "?rev=" + rev).as(room.token()).send(), open);
    assertThat(hub.ask("DELETE", poll + "?rev=x").as(room.token()).send().pointers())
        .containsExactly("/rev");

    Got reset = hub.post(poll + "/reset").as(room.token()).send(Map.of("rev", open.get("rev")));
    assertThat(reset.at("state")).isEqualTo("draft");
    Got deleted = hub.ask("DELETE", poll + "?rev=" + reset.at("rev")).as(room.token()).send();
    assertThat(deleted.status()).isEqualTo(204);
  }
}
