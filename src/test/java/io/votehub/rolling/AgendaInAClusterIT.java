package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;

import io.votehub.session.VoterClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A running order on three instances where everything is sent twice and the instance that began it
 * is killed in the middle of a step: every poll is opened once, in its order.
 */
class AgendaInAClusterIT extends ThreeHubsTest {
  private static final int POLLS = 5;
  private static final long WITHIN_S = 40;

  private final List<Map<String, Object>> frames = new CopyOnWriteArrayList<>();

  private Map<String, Object> draft(int number) throws IOException, InterruptedException {
    return call(
        0,
        "POST",
        "/" + room + "/polls",
        token,
        Map.of("question", "Question " + number, "method", "single", "options", List.of("A", "B")));
  }

  private Map<String, Object> agenda(int hub) throws IOException, InterruptedException {
    return call(hub, "GET", "/" + room + "/agenda", token, null);
  }

  /** Sends it to two instances, as a client does that heard no answer. */
  private void twice(int one, int other, String step, Map<String, Object> body)
      throws IOException, InterruptedException {
    call(one, "POST", "/" + room + "/agenda/" + step, token, body);
    call(other, "POST", "/" + room + "/agenda/" + step, token, body);
  }

  private Map<String, Object> await(int hub, String poll, String phase)
      throws IOException, InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
    while (true) {
      Map<String, Object> now = agenda(hub);
      Object current = now.getOrDefault("current", Map.of());
      if (current.toString().contains("poll=" + poll)
          && current.toString().contains("phase=" + phase)) {
        return now;
      }
      assertThat(System.nanoTime()).as("%s of %s: %s", phase, poll, now).isLessThan(until);
    }
  }

  @Test
  void everyStepIsTakenOnceAlthoughTheInstanceThatBeganIsKilled() throws Exception {
    makeRoom("Conference");
    List<String> polls = new ArrayList<>();
    List<Map<String, Object>> steps = new ArrayList<>();
    for (int i = 0; i < POLLS; i++) {
      polls.add((String) draft(i).get("id"));
      Map<String, Object> step = new LinkedHashMap<>();
      step.put("poll", polls.get(i));
      step.put("seconds", i == 1 ? 4 : i == 3 ? 60 : 1);
      step.put("showSeconds", i == 3 ? 60 : 1);
      steps.add(step);
    }
    steps.add(2, Map.of("break", "Coffee", "seconds", 1));
    call(0, "PUT", "/" + room + "/agenda", token, steps);
    VoterClient watcher = connect(0);
    watcher.onEach(frames::add);
    watcher.send(Map.of("type", "join", "room", room, "watch", true));

    twice(1, 2, "run", Map.of());
    await(2, polls.get(1), "open");
    kill(1);

    Object turn = await(2, polls.get(3), "open").get("turn");
    twice(0, 2, "next", Map.of("turn", turn));
    Object shown = await(0, polls.get(3), "result").get("turn");
    twice(2, 0, "next", Map.of("turn", shown));
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(WITHIN_S);
    while (!agenda(0).get("state").equals("ready")) {
      assertThat(System.nanoTime()).as("%s", agenda(0)).isLessThan(until);
    }

    assertThat(opened().keySet()).containsExactlyElementsOf(polls);
    assertThat(opened().values()).allSatisfy(times -> assertThat(times).hasSize(1));
    assertThat(frames.toString()).contains("Coffee");
    for (String poll : polls) {
      assertThat(call(2, "GET", "/" + room + "/polls/" + poll, token, null))
          .containsEntry("state", "closed")
          .containsEntry("run", 1);
    }
  }

  /** When each poll was opened, as voters heard it, in the order in which they did. */
  private Map<String, Set<Object>> opened() {
    Map<String, Set<Object>> opened = new LinkedHashMap<>();
    for (Map<String, Object> frame : frames) {
      if (frame.get("poll") instanceof Map<?, ?> poll && "open".equals(poll.get("state"))) {
        opened
            .computeIfAbsent((String) poll.get("id"), first -> new LinkedHashSet<>())
            .add(new HashMap<>(poll).get("openedAt"));
      }
    }
    return opened;
  }
}
