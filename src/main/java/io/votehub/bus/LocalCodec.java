package io.votehub.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Hands immutable messages over between the verticles of one instance, as they are: nothing is
 * copied or encoded, and nothing can leave the process. Registered once, under {@link #NAME}, by
 * whoever starts the instance.
 */
public final class LocalCodec implements MessageCodec<Object, Object> {
  public static final String NAME = "votehub.local";

  /** The options of a message that goes by this codec. */
  public static DeliveryOptions options() {
    return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);
  }

  @Override
  public Object transform(Object message) {
    return message;
  }

  @Override
  public void encodeToWire(Buffer buffer, Object message) {
    throw new UnsupportedOperationException("Stays within the instance");
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("Stays within the instance");
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
