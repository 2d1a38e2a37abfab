package io.votehub.backup;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Copies everything read from this stream to another one. */
final class Copying extends FilterInputStream {
  private final OutputStream copy;

  Copying(InputStream in, OutputStream copy) {
    super(in);
    this.copy = copy;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    if (one >= 0) {
      copy.write(one);
    }
    return one;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int read = super.read(bytes, from, length);
    if (read > 0) {
      copy.write(bytes, from, read);
    }
    return read;
  }
}
