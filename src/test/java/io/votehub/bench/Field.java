package io.votehub.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A field of a JSON text whose value is a number, found by what stands before it. */
final class Field {
  /** It is near the beginning. */
  private static final int HEAD = 160;

  private final byte[] before;

  Field(String before) {
    this.before = before.getBytes(StandardCharsets.US_ASCII);
  }

  /** Its value in a text that lies in a buffer; -1 if it is not there. */
  long in(ByteBuffer in, int at, int length) {
    int end = at + Math.min(length, HEAD) - before.length;
    for (int i = at; i < end; i++) {
      int n = 0;
      while (n < before.length && in.get(i + n) == before[n]) {
        n++;
      }
      if (n == before.length) {
        long value = 0;
        for (int d = i + n; in.get(d) >= '0' && in.get(d) <= '9'; d++) {
          value = value * 10 + in.get(d) - '0';
        }
        return value;
      }
    }
    return -1;
  }
}
