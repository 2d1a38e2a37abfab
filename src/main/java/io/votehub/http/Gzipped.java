package io.votehub.http;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A content compressed as well as possible, once it is asked for: compressing all pages would take
 * a good part of a hub's start. Safe from any thread; two that ask at once may both compress it.
 */
final class Gzipped {
  private final Buffer content;
  private volatile Optional<Buffer> compressed;

  Gzipped(Buffer content) {
    this.content = content;
  }

  /** The compressed content, if that is smaller. */
  Optional<Buffer> get() {
    Optional<Buffer> known = compressed;
    if (known == null) {
      known = compressed(content.getBytes());
      compressed = known;
    }
    return known;
  }

  private static Optional<Buffer> compressed(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(content.length);
    try (GZIPOutputStream gzip =
        new GZIPOutputStream(bytes) {
          {
            def.setLevel(Deflater.BEST_COMPRESSION);
          }
        }) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.size() < content.length
        ? Optional.of(Buffer.buffer(bytes.toByteArray()))
        : Optional.empty();
  }
}
