package io.votehub.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.internal.ContextInternal;
import io.votehub.RunningHub;
import io.votehub.bus.BallotsQuery;
import io.votehub.bus.BallotsView;
import io.votehub.bus.BusReply;
import io.votehub.bus.LocalCodec;
import io.votehub.bus.RoomQuery;
import io.votehub.bus.RoomView;
import io.votehub.bus.VoteBatch;
import io.votehub.bus.VoteReceipts;
import io.votehub.fanout.CountedBallot;
import io.votehub.fanout.Fanout;
import io.votehub.fanout.RoomEvent;
import io.votehub.fanout.RoomNotice;
import io.votehub.identity.AddressPrefix;
import io.votehub.identity.HubKey;
import io.votehub.identity.ReceiptSigner;
import io.votehub.identity.SecurityLog;
import io.votehub.identity.Tokens;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import io.votehub.limit.LimitKit;
import io.votehub.limit.Sender;
import io.votehub.memory.MemoryBudget;
import io.votehub.method.VotingMethods;
import io.votehub.poll.Poll;
import io.votehub.poll.Receipt;
import io.votehub.poll.Refusal;
import io.votehub.poll.Room;
import io.votehub.poll.StandingBallot;
import io.votehub.poll.Tally;
import io.votehub.question.BoardChange;
import io.votehub.trace.VoteFollower;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The rooms of one event loop and their sessions, with their surroundings controlled by the test:
 * the events of the fan-out, and when and how reads of the room or of ballots are answered.
 * Sessions use channels that keep what is written to them. Each call is a turn of the event loop
 * and returns when everything that follows from it is done.
 */
final class RoomKit implements AutoCloseable {
  static final String CODE = "ABCDEF";
  private static final HubKey KEY = HubKey.of("a key that is long enough for anybody");

  final List<Message<RoomQuery>> roomQueries = new ArrayList<>();
  final List<Message<BallotsQuery>> ballotQueries = new ArrayList<>();
  final List<Message<VoteBatch>> voteBatches = new ArrayList<>();
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final ScriptedFanout fanout = new ScriptedFanout();
  private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
  private final Context context = vertx.getOrCreateContext();
  private final Tokens tokens = new Tokens(vertx, KEY);
  private final LoopContext loop;
  private int voters;
  private int connections;

  /** Delivers the test's events to all listeners. */
  static final class ScriptedFanout implements Fanout {
    private final List<Consumer<RoomEvent>> listeners = new ArrayList<>();
    private final List<Promise<Void>> waiting = new ArrayList<>();
    private boolean slow;

    /** The answers about a voter's connections, and what was told about voters. */
    boolean hasOther;

    boolean mayHaveSeveral;
    int present;
    final List<String> entered = new ArrayList<>();
    final List<String> left = new ArrayList<>();
    final List<RoomNotice> noticed = new ArrayList<>();
    final List<CountedBallot> counted = new ArrayList<>();

    @Override
    public Listening listen(String room, Consumer<RoomEvent> listener) {
      listeners.add(listener);
      Promise<Void> standing = Promise.promise();
      if (slow) {
        waiting.add(standing);
      } else {
        standing.complete();
      }
      return new Listening() {
        @Override
        public Future<Void> standing() {
          return standing.future();
        }

        @Override
        public void close() {
          listeners.remove(listener);
        }
      };
    }

    @Override
    public void pollChanged(Poll poll) {}

    @Override
    public void pollDeleted(String room, String poll) {}

    @Override
    public void tallyGrown(Poll poll, Tally tally) {}

    @Override
    public void entriesChanged(Poll poll, BoardChange change) {}

    @Override
    public void roomChanged(Room room, List<String> polls) {}

    @Override
    public void roomDeleted(String room) {}

    @Override
    public void noticed(String room, RoomNotice notice) {
      noticed.add(notice);
    }

    @Override
    public boolean enter(String room, String voter, boolean returning) {
      entered.add(voter);
      return hasOther;
    }

    @Override
    public boolean mayHaveSeveral(String voter) {
      return mayHaveSeveral;
    }

    @Override
    public void ballotCounted(String room, CountedBallot ballot) {
      counted.add(ballot);
    }

    @Override
    public void leave(String room, String voter) {
      left.add(voter);
    }

    @Override
    public int present(String room) {
      return present;
    }

    @Override
    public Future<Integer> askPresent(String room) {
      return Future.succeededFuture(0);
    }

    @Override
    public Future<Set<String>> connected(String room, Collection<String> voters) {
      return Future.succeededFuture(Set.of());
    }

    @Override
    public int rooms() {
      return 0;
    }
  }

  /** A client's connection and the messages it received. */
  final class Client {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Session session;
    private final EmbeddedChannel decoder =
        new EmbeddedChannel(
            new WebSocket13FrameDecoder(
                WebSocketDecoderConfig.newBuilder()
                    .expectMaskedFrames(false)
                    .maxFramePayloadLength(1 << 20)
                    .build()));

