package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A client for tests that read like the protocol: {@code join}, {@code vote}, {@code awaitTally}.
 * Every wait ends after ten seconds.
 */
public final class VoterClient implements AutoCloseable {
  private static final long WAIT_MS = 60_000;

  private final WebSocketClient client;
  private final WebSocket socket;
  private final BlockingQueue<Map<String, Object>> heard = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private volatile Consumer<Map<String, Object>> listening;
  private int votes;

  private VoterClient(WebSocketClient client, WebSocket socket) {
    this.client = client;
    this.socket = socket;
    socket.textMessageHandler(this::hear);
    socket.closeHandler(
        end -> {
          Short status = socket.closeStatusCode();
          closed.complete(status == null ? 1006 : (int) status);
        });
  }

  /** Connects, without joining. */
  public static VoterClient connect(Vertx vertx, int port) {
    return connect(vertx, new WebSocketConnectOptions().setPort(port));
  }

  /** Connects with the given options, without joining; to this machine if no host is given. */
  public static VoterClient connect(Vertx vertx, WebSocketConnectOptions options) {
    if (options.getHost() == null) {
      options.setHost("127.0.0.1");
    }
    WebSocketClient client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxFrameSize(1 << 20).setMaxMessageSize(1 << 20));
    CompletableFuture<VoterClient> connected = new CompletableFuture<>();
    client
        .connect(options.setURI("/ws"))
        .map(socket -> connected.complete(new VoterClient(client, socket)))
        .onFailure(connected::completeExceptionally);
    return connected.orTimeout(WAIT_MS, TimeUnit.MILLISECONDS).join();
  }

  private void hear(String text) {
    try {
      Map<String, Object> message = Json.readObject(text);
      Consumer<Map<String, Object>> listener = listening;
      if (listener == null) {
        heard.add(message);
      } else {
        listener.accept(message);
      }
    } catch (BadJsonException fault) {
      closed.completeExceptionally(fault);
    }
  }

  public Map<String, Object> join(String room) {
    return join(room, Optional.empty());
  }

  public Map<String, Object> join(String room, Optional<String> token) {
    Map<String, Object> message = new LinkedHashMap<>(Map.of("type", "join", "room", room));
    token.ifPresent(value -> message.put("token", value));
    send(message);
    return await("joined");
  }

  /** Votes for one option and waits for the answer, an ack or an error. */
  public Map<String, Object> vote(String poll, String choice) {
    String id = sendVote(poll, choice);
    return await(message -> id.equals(message.get("id")));
  }

  /** Withdraws the vote and waits for the answer. */
  public Map<String, Object> withdraw(String poll) {
    String id = nextVoteId();
    votes++;
    sendText("{\"type\":\"vote\",\"id\":\"" + id + "\",\"poll\":\"" + poll + "\",\"ballot\":null}");
    return await(message -> id.equals(message.get("id")));
  }

  /** Votes for one option of the poll in that run, and waits for the answer. */
  public Map<String, Object> vote(String poll, int run, String choice) {
    String id = nextVoteId();
    votes++;
    Map<String, Object> ballot = Map.of("choice", choice);
    send(Map.of("type", "vote", "id", id, "poll", poll, "run", run, "ballot", ballot));
    return await(message -> id.equals(message.get("id")));
  }

  /**
   * From now on each message is passed to the listener, on the client's event loop, and not kept.
   */
  public void onEach(Consumer<Map<String, Object>> listener) {
    listening = listener;
  }

  /** The id of the next vote. */
  public String nextVoteId() {
    return "v" + (votes + 1);
  }

  /** Sends a vote without waiting. */
  public String sendVote(String poll, String choice) {
    String id = "v" + ++votes;
    send(Map.of("type", "vote", "id", id, "poll", poll, "ballot", Map.of("choice", choice)));
    return id;
  }

  public void send(Map<String, Object> message) {
    sendText(Json.write(message));
  }

  public void sendText(String text) {
    socket.writeTextMessage(text);
  }

  public WebSocket socket() {
    return socket;
  }

  /** The next message of that type; earlier ones are skipped. */
  public Map<String, Object> await(String type) {
    return await(message -> type.equals(message.get("type")));
  }

  /** The next tally with so many ballots. */
  public Map<String, Object> awaitTally(int ballots) {
    return await(
        message -> "tally".equals(message.get("type")) && message.get("ballots").equals(ballots));
  }

  public Map<String, Object> awaitFinalTally() {
    return await(
        message -> "tally".equals(message.get("type")) && message.get("final").equals(true));
  }

  /** The next matching message; earlier ones are skipped. */
  public Map<String, Object> await(Predicate<Map<String, Object>> wanted) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WAIT_MS);
    try {
      while (true) {
        Map<String, Object> message = heard.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        assertThat(message).as("a message within %d ms", WAIT_MS).isNotNull();
        if (wanted.test(message)) {
          return message;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw new AssertionError(stop);
    }
  }

  /** All received messages that were not yet returned. */
  public List<Map<String, Object>> drain() {
    List<Map<String, Object>> all = new ArrayList<>();
    heard.drainTo(all);
    return all;
  }

  /** The close code with which the connection ends. */
  public int awaitClose() {
    return closed.orTimeout(2 * WAIT_MS, TimeUnit.MILLISECONDS).join();
  }

  @Override
  public void close() {
    socket.close();
    client.close();
  }
}
