package io.votehub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** votehub.v1, which the simple peers speak as well. */
final class VotehubDialect implements Dialect {
  static final String NAME = "votehub";

  private static final Field REV = new Field("\"rev\":");
  private static final Field ID = new Field("\"id\":\"");
  private static final int TYPE_AT = "{\"type\":\"".length();

  @Override
  public String path() {
    return "/ws";
  }

  @Override
  public String subprotocol() {
    return "Sec-WebSocket-Protocol: votehub.v1\r\n";
  }

  @Override
  public List<String> hello(Load.Target target, int number) {
    List<String> codes = target.codes();
    String code = codes.isEmpty() ? "" : ",\"code\":\"" + codes.get(number) + "\"";
    return List.of("{\"type\":\"join\",\"room\":\"" + target.room() + "\"" + code + "}");
  }

  @Override
  public VoteFrame vote(Load.Target target) {
    return new VoteFrame(
        0,
        "{\"type\":\"vote\",\"id\":\"",
        "\",\"poll\":\"" + target.poll() + "\",\"ballot\":{\"choice\":\"",
        "\"}}");
  }

  @Override
  public void read(BenchClient client, ByteBuffer in, int at, int length) throws IOException {
    switch (in.get(at + TYPE_AT)) {
      case 't' -> REV.tally(client, in, at, length);
      case 'a' -> client.ack((int) ID.in(in, at, length), REV.in(in, at, length));
      case 'e' -> {
        // "error" or "entries"
        if (in.get(at + TYPE_AT + 1) == 'r') {
          client.failed();
        }
      }
      case 'j' -> client.joined();
      default -> {
        // Polls and presence are of no interest here.
      }
    }
  }
}
