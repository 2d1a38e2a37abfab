package io.votehub.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.RunningHub;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuestionTest {
  @TempDir Path data;

  @Test
  void theHubAcceptsEveryDemoQuestionWithItsPicturesAndItsVotes() {
    try (RunningHub hub = new RunningHub(data, Map.of())) {
      Map<String, Object> room = hub.post("/api/v1/rooms", null, Map.of("title", "Demo"));
      String path = "/api/v1/rooms/" + room.get("code");
      Map<DemoPicture, String> pictures = new EnumMap<>(DemoPicture.class);
      RunningHub.Room demo =
          new RunningHub.Room((String) room.get("code"), (String) room.get("token"));
      for (DemoPicture each : DemoPicture.values()) {
        pictures.put(each, hub.sendPicture(demo, each.png().getBytes()));
      }
      for (Question question : Question.PROGRAMME) {
        Map<String, Object> poll =
            hub.post(path + "/polls", (String) room.get("token"), question.poll(pictures));
        String one = path + "/polls/" + poll.get("id");
        hub.post(one + "/open", (String) room.get("token"), Map.of());
        String voter = (String) hub.post(path + "/voters", null, Map.of()).get("token");
        Map<String, Object> ballot =
            new VoterPreference(poll, new SplittableRandom(7), 0)
                .ballot(question.method())
                .orElseThrow();

        assertThat(hub.post(one + "/ballots", voter, Map.of("ballot", ballot)))
            .as(question.text())
            .containsKey("receipt");
      }
    }
  }

  @Test
  void theDemoShowsPicturesAndAQuiz() {
    assertThat(Question.PROGRAMME)
        .containsAll(Question.ALL)
        .containsAll(Question.QUIZ)
        .filteredOn(Question::isAskedTwice)
        .hasSize(1);
    assertThat(Question.PROGRAMME.get(0).pictures()).doesNotHaveDuplicates().hasSize(5);
    assertThat(Question.QUIZ).hasSizeGreaterThan(2).allMatch(Question::isQuiz);
  }

  @Test
  void theDemoShowsSeveralMethods() {
    assertThat(Question.ALL)
        .extracting(Question::method)
        .doesNotHaveDuplicates()
        .containsAll(List.of("single", "score", "ranked", "words"));
  }
}
