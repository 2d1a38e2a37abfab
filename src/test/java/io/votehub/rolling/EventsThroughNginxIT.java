package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Server-sent events of three instances behind nginx with the shipped configuration. */
class EventsThroughNginxIT {
  private static final int INSTANCES = 3;
  private static final int VOTERS = 30;
  private static final int EARLY = 15;
  private static final int CHANGED = 5;

  @TempDir Path folder;

  @Test
  void everyEventStreamShowsEachVoteOnceDespiteAKilledInstance() throws Exception {
    Optional<Path> nginx = Nginx.installed();
    assumeTrue(nginx.isPresent(), "nginx is not installed");
    try (Hubs hubs = Hubs.start(INSTANCES, folder);
        Nginx balancer = Nginx.start(nginx.get(), folder, hubs.ports())) {
      Presenter presenter = Presenter.open(balancer.port(), List.of("A", "B"));
      List<ListeningVoter> voters =
          Stream.generate(() -> new ListeningVoter(balancer.port(), presenter))
              .limit(VOTERS)
              .toList();
      try {
        voters.forEach(ListeningVoter::listen);
        List<String> receipts = vote(voters.subList(0, EARLY), "a");
        voters.forEach(voter -> voter.awaitTally(tally -> tally.get("ballots").equals(EARLY)));

        hubs.kill(0);
        assertThat(vote(voters.subList(0, EARLY), "a")).as("the same again").isEqualTo(receipts);
        vote(voters.subList(EARLY - CHANGED, VOTERS), "b");
        voters.forEach(voter -> voter.awaitTally(tally -> tally.get("ballots").equals(VOTERS)));
        presenter.step("close");

        for (ListeningVoter voter : voters) {
          Map<String, Object> last =
              voter.awaitTally(tally -> Boolean.TRUE.equals(tally.get("final")));
          assertThat(last).containsEntry("ballots", VOTERS);
          assertThat(last.get("result").toString())
              .contains("{id=a, votes=" + (EARLY - CHANGED))
              .contains("{id=b, votes=" + (VOTERS - EARLY + CHANGED));
        }
        whoWasCutOffIsTheSameVoter(voters, presenter.poll());
      } finally {
        voters.forEach(ListeningVoter::close);
      }
    }
  }

  private static List<String> vote(List<ListeningVoter> voters, String option) throws Exception {
    List<String> receipts = new ArrayList<>();
    for (ListeningVoter voter : voters) {
      receipts.add(voter.vote(option));
    }
    return receipts;
  }

  private static void whoWasCutOffIsTheSameVoter(List<ListeningVoter> voters, String poll) {
    assertThat(voters).as("were cut off").anyMatch(voter -> voter.joins() > 1);
    for (ListeningVoter voter : voters) {
      voter.close();
      voter.listen();
    }

    assertThat(voters.get(0).ballots()).isEqualTo(Map.of(poll, Map.of("choice", "a")));
    assertThat(voters.subList(EARLY - CHANGED, VOTERS))
        .allMatch(voter -> Map.of(poll, Map.of("choice", "b")).equals(voter.ballots()));
  }
}