    /** Every message, in order. */
    final List<Map<String, Object>> heard = new ArrayList<>();

    /** The newest message. */
    Map<String, Object> last() {
      return heard.get(heard.size() - 1);
    }

    /** The close code sent by the hub, or 0 if none was sent. */
    int closedWith;

    /** How often the hub pinged. */
    int pings;

    private Client(Optional<FrameWriter> writer) {
      TextSocket socket = new TextSocket(channel, (ContextInternal) context);
      session =
          new Session(
              loop,
              "c" + connections++,
              new Sender(AddressPrefix.NONE, false, "c"),
              socket,
              writer.orElseGet(() -> new ChannelFrameWriter(channel)));
      session.start();
    }

    /** Whether the hub reads what the client sends. */
    boolean isRead() {
      return channel.config().isAutoRead();
    }

    /** Whether the hub still has the connection. */
    boolean isOpen() {
      return channel.isOpen();
    }

    /** Sends a message. */
    void says(String text) {
      turn(() -> session.text(text));
    }

    /** Votes for an option of a poll with single choice. */
    void votes(String id, String poll, String option) {
      says(vote(id, poll, option));
    }

    /** The messages of that type, in their order. */
    List<Map<String, Object>> heard(String type) {
      return heard.stream().filter(message -> message.get("type").equals(type)).toList();
    }

    /** Joins the room, with a token of that voter if there is one. */
    void join(Optional<String> token) {
      turn(
          () -> {
            String with = token.map(text -> ",\"token\":\"" + text + "\"").orElse("");
            session.text("{\"type\":\"join\",\"room\":\"" + CODE + "\"" + with + "}");
          });
    }

    Session session() {
      return session;
    }

    /** Goes away. */
    void leave() {
      turn(() -> session.closed(ClientSocket.ABNORMAL_CLOSURE));
    }

    boolean hasJoined() {
      return heard.stream().anyMatch(message -> message.get("type").equals("joined"));
    }

    List<String> types() {
      return heard.stream().map(message -> (String) message.get("type")).toList();
    }

