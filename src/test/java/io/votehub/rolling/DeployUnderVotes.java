package io.votehub.rolling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.votehub.json.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docker/deploy} itself with hubs as processes of several versions, behind nginx with the
 * shipped configuration, while a thousand voters change their votes over WebSocket and HTTP and
 * somebody asks for the first page ten times a second. Takes minutes: {@code mvn -Pdeploy verify}.
 */
class DeployUnderVotes {
  private static final int BY_SOCKET = 700;
  private static final int BY_HTTP = 300;
  private static final List<String> OPTIONS = List.of("a", "b", "c", "d");
  private static final List<String> HUBS = List.of("hub-1", "hub-2", "hub-3", "hub-1-green");

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  private Deploying all;
  private Crowd crowd;
  private HttpVoters callers;
  private Probe probe;
  private Presenter presenter;

  @BeforeEach
  void seatVoters() throws Exception {
    assumeTrue(Nginx.installed().isPresent(), "nginx is not installed");
    all = Deploying.begin(folder);
    all.makeVersion("1.0");
    all.makeVersion("1.1");
    all.makeVersion("1.2");
    Deploying.replaceInJar(all.makeVersion("broken"), "/io/votehub/Hub.class", "no class");
    all.makeVersion("busy", "VOTEHUB_LIMITS_QUEUED_VOTES=1");
    assertThat(all.done("up", "1.0").text()).contains("1.0 is in service");

    presenter = Presenter.open(all.port(), List.of("A", "B", "C", "D"));
    Voter.Question question = new Voter.Question(presenter.room(), presenter.poll(), OPTIONS);
    crowd = Crowd.seat(BY_SOCKET, all.port(), question);
    callers = HttpVoters.seat(BY_HTTP, all.port(), question);
    probe = Probe.start(all.port());
    crowd.awaitEach("have voted", 60, voter -> voter.acks() > 0);
  }

  @AfterEach
  void endAll() throws Exception {
    if (probe != null) {
      probe.close();
      callers.close();
      crowd.close();
    }
    if (all != null) {
      all.close();
    }
  }

  @Test
  @Timeout(value = 20, unit = TimeUnit.MINUTES)
  void whateverIsDeployedNoVoteIsLostAndTheServiceIsNeverAway() throws Exception {
    aGoodVersionReplacesTheOneBefore();
    aBrokenVersionIsPutOutOfService();
    aVersionThatRefusesVotesIsPutOutOfService();
    aCanaryGetsItsShare();
    aDeployThatWasCutOffIsContinued();
    theVersionBeforeComesBack();

    crowd.each(Voter::settle);
    callers.settle();
    crowd.awaitEach("are answered", 30, Voter::isSettled);
    awaitCallers();
    presenter.step("close");
    report();
    everyAcknowledgedVoteStands();
    assertThat(probe.failures()).as("without service").isEmpty();
    assertThat(crowd.ask(Voter::faults).stream().flatMap(List::stream)).isEmpty();
    assertThat(callers.faults()).isEmpty();
  }

  private void goesOnVoting() {
    crowd.each(Voter::countAnew);
    crowd.awaitEach("go on voting", 60, voter -> voter.socket().isLive() && voter.acksAnew() > 0);
  }

  private void aGoodVersionReplacesTheOneBefore() throws Exception {
    Deploying.Call call = all.done("up", "1.1");

    assertThat(call.text()).contains("A backup is taken").endsWith("1.1 is in service");
    all.takeNoBackups();
    goesOnVoting();
  }

  private void aBrokenVersionIsPutOutOfService() throws Exception {
    Deploying.Call call = all.call("up", "broken");

    assertThat(call.end()).isEqualTo(1);
    assertThat(call.text())
        .contains("broken has ended by itself. Going back to 1.1", "1.1 is in service as before");
    goesOnVoting();
  }

  private void aVersionThatRefusesVotesIsPutOutOfService() throws Exception {
    Deploying.Call call = all.call("up", "busy");

    assertThat(call.end()).isEqualTo(1);
    assertThat(call.text())
        .containsPattern("\\d+ of 10,000 votes and requests fail with busy")
        .contains("1.1 is in service as before");
    goesOnVoting();
  }

