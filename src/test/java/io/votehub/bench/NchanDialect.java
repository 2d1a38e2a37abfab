package io.votehub.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A location of nchan where a WebSocket publishes votes to one channel and receives the tallies of
 * another. Nothing is acknowledged.
 */
final class NchanDialect implements Dialect {
  static final String NAME = "nchan";
  static final String PATH = "/votes";

  private static final Field REV = new Field("\"rev\":");

  @Override
  public String path() {
    return PATH;
  }

  @Override
  public String subprotocol() {
    return "";
  }

  @Override
  public List<String> hello(Load.Target target, int number) {
    return List.of();
  }

  @Override
  public boolean answersHello() {
    return false;
  }

  @Override
  public boolean acks() {
    return false;
  }

  @Override
  public VoteFrame vote(Load.Target target) {
    return new VoteFrame(0, "{\"id\":", ",\"choice\":\"", "\"}");
  }

  @Override
  public void read(BenchClient client, ByteBuffer in, int at, int length) throws IOException {
    REV.tally(client, in, at, length);
  }
}
