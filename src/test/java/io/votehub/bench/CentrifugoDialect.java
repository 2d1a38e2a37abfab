package io.votehub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The JSON protocol of Centrifugo's clients: a frame holds commands or replies, one a line. Tallies
 * are publications of one channel, votes are remote calls.
 */
final class CentrifugoDialect implements Dialect {
  static final String NAME = "centrifugo";
  static final String CHANNEL = "tallies";

  /** The ids of the commands before the first vote. */
  private static final int CONNECT = 1;

  private static final int SUBSCRIBE = 2;

  private static final Field REV = new Field("\"rev\":");
  private static final Field ID = new Field("{\"id\":");
  private static final Field ERROR = new Field("\"error\":{\"code\":");

  @Override
  public String path() {
    return "/connection/websocket";
  }

  @Override
  public String subprotocol() {
    return "";
  }

  @Override
  public List<String> hello(Load.Target target, int number) {
    return List.of(
        "{\"id\":"
            + CONNECT
            + ",\"connect\":{}}\n{\"id\":"
            + SUBSCRIBE
            + ",\"subscribe\":{\"channel\":\""
            + CHANNEL
            + "\"}}");
  }

  @Override
  public VoteFrame vote(Load.Target target) {
    return new VoteFrame(
        SUBSCRIBE, "{\"id\":", ",\"rpc\":{\"method\":\"vote\",\"data\":{\"choice\":\"", "\"}}}");
  }

  @Override
  public void read(BenchClient client, ByteBuffer in, int at, int length) throws IOException {
    int end = at + length;
    int line = at;
    for (int i = at; i <= end; i++) {
      if (i == end || in.get(i) == '\n') {
        if (i > line) {
          reply(client, in, line, i - line);
        }
        line = i + 1;
      }
    }
  }

  private static void reply(BenchClient client, ByteBuffer in, int at, int length) {
    if (length == 2) {
      // A ping, which is answered by the same.
      client.sendText("{}");
    } else if (in.get(at + 2) == 'p') {
      REV.tally(client, in, at, length);
    } else {
      int id = (int) ID.in(in, at, length);
      if (ERROR.in(in, at, length) >= 0) {
        client.failed();
      } else if (id == SUBSCRIBE) {
        client.joined();
      } else if (id > SUBSCRIBE) {
        client.ack(id - SUBSCRIBE, REV.in(in, at, length));
      }
    }
  }
}
