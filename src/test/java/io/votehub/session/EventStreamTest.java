package io.votehub.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.votehub.RunningHub;
import io.votehub.Scripted;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events on a response whose client reads as the test likes. */
class EventStreamTest implements ClientSocket.Listener {
  private final Vertx vertx = Vertx.vertx();
  private final Scripted<HttpServerResponse> response =
      new Scripted<>(HttpServerResponse.class, null);
  private final EventStream stream = new EventStream(vertx, response.proxy(), () -> "{\"now\":1}");
  private final Map<String, String> headers = new TreeMap<>();
  private final StringBuilder written = new StringBuilder();
  private final List<Promise<Void>> writes = new ArrayList<>();
  private final Promise<Void> end = Promise.promise();
  private final List<Integer> closed = new ArrayList<>();
  private int pongs;

  @BeforeEach
  void open() {
    response.answer("setChunked", call -> response.proxy());
    response.answer("exceptionHandler", call -> response.proxy());
    response.answer("closeHandler", call -> response.proxy());
    response.answer(
        "putHeader",
        call -> {
          headers.put(call[0].toString(), call[1].toString());
          return response.proxy();
        });
    response.answer("write", call -> taken(call, Promise.promise()));
    response.answer("end", call -> taken(call, end));
    response.answer("reset", call -> Future.succeededFuture());
    stream.setListener(this);
  }

  private Future<Void> taken(Object[] call, Promise<Void> by) {
    written.append(((Buffer) call[0]).toString(UTF_8));
    writes.add(by);
    return by.future();
  }

  @AfterEach
  void stop() {
    RunningHub.await(vertx.close());
  }

  @Override
  public void text(String message) {}

  @Override
  public void binary() {}

  @Override
  public void pong() {
    pongs++;
  }

  @Override
  public void failed(Throwable fault) {}

  @Override
  public void closed(int status) {
    closed.add(status);
  }

  @SuppressWarnings("unchecked")
  private void loses(String handler) {
    ((Handler<Object>) response.calls(handler).get(0)[0]).handle(null);
  }

  @Test
  void noProxyMayKeepOrChangeTheStream() {
    assertThat(headers)
        .containsEntry("Content-Type", "text/event-stream")
        .containsEntry("Cache-Control", "no-store, no-transform")
        .containsEntry("X-Accel-Buffering", "no");
    assertThat(response.calls("setChunked")).hasSize(1);
  }

  @Test
  void messagesAreSentTogetherByTheNextFlush() {
    stream.write("{\"a\":\"ä\"}");
    stream.write("{}");
    assertThat(written).isEmpty();

    stream.flush();
    stream.flush();

    assertThat(written).hasToString("data: {\"a\":\"ä\"}\n\ndata: {}\n\n");
    assertThat(writes).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 125, 126, 0xFFFF, 0x1_0000})
  void aSharedFrameIsSentWithoutItsHeaderBehindWhatWasWritten(int length) {
    String text = "x".repeat(length);
    ByteBuf frame = FrameWriter.encode(UnpooledByteBufAllocator.DEFAULT, text);
    stream.write("first");

    stream.writeAndFlush(frame);

    assertThat(written).hasToString("data: first\n\ndata: " + text + "\n\n");
    assertThat(frame.refCnt()).as("kept by its owner").isEqualTo(1);
    frame.release();
  }

  @Test
  void aClientThatDoesNotReadIsNotWritable() {
    assertThat(stream.isWritable()).isTrue();
    String event = "x".repeat(16 * 1024 - "data: \n\n".length() - 1);
    stream.write(event);
    stream.flush();
    assertThat(stream.isWritable()).isTrue();
    stream.write("");
    stream.flush();
    assertThat(stream.isWritable()).isFalse();
    assertThat(stream.pendingBytes()).isEqualTo(16 * 1024 - 1 + "data: \n\n".length());

    writes.get(0).complete();
    assertThat(stream.isWritable()).isTrue();
    writes.get(1).fail("the connection is gone");

    assertThat(stream.pendingBytes()).isZero();
  }

  @Test
  void silenceIsBrokenByAHeartbeatWhichCountsAsASignOfLifeOnceItIsTaken() {
    assertThat(stream.maxPingIntervalMs()).isEqualTo(EventStream.HEARTBEAT_MS);
    stream.ping();
    assertThat(written).hasToString("data: {\"now\":1}\n\n");
    assertThat(pongs).isZero();

    writes.get(0).complete();

    assertThat(pongs).isEqualTo(1);
  }

  @Test
  void theLastEventHasTheCloseCode() {
    stream.close(4504, "room deleted");

    assertThat(written)
        .hasToString("event: close\ndata: {\"code\":4504,\"reason\":\"room deleted\"}\n\n");
    assertThat(response.calls("end")).hasSize(1);
    end.complete();
    assertThat(response.calls("reset")).isEmpty();
  }

  @Test
  void nothingIsSentAfterTheEnd() {
    stream.close(1012, "restart");
    int length = written.length();

    stream.close(4504, "room deleted");
    stream.ping();
    stream.write("{}");
    stream.flush();

    assertThat(written).hasSize(length);
    assertThat(stream.pendingBytes()).isZero();
  }

  @Test
  void anAbortedStreamIsResetWithoutALastEvent() {
    stream.abort();
    stream.close(1012, "restart");
    stream.ping();

    assertThat(response.calls("reset")).hasSize(1);
    assertThat(written).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"closeHandler", "exceptionHandler"})
  void aClientThatGoesAwayEndsTheStream(String handler) {
    loses(handler);

    assertThat(closed).containsExactly(ClientSocket.ABNORMAL_CLOSURE);
    stream.close(1012, "restart");
    assertThat(written).isEmpty();
  }

  @Test
  void whatWasNotSentIsDiscardedWithTheSession() {
    stream.write("{}");
    stream.release();
    stream.flush();

    assertThat(written).isEmpty();
  }
}
