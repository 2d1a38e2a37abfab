package io.votehub.outbound;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.datagram.DatagramSocket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Supplier;

/** A name server for any name, whose answers for IPv4 may change and are never to be kept. */
final class ChangingDns implements AutoCloseable {
  private static final int HEADER = 12;
  private static final int TYPE_A = 1;

  private final DatagramSocket socket;
  private final Supplier<String> address;

  ChangingDns(Vertx vertx, Supplier<String> address) {
    this.address = address;
    socket = Receiver.await(vertx.createDatagramSocket().listen(0, "127.0.0.1"));
    socket.handler(
        packet ->
            socket.send(answer(packet.data()), packet.sender().port(), packet.sender().host()));
  }

  int port() {
    return socket.localAddress().port();
  }

  /** The question, and one answer if it is for IPv4 (RFC 1035, 4.1). */
  private Buffer answer(Buffer query) {
    int end = HEADER;
    while (query.getByte(end) != 0) {
      end += query.getByte(end) + 1;
    }
    int type = query.getUnsignedShort(end + 1);
    Buffer question = query.getBuffer(HEADER, end + 5);
    boolean known = type == TYPE_A;
    Buffer reply =
        Buffer.buffer()
            .appendBuffer(query.getBuffer(0, 2))
            .appendUnsignedShort(0x8180)
            .appendUnsignedShort(1)
            .appendUnsignedShort(known ? 1 : 0)
            .appendUnsignedShort(0)
            .appendUnsignedShort(0)
            .appendBuffer(question);
    return known
        ? reply
            .appendUnsignedShort(0xC000 + HEADER)
            .appendUnsignedShort(TYPE_A)
            .appendUnsignedShort(1)
            .appendInt(0)
            .appendUnsignedShort(4)
            .appendBytes(bytes(address.get()))
        : reply;
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void close() {
    Receiver.await(socket.close());
  }
}
