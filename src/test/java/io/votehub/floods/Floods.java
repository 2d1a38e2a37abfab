package io.votehub.floods;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.votehub.json.BadJsonException;
import io.votehub.json.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** The kinds of floods. */
final class Floods {
  private static final int FIRST_LETTER = 0x4E00;
  private static final int LETTERS = 20_000;
  static final int OPTIONS = 40;

  private Floods() {}

  /** An incompressible text of three bytes a character. */
  static String text(int length) {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    StringBuilder text = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      text.append((char) (FIRST_LETTER + random.nextInt(LETTERS)));
    }
    return text.toString();
  }

  private static String vote(String poll, String id, Map<String, ?> ballot) {
    return Json.write(Map.of("type", "vote", "id", id, "poll", poll, "ballot", ballot));
  }

  /** One phone with a new text in each vote, and many votes in flight. */
  static final class OneVoter extends Flood {
    private final String room;
    private final String poll;
    private final AtomicLong sent = new AtomicLong();

    /** The newest acknowledged vote. */
    final AtomicLong acked = new AtomicLong(-1);

    private WebSocket socket;

    OneVoter(FloodClient hub, String room, String poll) {
      super(hub);
      this.room = room;
      this.poll = poll;
    }

    @Override
    Future<?> once() {
      if (socket == null) {
        return hub.join(room, this::hear)
            .onSuccess(
                joined -> {
                  socket = joined;
                  for (int i = 0; i < 32; i++) {
                    next();
                  }
                });
      }
      return hub.vertx().timer(100);
    }

    private void hear(String message) {
      if (message.startsWith("{\"type\":\"ack\"")) {
        String from = message.substring(message.indexOf("\"id\":\"") + 6);
        long vote = Long.parseLong(from.substring(0, from.indexOf('"')));
        acked.accumulateAndGet(vote, Math::max);
        done.increment();
        next();
      } else if (message.startsWith("{\"type\":\"error\"")) {
        refused.increment();
        hub.vertx().setTimer(50, again -> next());
      }
    }

    private void next() {
      if (!isStopped()) {
        long vote = sent.getAndIncrement();
        String text = vote + "-" + text(1_000);
        socket.writeTextMessage(vote(poll, Long.toString(vote), Map.of("text", text)));
      }
    }
  }

  /** An endless number of voters, each with one ballot over HTTP. */
  abstract static class ManyVoters extends Flood {
    private final String room;
    private final String poll;
    private final AtomicInteger voters = new AtomicInteger();

    /** The numbers of the voters whose ballots were acknowledged. */
    final Set<Integer> acked = ConcurrentHashMap.newKeySet();

    ManyVoters(FloodClient hub, String room, String poll) {
      super(hub);
      this.room = room;
      this.poll = poll;
    }

    abstract Map<String, ?> ballot(int voter);

    @Override
    Future<?> once() {
      int voter = voters.getAndIncrement();
      String path = "/api/v1/rooms/" + room;
      return hub.call(path + "/voters", null, (Buffer) null)
          .compose(
              made ->
                  hub.call(
                      path + "/polls/" + poll + "/ballots",
                      made.bodyAsJsonObject().getString("token"),
                      Map.of("ballot", ballot(voter))))
          .compose(
              answer -> {
                if (answer.statusCode() == 201) {
                  acked.add(voter);
                  return Future.succeededFuture();
                }
                return Future.failedFuture(answer.bodyAsString());
              });
    }
  }

  /** Long texts. */
  static final class Texts extends ManyVoters {
    Texts(FloodClient hub, String room, String poll) {
      super(hub, room, poll);
    }

    @Override
    Map<String, ?> ballot(int voter) {
      return Map.of("text", voter + "-" + text(1_900));
    }
  }

  /** Distinct words. */
  static final class Words extends ManyVoters {
    Words(FloodClient hub, String room, String poll) {
      super(hub, room, poll);
    }

    @Override
    Map<String, ?> ballot(int voter) {
      List<String> words = new ArrayList<>(List.of("v" + voter));
      IntStream.range(0, 9).forEach(i -> words.add(text(38)));
      return Map.of("words", words);
    }
  }

  /** Rankings of the maximum number of options. */
  static final class Rankings extends ManyVoters {
    Rankings(FloodClient hub, String room, String poll) {
      super(hub, room, poll);
    }

    @Override
    Map<String, ?> ballot(int voter) {
      List<String> ranking = new ArrayList<>();
      IntStream.range(0, OPTIONS).forEach(i -> ranking.add("o" + i));
      Collections.shuffle(ranking);
      return Map.of("ranking", ranking);
    }
  }

  /** Joins and leaves, each time as a new voter. */
  static final class Joins extends Flood {
    private final String room;

    Joins(FloodClient hub, String room) {
      super(hub);
      this.room = room;
    }

    @Override
    Future<?> once() {
      return hub.join(room, message -> {}).compose(WebSocket::close);
    }
  }

  /** Sockets that join the room with the largest state and then read nothing. */
  static final class Unread extends Flood {
    private static final int AT_MOST = 300;
    private static final int STAYS_MS = 20_000;

    private final String room;
    private final AtomicInteger open = new AtomicInteger();

    Unread(FloodClient hub, String room) {
      super(hub);
      this.room = room;
    }

    @Override
    Future<?> once() {
      if (open.get() >= AT_MOST) {
        return hub.vertx().timer(500);
      }
      return hub.joinUnread(room)
          .onSuccess(
              socket -> {
                open.incrementAndGet();
                // A client that does not read does not notice a closed connection.
                hub.vertx()
                    .setTimer(
                        STAYS_MS,
                        gone -> {
                          open.decrementAndGet();
                          socket.close();
                        });
              });
    }
  }

  /** Incomplete bodies of a megabyte. */
  static final class Bodies extends Flood {
    private static final int LENGTH = 1 << 20;

    /** Encoded once, because the CPU time of senders is taken from the hub's machine. */
    private final Buffer request =
        Buffer.buffer(
            "POST /api/v1/rooms HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + LENGTH
                + "\r\n\r\n{\"title\":\""
                + "x".repeat(LENGTH - 100));

    Bodies(FloodClient hub) {
      super(hub);
    }

    @Override
    Future<?> once() {
      return hub.raw(request)
          .compose(socket -> hub.vertx().timer(4_000).compose(waited -> socket.close()));
    }
  }

  /** Complete bodies of many small values, which take far more memory than their text. */
  static final class Values extends Flood {
    private final Buffer body =
        Buffer.buffer(Json.write(Map.of("title", Collections.nCopies(150_000, "ab"))));

    Values(FloodClient hub) {
      super(hub);
    }

    @Override
    Future<?> once() {
      return hub.call("/api/v1/rooms", null, body).compose(answer -> hub.vertx().timer(200));
    }
  }

  /** Creates rooms with polls of many options, opens and joins them. */
  static final class Rooms extends Flood {
    Rooms(FloodClient hub) {
      super(hub);
    }

    @Override
    Future<?> once() {
      return hub.call("/api/v1/rooms", null, Map.of("title", text(80)))
          .compose(
              made -> {
                if (made.statusCode() != 201) {
                  return Future.failedFuture(made.bodyAsString());
                }
                String room = made.bodyAsJsonObject().getString("code");
                String token = made.bodyAsJsonObject().getString("token");
                String path = "/api/v1/rooms/" + room + "/polls";
                return hub.call(path, token, poll())
                    .compose(
                        poll -> {
                          String id = poll.bodyAsJsonObject().getString("id");
                          return hub.call(path + "/" + id + "/open", token, Map.of());
                        })
                    .compose(open -> hub.join(room, message -> {}));
              });
    }

    private static Map<String, ?> poll() {
      List<String> options = IntStream.range(0, 100).mapToObj(i -> i + text(150)).toList();
      return Map.of("question", text(250), "method", "single", "options", options);
    }
  }

  /** The numbers of the voters whose ballots are in an export. */
  static Set<Integer> voters(String lines, String field) {
    Set<Integer> voters = ConcurrentHashMap.newKeySet();
    lines.lines().forEach(line -> voters.add(voter(line, field)));
    return voters;
  }

  private static int voter(String line, String field) {
    try {
      Map<?, ?> ballot = (Map<?, ?>) Json.readObject(line).get("ballot");
      if (ballot.get(field) instanceof List<?> words) {
        return words.stream()
            .map(Object::toString)
            .filter(word -> word.matches("v\\d+"))
            .mapToInt(word -> Integer.parseInt(word.substring(1)))
            .findAny()
            .orElseThrow();
      }
      String text = (String) ballot.get(field);
      return Integer.parseInt(text.substring(0, text.indexOf('-')));
    } catch (BadJsonException fault) {
      throw new IllegalStateException(line, fault);
    }
  }
}
