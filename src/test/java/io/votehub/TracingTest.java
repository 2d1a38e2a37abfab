package io.votehub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.trace.v1.Span;
import io.votehub.session.VoterClient;
import io.votehub.trace.OtlpReceiver;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way of requests and votes, as a collector of traces sees it. */
class TracingTest {
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @TempDir private Path folder;

  private static Map<String, String> traced(OtlpReceiver collector, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("VOTEHUB_TRACING_ENDPOINT", collector.endpoint());
    settings.put("VOTEHUB_TRACING_SAMPLE_RATIO", "1");
    return settings;
  }

  private static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  private static Map<String, Span> byName(List<Span> spans) {
    return spans.stream().collect(Collectors.toMap(Span::getName, each -> each, (a, b) -> a));
  }

  @Test
  void aVoteIsOneTraceFromItsSocketToTheFanOutOfEachInstance() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver();
        ClusterEngines engines = new ClusterEngines();
        RunningHub one =
            new RunningHub(folder.resolve("one"), traced(collector, engines.settings("one")));
        RunningHub two =
            new RunningHub(folder.resolve("two"), traced(collector, engines.settings("two")))) {
      RunningHub.Room room = one.room();
      String poll = one.openPoll(room, Map.of());
      VoterClient voter = one.join(room);
      two.join(room);

      voter.vote(poll, "b");

      collector.await(
          "delivery by both instances",
          spans ->
              List.of("one", "two").stream()
                  .allMatch(
                      instance ->
                          collector.spansOf(instance).stream()
                              .anyMatch(span -> span.getName().equals("deliver"))));
      List<Span> spans = collector.await("vote", all -> byName(all).containsKey("vote"));
      Span vote = byName(spans).get("vote");
      Set<String> ofTrace =
          spans.stream()
              .filter(span -> span.getTraceId().equals(vote.getTraceId()))
              .map(Span::getName)
              .collect(Collectors.toSet());
      assertThat(ofTrace)
          .containsExactlyInAnyOrder(
              "vote",
              "count batch",
              "ledger record",
              "store append",
              "ledger confirm",
              "fan-out",
              "deliver");
      Span batch = byName(spans).get("count batch");
      assertThat(batch.getParentSpanId()).isEqualTo(vote.getSpanId());
      assertThat(byName(spans).get("store append").getParentSpanId()).isEqualTo(batch.getSpanId());
      assertThat(byName(collector.spansOf("two")).get("deliver").getParentSpanId())
          .isEqualTo(byName(spans).get("fan-out").getSpanId());
      assertThat(spans.toString()).doesNotContain("\"b\"", "choice");
    }
  }

  @Test
  void theVotesOfABatchAreLinkedWithIt() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver();
        RunningHub hub = new RunningHub(folder, traced(collector, Map.of()))) {
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      List<VoterClient> voters = IntStream.range(0, 40).mapToObj(i -> hub.join(room)).toList();

      voters.forEach(voter -> voter.sendVote(poll, "a"));

      List<Span> spans =
          collector.await(
              "forty votes",
              all -> all.stream().filter(each -> each.getName().equals("vote")).count() == 40);
      List<Span> batches =
          collector
              .await(
                  "batches",
                  all ->
                      all.stream()
                              .filter(each -> each.getName().equals("count batch"))
                              .mapToInt(each -> 1 + each.getLinksCount())
                              .sum()
                          == 40)
              .stream()
              .filter(each -> each.getName().equals("count batch"))
              .toList();
      Span linked =
          spans.stream()
              .filter(each -> each.getName().equals("vote") && each.getLinksCount() > 0)
              .findFirst()
              .orElseThrow();
      assertThat(batches).extracting(Span::getSpanId).contains(linked.getLinks(0).getSpanId());
    }
  }

  @Test
  void aRequestContinuesTheTraceItNamesAndTheResponseNamesItToo() throws Exception {
    try (OtlpReceiver collector = new OtlpReceiver();
        RunningHub hub = new RunningHub(folder, traced(collector, Map.of()))) {
      String answer = call(hub, "00-" + TRACE + "-" + SPAN + "-01");
      String unsampled = call(hub, "00-" + TRACE + "-" + SPAN + "-00");

      List<Span> spans = collector.await("request", all -> byName(all).containsKey("GET"));
      Span request = byName(spans).get("GET");
      assertThat(hex(request.getTraceId())).isEqualTo(TRACE);
      assertThat(hex(request.getParentSpanId())).isEqualTo(SPAN);
      assertThat(answer).isEqualTo("00-" + TRACE + "-" + hex(request.getSpanId()) + "-01");
      assertThat(unsampled).isEqualTo("00-" + TRACE + "-" + SPAN + "-00");
      assertThat(call(hub, "00-" + TRACE + "-" + "0".repeat(16) + "-01"))
          .as("malformed: a trace of its own")
          .doesNotContain(TRACE);
    }
  }

  private static String call(RunningHub hub, String traceparent) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + hub.port() + "/version"))
            .header("traceparent", traceparent)
            .build();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .headers()
        .firstValue("traceparent")
        .orElse("");
  }

  @Test
  void aCollectorThatStallsOrIsAwayHoldsUpNoVoteAndNoStop() throws Exception {
    OtlpReceiver collector = new OtlpReceiver();
    collector.stall();
    Map<String, String> unlimited = Map.of("VOTEHUB_LIMITS_VOTES_PER_SECOND", "0");
    try (RunningHub hub = new RunningHub(folder, traced(collector, unlimited))) {
      RunningHub.Room room = hub.room();
      String poll = hub.openPoll(room, Map.of());
      List<VoterClient> voters = IntStream.range(0, 20).mapToObj(i -> hub.join(room)).toList();
      // More spans than the queue takes.
      for (int round = 0; round < 250; round++) {
        String choice = List.of("a", "b", "c").get(round % 3);
        voters.forEach(voter -> voter.sendVote(poll, choice));
      }
      collector.close();
      voters.forEach(voter -> voter.vote(poll, "a"));

      long before = System.nanoTime();
      hub.stopHub();
      assertThat(System.nanoTime() - before).isLessThan(30_000_000_000L);
    }
  }
}
