package io.votehub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** Socket.IO 4 over Engine.IO 4, on a WebSocket from the start. */
final class SocketIoDialect implements Dialect {
  static final String NAME = "socket.io";

  private static final Field REV = new Field("\"rev\":");
  private static final Field ID = new Field("\"id\":");
  private static final int NAME_AT = "42[\"".length();

  @Override
  public String path() {
    return "/socket.io/?EIO=4&transport=websocket";
  }

  @Override
  public String subprotocol() {
    return "";
  }

  @Override
  public List<String> hello(Load.Target target, int number) {
    return List.of("40");
  }

  @Override
  public VoteFrame vote(Load.Target target) {
    return new VoteFrame(0, "42[\"vote\",{\"id\":", ",\"choice\":\"", "\"}]");
  }

  @Override
  public void read(BenchClient client, ByteBuffer in, int at, int length) throws IOException {
    if (in.get(at) == '2') {
      client.sendText("3");
    } else if (in.get(at) == '4' && in.get(at + 1) == '0') {
      client.joined();
    } else if (in.get(at) == '4' && in.get(at + 1) == '2') {
      if (in.get(at + NAME_AT) == 't') {
        REV.tally(client, in, at, length);
      } else {
        client.ack((int) ID.in(in, at, length), REV.in(in, at, length));
      }
    }
  }
}