  /** Everybody comes anew, and a tenth of them to the canary. */
  private void aCanaryGetsItsShare() throws Exception {
    Deploying.Call call = all.call("up", "1.2", "canary", "10%");
    assertThat(call.end()).as(call.text()).isZero();

    crowd.each(voter -> voter.socket().connect());
    goesOnVoting();

    Map<String, Double> connections = new HashMap<>();
    for (String hub : HUBS) {
      connections.put(hub, connectionsOf(hub));
    }
    double sum = connections.values().stream().mapToDouble(Double::doubleValue).sum();
    double share = 100 * connections.get("hub-1-green") / sum;
    System.out.printf("Canary of 10 %%: %.1f %% of sockets, %s%n", share, connections);
    assertThat(share).isBetween(8.0, 12.0);
    assertThat(all.done("status").text()).contains("1.2 is the canary and gets 10 %");
  }

  private double connectionsOf(String hub) throws Exception {
    URI metrics = URI.create("http://127.0.0.1:" + all.portOf(hub) + "/metrics");
    return http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofLines())
        .body()
        .filter(line -> line.startsWith("votehub_connections "))
        .mapToDouble(line -> Double.parseDouble(line.split(" ", -1)[1]))
        .findFirst()
        .orElseThrow();
  }

  /** Of a canary that goes on: killed between two hubs. */
  private void aDeployThatWasCutOffIsContinued() throws Exception {
    all.call("up", "1.2", "blue-green").killWhenItSays("hub-1: everybody is sent to 1.2");
    goesOnVoting();

    Deploying.Call status = all.call("status");
    assertThat(status.end()).isEqualTo(3);
    assertThat(status.text()).contains("The deploy of 1.2 (blue-green) was cut off");
    Deploying.Call call = all.call("up", "1.2");
    assertThat(call.end()).as(call.text()).isZero();
    assertThat(call.text()).contains("it is continued").endsWith("1.2 is in service");
    goesOnVoting();
  }

  private void theVersionBeforeComesBack() throws Exception {
    Deploying.Call call = all.call("rollback");

    assertThat(call.end()).as(call.text()).isZero();
    assertThat(call.text()).endsWith("1.1 is in service");
    goesOnVoting();
  }

  private void awaitCallers() throws InterruptedException {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (callers.unsettled() > 0) {
      assertThat(System.nanoTime()).as("%d without ack", callers.unsettled()).isLessThan(until);
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private void report() {
    List<Long> absences =
        crowd.ask(voter -> voter.socket().longestAbsenceMs()).stream().sorted().toList();
    System.out.printf(
        "Deploys: %d acks by WebSocket, %d by HTTP (%d sent again), absence p50 %d ms, p99 %d ms, longest %d ms;"
            + " %d pages asked, %d without an answer, slowest %d ms%n",
        crowd.ask(Voter::acks).stream().mapToInt(i -> i).sum(),
        callers.acks(),
        callers.again(),
        absences.get(BY_SOCKET / 2),
        absences.get(BY_SOCKET * 99 / 100),
        absences.get(BY_SOCKET - 1),
        probe.asked(),
        probe.failures().size(),
        probe.longestMs());
  }

  /** Asks the hub again for each voter's ballot. */
  private void everyAcknowledgedVoteStands() throws Exception {
    crowd.each(Voter::lookAgain);
    crowd.awaitEach("are told what stands", 30, voter -> voter.standing() != null);

    assertThat(crowd.ask(Voter::standing)).isEqualTo(crowd.ask(Voter::acknowledged));
    assertThat(presenter.result()).containsEntry("ballots", BY_SOCKET + BY_HTTP);
    Map<String, Long> counted =
        Stream.concat(
                crowd.ask(Voter::acknowledged).stream(), callers.acknowledged().values().stream())
            .collect(Collectors.groupingBy(choice -> choice, Collectors.counting()));
    String result = Json.write(Map.of("result", presenter.result().get("result")));
    counted.forEach(
        (option, votes) ->
            assertThat(result)
                .containsPattern("\"id\":\"" + option + "\",\"votes\":" + votes + "\\b"));
  }
}