    private void read() {
      for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
        if (out instanceof CloseWebSocketFrame goodbye) {
          closedWith = goodbye.statusCode();
          goodbye.release();
        } else if (out instanceof PingWebSocketFrame ping) {
          pings++;
          ping.release();
        } else if (out instanceof ByteBuf bytes) {
          decoder.writeInbound(bytes);
        }
      }
      for (Object in = decoder.readInbound(); in != null; in = decoder.readInbound()) {
        TextWebSocketFrame frame = (TextWebSocketFrame) in;
        try {
          heard.add(Json.readObject(frame.text()));
        } catch (BadJsonException fault) {
          throw new AssertionError(fault);
        } finally {
          frame.release();
        }
      }
    }
  }

  private final List<Client> clients = new ArrayList<>();

  /** The memory shares of the loop. */
  final MemoryBudget memory = MemoryBudget.of(1 << 24);

  private final int votesInFlight;

  RoomKit() {
    this(10);
  }

  /**
   * @param votesInFlight the number of unanswered votes of a connection at which reading is paused
   */
  RoomKit(int votesInFlight) {
    this.votesInFlight = votesInFlight;
    vertx.eventBus().registerCodec(new LocalCodec());
    loop =
        onLoop(
            () -> {
              vertx.eventBus().<RoomQuery>localConsumer(RoomQuery.ADDRESS, roomQueries::add);
              vertx
                  .eventBus()
                  .<BallotsQuery>localConsumer(BallotsQuery.ADDRESS, ballotQueries::add);
              vertx.eventBus().<VoteBatch>localConsumer(VoteBatch.address(0), voteBatches::add);
              return new LoopContext(vertx, sessions());
            });
  }

  /** The text of a vote for an option of a poll with single choice. */
  static String vote(String id, String poll, String option) {
    return "{\"type\":\"vote\",\"id\":\""
        + id
        + "\",\"poll\":\""
        + poll
        + "\",\"ballot\":{\"choice\":\""
        + option
        + "\"}}";
  }

  /** Answers the oldest batch of votes, one receipt for each ballot. */
  void receipts(Receipt... receipts) {
    receipts(new VoteReceipts(List.of(receipts)));
  }

  void receipts(VoteReceipts receipts) {
    turn(() -> reply(voteBatches.remove(0), new BusReply(receipts, null)));
  }

  /** Refuses the oldest batch of votes as a whole. */
  void refuseVotes(Refusal why) {
    turn(() -> reply(voteBatches.remove(0), new BusReply(null, why)));
  }

  private SessionParts sessions() {
    SessionLimits limits =
        new SessionLimits(
            1000,
            votesInFlight,
            1000,
            true,
            10_000,
            List.of(),
            Optional.empty(),
            SessionTimes.DEFAULT);
    return new SessionParts(
        fanout,
        VotingMethods.standard(),
        tokens,
        () -> "v" + voters++,
        () -> new ReceiptSigner(KEY),
        InstantSource.system(),
        limits,
        new SessionMeters(registry),
        1,
        memory,
        LimitKit.off(),
        LimitKit.newVoters(vertx, LimitKit.off()),
        true,
        new SecurityLog(KEY),
        VoteFollower.OFF);
  }

  LoopContext loop() {
    return loop;
  }

  /** Connects and asks to join, with a token of that voter if there is one. */
  Client joining(Optional<String> token) {
    Client client = connect();
    client.join(token);
    return client;
  }

  /** Connects and asks to join as a new voter. */
  Client joining() {
    return joining(Optional.empty());
  }

  /** Delivers all pending events of a room. */
  void deliverAll(FakeRoom room) {
    room.underWay.forEach(this::tell);
    room.underWay.clear();
  }

  Client connect() {
    return connect(Optional.empty());
  }

  /** Connects a client whose messages that writer takes. */
  Client connect(FrameWriter writer) {
    return connect(Optional.of(writer));
  }

  private Client connect(Optional<FrameWriter> writer) {
    Client client = onLoop(() -> new Client(writer));
    clients.add(client);
    return client;
  }

  String voterToken(Room room, String voter) {
    return tokens.voter(room, voter);
  }

  String presenterToken(Room room) {
    return tokens.owner(room);
  }

  /** From now on a subscription is not confirmed before {@link #hears}. */
  void hearsLate() {
    fanout.slow = true;
  }

  void hears() {
    turn(
        () -> {
          fanout.waiting.forEach(Promise::tryComplete);
          fanout.waiting.clear();
        });
  }

  /** The fan-out confirms the pending subscriptions. */
  void tell(RoomEvent event) {
    turn(() -> List.copyOf(fanout.listeners).forEach(listener -> listener.accept(event)));
  }

  int listeners() {
    return fanout.listeners.size();
  }

  /** Answers the oldest read of the room. */
  void answer(RoomView view) {
    turn(() -> reply(roomQueries.remove(0), new BusReply(view, null)));
  }

  void refuse(Refusal why) {
    turn(() -> reply(roomQueries.remove(0), new BusReply(null, why)));
  }

  /** Answers the oldest read of a voter's ballots. */
  void answerBallots(Map<String, String> ballots) {
    Map<String, StandingBallot> standing = new HashMap<>();
    ballots.forEach((poll, ballot) -> standing.put(poll, new StandingBallot(4, ballot)));
    answerStanding(standing);
  }

  /** The same, with the revisions and marks of the ballots. */
  void answerStanding(Map<String, StandingBallot> ballots) {
    turn(() -> reply(ballotQueries.remove(0), new BusReply(new BallotsView(ballots), null)));
  }

  /** Answers one of the reads of a voter's ballots. */
  void answerBallots(int which, Optional<Refusal> refusal) {
    turn(
        () ->
            reply(
                ballotQueries.remove(which),
                new BusReply(
                    refusal.isPresent() ? null : new BallotsView(Map.of()), refusal.orElse(null))));
  }

  private static void reply(Message<?> question, BusReply answer) {
    question.reply(answer, LocalCodec.options());
  }

  /** Runs a step on the event loop, and everything that follows from it. */
  void turn(Runnable step) {
    onLoop(
        () -> {
          step.run();
          return null;
        });
    // A read, its answer and the consequences take a turn each.
    for (int i = 0; i < 4; i++) {
      onLoop(() -> null);
    }
    onLoop(
        () -> {
          clients.forEach(Client::read);
          return null;
        });
  }

  <T> T onLoop(Callable<T> task) {
    return RunningHub.await(
        Future.future(
            promise ->
                context.runOnContext(
                    turn -> {
                      try {
                        promise.complete(task.call());
                      } catch (Exception | AssertionError fault) {
                        promise.fail(fault);
                      }
                    })));
  }

  /** Waits until a condition, looked at on the event loop, holds. */
  void await(String what, BooleanSupplier condition) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!onLoop(condition::getAsBoolean)) {
      assertThat(System.nanoTime()).as(what + " in time").isLessThan(until);
      RunningHub.await(vertx.timer(2));
    }
  }

  /** Everyone leaves, and nothing of the room is left. */
  void everybodyLeaves() {
    clients.forEach(Client::leave);
    assertThat(listeners()).as("rooms still listened to").isZero();
    assertThat(loop.rooms().count()).as("rooms still held").isZero();
    assertThat(memory.rooms().used()).as("memory still taken").isZero();
    assertThat(fanout.left)
        .as("voters who are no longer present")
        .containsExactlyInAnyOrderElementsOf(fanout.entered);
  }

  @Override
  public void close() {
    RunningHub.await(vertx.close());
  }
}
