package io.votehub.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetServer;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The effects of a proxy on a client of an echo server. */
class FaultProxyTest {
  private static final int SOON_MS = 300;

  private final Vertx vertx = Vertx.vertx();
  private final Queue<String> heard = new ConcurrentLinkedQueue<>();
  private NetServer server;
  private FaultProxy proxy;

  @BeforeEach
  void start() throws Exception {
    server = await(listen(0));
    proxy = FaultProxy.start(vertx, server.actualPort());
  }

  private Future<NetServer> listen(int port) {
    return vertx
        .createNetServer()
        .connectHandler(
            socket ->
                socket.handler(
                    bytes -> {
                      heard.add(bytes.toString());
                      socket.write(Buffer.buffer("<" + bytes + ">"));
                    }))
        .listen(port, "127.0.0.1");
  }

  @AfterEach
  void stop() {
    proxy.close();
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void withoutFaultsBytesPassBothWays() throws Exception {
    try (Client client = new Client()) {
      client.send("hello");
      client.send("again");

      assertThat(client.receiveUntil("again>")).isIn("<hello><again>", "<helloagain>");
      assertThat(proxy.connections()).isEqualTo(1);
    }
  }

  @Test
  void closingOneSideClosesTheOther() throws Exception {
    try (Client client = new Client()) {
      client.send("x");
      client.receive(3);

      await(server.close());

      client.expectEnd();
    }
  }

  @Test
  void anUnreachableServerClosesTheConnection() throws Exception {
    await(server.close());

    try (Client client = new Client()) {
      client.expectEnd();
    }
  }

  @Test
  void refusingClosesNewConnectionsAndKeepsOldOnes() throws Exception {
    try (Client old = new Client()) {
      old.send("x");
      old.receive(3);
      proxy.refuse();

      try (Client fresh = new Client()) {
        fresh.expectEnd();
      }
      old.send("y");
      assertThat(old.receive(3)).isEqualTo("<y>");
      proxy.heal();
      try (Client fresh = new Client()) {
        fresh.send("z");
        assertThat(fresh.receive(3)).isEqualTo("<z>");
      }
    }
  }

  @Test
  void cuttingClosesAllConnectionsAndAcceptsNewOnes() throws Exception {
    try (Client client = new Client()) {
      client.send("x");
      client.receive(3);

      proxy.cut();

      client.expectEnd();
      assertThat(proxy.connections()).isZero();
    }
    try (Client fresh = new Client()) {
      fresh.send("y");
      assertThat(fresh.receive(3)).isEqualTo("<y>");
    }
  }

  @Test
  void slowingDelaysBytesInOrder() throws Exception {
    proxy.set(Direction.TO_SERVER, NetworkConditions.slow(200));
    try (Client client = new Client()) {
      long start = System.nanoTime();
      client.send("a");
      client.receive(3);
      assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(195));

      client.send("b");
      proxy.heal();
      client.send("c");

      assertThat(client.receiveUntil("c>")).isIn("<b><c>", "<bc>");
    }
  }

  @Test
  void heldBytesArriveAfterHealing() throws Exception {
    try (Client client = new Client()) {
      client.send("a");
      client.receive(3);
      proxy.set(Direction.TO_CLIENT, NetworkConditions.HELD);
      client.send("b");

      client.expectSilence();
      expectHeard("ab");
      proxy.heal();

      assertThat(client.receive(3)).isEqualTo("<b>");
    }
  }

  @Test
  void aHalfOpenConnectionStaysOpenAndSilent() throws Exception {
    try (Client client = new Client()) {
      client.send("a");
      client.receive(3);
      proxy.set(NetworkConditions.LOST);
      client.send("b");
      client.expectSilence();

      await(server.close());
      proxy.heal();
      client.send("c");

      client.expectSilence();
      expectHeard("a");
      proxy.cut();
      client.expectEnd();
    }
  }

  @Test
  void aRequestIsCutAfterAGivenNumberOfBytes() throws Exception {
    proxy.set(Direction.TO_SERVER, NetworkConditions.cutAfter(3));
    try (Client client = new Client()) {
      client.send("ab");
      client.receive(4);
      client.send("cd");

      client.expectEnd();
      expectHeard("abc");
    }
  }

  @Test
  void theAnswerToAChosenRequestIsLostAfterTheServerReceivedIt() throws Exception {
    proxy.set(Direction.TO_SERVER, NetworkConditions.losesAnswerTo("insert"));
    try (Client client = new Client()) {
      client.send("find");
      assertThat(client.receive(6)).isEqualTo("<find>");
      client.send("insert");

      client.expectEnd();
      expectHeard("findinsert");
    }
  }

  private void expectHeard(String wanted) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!String.join("", heard).equals(wanted) && System.nanoTime() < until) {
      await(vertx.timer(5));
    }
    assertThat(String.join("", heard)).isEqualTo(wanted);
  }

  /** A plain socket that shares no code with the proxy. */
  private final class Client implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;

    Client() throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
      socket.setTcpNoDelay(true);
      in = new DataInputStream(socket.getInputStream());
    }

    void send(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    String receive(int bytes) throws IOException {
      socket.setSoTimeout(60_000);
      return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }

    String receiveUntil(String end) throws IOException {
      StringBuilder received = new StringBuilder();
      while (!received.toString().endsWith(end)) {
        received.append(receive(1));
      }
      return received.toString();
    }

    void expectSilence() throws IOException {
      socket.setSoTimeout(SOON_MS);
      assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
    }

    void expectEnd() throws IOException {
      socket.setSoTimeout(60_000);
      int read;
      try {
        do {
          read = in.read();
        } while (read >= 0);
      } catch (SocketTimeoutException stillOpen) {
        throw new AssertionError("The connection is still open", stillOpen);
      } catch (IOException reset) {
        return;
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
