package io.votehub.image;

import io.vertx.core.Future;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Pictures in memory, bounded in bytes, those used last. Concurrent callers share one read of the
 * store. What was read is read again after a minute, because its room may be deleted. Thread-safe.
 */
final class ImageCache {
  private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** More reads of the store at a time are refused, whatever people ask for. */
  private static final int MAX_READING = 32;

  private final long maxBytes;
  private final LongSupplier nanoTime;
  private final Map<String, Slot> slots = new LinkedHashMap<>(64, 0.75f, true);
  private long bytes;
  private int reading;

  private static final class Slot {
    private final Future<Optional<ImageFile>> file;
    private final long since;
    private int bytes;

    Slot(Future<Optional<ImageFile>> file, long since) {
      this.file = file;
      this.since = since;
    }
  }

  ImageCache(long maxBytes, LongSupplier nanoTime) {
    this.maxBytes = maxBytes;
    this.nanoTime = nanoTime;
  }

  /**
   * A picture from memory, or as it is read.
   *
   * @return empty if too many are being read
   */
  Optional<Future<Optional<ImageFile>>> get(
      String key, Supplier<Future<Optional<ImageFile>>> read) {
    Slot slot;
    synchronized (slots) {
      Slot there = slots.get(key);
      if (there != null && nanoTime.getAsLong() - there.since < KEPT_NANOS) {
        return Optional.of(there.file);
      }
      if (reading >= MAX_READING) {
        return Optional.empty();
      }
      reading++;
      remove(key);
      slot = new Slot(read.get(), nanoTime.getAsLong());
      slots.put(key, slot);
    }
    slot.file.onComplete(done -> completed(key, slot));
    return Optional.of(slot.file);
  }

  private void completed(String key, Slot slot) {
    synchronized (slots) {
      reading--;
      if (slots.get(key) != slot) {
        return;
      }
      Optional<ImageFile> found = slot.file.succeeded() ? slot.file.result() : Optional.empty();
      if (found.isEmpty()) {
        slots.remove(key);
        return;
      }
      slot.bytes = found.get().bytes().length;
      bytes += slot.bytes;
      Iterator<Slot> eldest = slots.values().iterator();
      while (bytes > maxBytes && eldest.hasNext()) {
        bytes -= eldest.next().bytes;
        eldest.remove();
      }
    }
  }

  private void remove(String key) {
    Slot old = slots.remove(key);
    if (old != null) {
      bytes -= old.bytes;
    }
  }

  /** Bytes in memory. */
  long bytes() {
    synchronized (slots) {
      return bytes;
    }
  }
}
