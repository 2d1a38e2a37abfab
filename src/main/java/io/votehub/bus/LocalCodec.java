package io.votehub.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;

/**
 * Passes immutable messages between the verticles of one instance by reference: nothing is copied
 * or encoded, and nothing can leave the process. Registered once, under {@link #NAME}, by the code
 * that starts the instance.
 */
public final class LocalCodec implements MessageCodec<Object, Object> {
  public static final String NAME = "votehub.local";

  /** Delivery options for a message with this codec. */
  public static DeliveryOptions options() {
    return new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);
  }

  @Override
  public Object transform(Object message) {
    return message;
  }

  @Override
  public void encodeToWire(Buffer buffer, Object message) {
    throw new UnsupportedOperationException("Messages of this codec stay within the instance");
  }

  @Override
  public Object decodeFromWire(int position, Buffer buffer) {
    throw new UnsupportedOperationException("Messages of this codec stay within the instance");
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
