package io.votehub.rolling;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Page;
import io.votehub.browser.Browsers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Restarts three instances behind nginx one after the other, while a thousand voters change their
 * votes and one watches the page.
 */
class RollingRestartIT {
  private static final int INSTANCES = 3;
  private static final int VOTERS = 1000;
  private static final int ABSENT_AT_MOST_MS = 5000;
  private static final List<String> OPTIONS = List.of("a", "b", "c", "d");

  @RegisterExtension final Browsers browsers = new Browsers();
  @TempDir Path folder;

  @Test
  void aRollingRestartLosesNoVoteAndDisconnectsNobodyForLong() throws Exception {
    Optional<Path> nginx = Nginx.installed();
    assumeTrue(nginx.isPresent(), "nginx is not installed");
    browsers.expectLostConnections();
    try (Hubs hubs = Hubs.start(INSTANCES, folder);
        Nginx balancer = Nginx.start(nginx.get(), folder, hubs.ports())) {
      Presenter presenter = Presenter.open(balancer.port(), List.of("A", "B", "C", "D"));
      Voter.Question question = new Voter.Question(presenter.room(), presenter.poll(), OPTIONS);
      try (Crowd crowd = Crowd.seat(VOTERS, balancer.port(), question)) {
        crowd.awaitEach("have voted", 30, voter -> voter.acks() > 0);
        Page phone = browsers.phone(address(balancer, "/r/" + presenter.room()));
        assertThat(phone.getByTestId("connection")).hasAttribute("data-state", "live");
        vote(phone, "a");
        WatchedPage watched = new WatchedPage(phone);

        for (int hub = 0; hub < hubs.count(); hub++) {
          hubs.restart(hub);
          goesOnVoting(crowd);
          vote(phone, OPTIONS.get(hub + 1));
        }
        crowd.each(Voter::settle);
        crowd.awaitEach("are answered", 20, Voter::isSettled);
        presenter.step("close");

        everybodySeesTheSameEnd(crowd, presenter);
        nobodyWasAwayForLong(crowd, watched.seen());
        everyAcknowledgedVoteStands(crowd);
      }
    }
  }

  private static String address(Nginx balancer, String path) {
    return "http://127.0.0.1:" + balancer.port() + path;
  }

  private static void vote(Page phone, String option) {
    phone.getByTestId("option-" + option).tap();
    assertThat(phone.getByTestId("option-" + option)).hasAttribute("data-chosen", "true");
    assertThat(phone.getByTestId("vote-state")).hasAttribute("data-state", "counted");
  }

  /** Everyone has reconnected, and has another vote acknowledged on the new connection. */
  private static void goesOnVoting(Crowd crowd) {
    crowd.each(Voter::countAnew);
    crowd.awaitEach("go on voting", 20, voter -> voter.socket().isLive() && voter.acksAnew() > 0);
  }

  private static void everybodySeesTheSameEnd(Crowd crowd, Presenter presenter) throws Exception {
    crowd.awaitEach(
        "see the final tally", 10, voter -> Boolean.TRUE.equals(voter.lastTally().get("final")));
    Map<String, Object> result = presenter.result();

    assertThat(result).containsEntry("final", true).containsEntry("ballots", VOTERS + 1);
    assertThat(crowd.ask(voter -> voter.lastTally().get("result")))
        .allSatisfy(seen -> assertThat(seen).isEqualTo(result.get("result")));
  }

  private static void nobodyWasAwayForLong(Crowd crowd, WatchedPage.Seen page) {
    List<Long> absences =
        crowd.ask(voter -> voter.socket().longestAbsenceMs()).stream().sorted().toList();
    int moves = crowd.ask(voter -> voter.socket().joins() - 1).stream().mapToInt(i -> i).sum();
    System.out.printf(
        "Rolling restart: %d acks, %d moves, absence p50 %d ms, p99 %d ms, longest %d ms, page %d ms%n",
        crowd.ask(Voter::acks).stream().mapToInt(i -> i).sum(),
        moves,
        absences.get(VOTERS / 2),
        absences.get(VOTERS * 99 / 100),
        absences.get(VOTERS - 1),
        page.longestAwayMs());

    assertThat(crowd.ask(Voter::faults).stream().flatMap(List::stream)).isEmpty();
    assertThat(moves).as("restarts move voters").isGreaterThanOrEqualTo(VOTERS / 2);
    assertThat(absences.get(VOTERS - 1)).isLessThanOrEqualTo(ABSENT_AT_MOST_MS);
    assertThat(page.states().keySet().toString()).matches("\\[(live|reconnecting|, )*]");
    assertThat(page.worse()).isEqualTo("[]");
    assertThat(page.longestAwayMs()).isLessThanOrEqualTo(ABSENT_AT_MOST_MS);
  }

  /** Reads each voter's ballot from the hub again. */
  private static void everyAcknowledgedVoteStands(Crowd crowd) {
    crowd.each(Voter::lookAgain);
    crowd.awaitEach("are told what stands", 20, voter -> voter.standing() != null);

    assertThat(crowd.ask(Voter::standing)).isEqualTo(crowd.ask(Voter::acknowledged));
  }
}
