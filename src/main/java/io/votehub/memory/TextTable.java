package io.votehub.memory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Distinct texts, numbered from 0 in the order in which they came, each with a record of a fixed
 * length that may be changed. Kept as bytes: a million texts are some thousand objects, and each
 * takes some twenty bytes beside its own and its record's. Nobody can foresee which texts collide,
 * for the base of the hash is random. Used by one thread at a time.
 */
public final class TextTable {
  private static final int SMALLEST_CHUNK = 1 << 9;
  private static final int CHUNK_BITS = 16;
  private static final int LARGEST_CHUNK = 1 << CHUNK_BITS;
  private static final int CHUNK_MASK = LARGEST_CHUNK - 1;

  private static final int FIRST_SLOTS = 16;
  private static final int NONE = -1;

  /** So many numbers move at once, so that no addition takes long, however many texts there are. */
  private static final int MOVED_AT_ONCE = 16;

  private static final int PRIME_BITS = 61;
  private static final long PRIME = (1L << PRIME_BITS) - 1;
  private static final long LEAST_BASE = 1L << 32;

  private final int recordBytes;
  private final LongConsumer memory;
  private final long base = new SecureRandom().nextLong(LEAST_BASE, PRIME);

  private ByteBuffer[] chunks = {};
  private int filled;
  private int free;

  /** Where each text's record begins: the chunk in the upper bits. */
  private int[] places = new int[FIRST_SLOTS];

  /** Numbers by hash, in open addressing; at most two thirds are taken. */
  private int[] slots;

  /** The slots before there were twice as many, until all numbers have moved; null afterwards. */
  private int[] former;

  /** How many numbers are in the former slots, and how many of them have moved. */
  private int formerSize;

  private int moved;

  private int size;

  /**
   * @param recordBytes the length of a record
   * @param memory told of bytes before they are kept, and by a negative number when some are kept
   *     no more; what it throws ends the use of the table
   */
  public TextTable(int recordBytes, LongConsumer memory) {
    this.recordBytes = recordBytes;
    this.memory = memory;
    memory.accept(2L * FIRST_SLOTS * Integer.BYTES);
    slots = emptySlots(FIRST_SLOTS);
  }

  private static int[] emptySlots(int number) {
    int[] empty = new int[number];
    Arrays.fill(empty, NONE);
    return empty;
  }

  /** How many texts there are. */
  public int size() {
    return size;
  }

  /** The number of a text; -1 if it is not there. */
  public int find(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return find(utf8, hash(utf8));
  }

  private int find(byte[] utf8, int hash) {
    int number = slots[slot(slots, utf8, hash)];
    return number == NONE && former != null ? former[slot(former, utf8, hash)] : number;
  }

  /** The number of a text, which is added with a record of zeros if it was not there. */
  public int add(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    int hash = hash(utf8);
    int known = find(utf8, hash);
    if (known != NONE) {
      return known;
    }
    int place = put(utf8);
    if (size == places.length) {
      int more = size / 4;
      memory.accept((long) more * Integer.BYTES);
      places = Arrays.copyOf(places, size + more);
    }
    places[size] = place;
    int number = size++;
    slots[slot(slots, utf8, hash)] = number;
    moveSome();
    if (3L * size > 2L * slots.length) {
      growSlots();
    }
    return number;
  }

  private int put(byte[] utf8) {
    int length = recordBytes + Integer.BYTES + utf8.length;
    if (filled == 0 || chunks[filled - 1].capacity() - free < length) {
      addChunk(length);
    }
    int place = ((filled - 1) << CHUNK_BITS) | free;
    chunks[filled - 1].putInt(free + recordBytes, utf8.length);
    chunks[filled - 1].put(free + recordBytes + Integer.BYTES, utf8);
    free += length;
    return place;
  }

  private void addChunk(int length) {
    int usual = filled == 0 ? SMALLEST_CHUNK : 2 * chunks[filled - 1].capacity();
    int capacity = Math.max(length, Math.min(LARGEST_CHUNK, usual));
    memory.accept(capacity);
    if (filled == chunks.length) {
      chunks = Arrays.copyOf(chunks, Math.max(4, 2 * chunks.length));
    }
    chunks[filled++] = ByteBuffer.allocate(capacity);
    free = 0;
  }

  private void growSlots() {
    memory.accept(2L * slots.length * Integer.BYTES);
    former = slots;
    formerSize = size;
    moved = 0;
    slots = emptySlots(2 * slots.length);
  }

  /** All have moved long before there are twice as many slots again. */
  private void moveSome() {
    if (former == null) {
      return;
    }
    int end = Math.min(formerSize, moved + MOVED_AT_ONCE);
    for (; moved < end; moved++) {
      byte[] utf8 = bytes(moved);
      slots[slot(slots, utf8, hash(utf8))] = moved;
    }
    if (moved == formerSize) {
      memory.accept(-(long) former.length * Integer.BYTES);
      former = null;
    }
  }

  /** The slot of a text, or the one where it belongs. */
  private int slot(int[] among, byte[] utf8, int hash) {
    int slot = hash & (among.length - 1);
    while (among[slot] != NONE && !holds(among[slot], utf8)) {
      slot = (slot + 1) & (among.length - 1);
    }
    return slot;
  }

  /** A polynomial over a prime field (Carter–Wegman), of four bytes at a time. */
  private int hash(byte[] utf8) {
    ByteBuffer bytes = ByteBuffer.wrap(utf8);
    long hash = utf8.length + 1L;
    int at = 0;
    for (; at <= utf8.length - Integer.BYTES; at += Integer.BYTES) {
      hash = timesBase(hash) + Integer.toUnsignedLong(bytes.getInt(at));
    }
    for (; at < utf8.length; at++) {
      hash = timesBase(hash) + Byte.toUnsignedInt(utf8[at]);
    }
    long spread = timesBase(hash);
    return (int) (spread ^ (spread >>> Integer.SIZE));
  }

  /** The product modulo the prime, but perhaps a little more. */
  private long timesBase(long factor) {
    long low = factor * base;
    long carried = Math.multiplyHigh(factor, base) << (Long.SIZE - PRIME_BITS);
    long high = carried | (low >>> PRIME_BITS);
    long sum = (low & PRIME) + high;
    return (sum & PRIME) + (sum >>> PRIME_BITS);
  }

  private boolean holds(int number, byte[] utf8) {
    ByteBuffer chunk = chunk(number);
    int at = at(number) + recordBytes;
    int from = chunk.arrayOffset() + at + Integer.BYTES;
    return chunk.getInt(at) == utf8.length
        && Arrays.equals(chunk.array(), from, from + utf8.length, utf8, 0, utf8.length);
  }

  private ByteBuffer chunk(int number) {
    return chunks[places[number] >>> CHUNK_BITS];
  }

  private int at(int number) {
    return places[number] & CHUNK_MASK;
  }

  private byte[] bytes(int number) {
    int at = at(number) + recordBytes;
    byte[] utf8 = new byte[chunk(number).getInt(at)];
    chunk(number).get(at + Integer.BYTES, utf8);
    return utf8;
  }

  /** The text of a number. */
  public String text(int number) {
    return new String(bytes(number), StandardCharsets.UTF_8);
  }

  /** A field of a text's record. */
  public long getLong(int number, int offset) {
    return chunk(number).getLong(at(number) + offset);
  }

  /** Sets a field of a text's record. */
  public void putLong(int number, int offset, long value) {
    chunk(number).putLong(at(number) + offset, value);
  }

  /** A field of a text's record. */
  public int getInt(int number, int offset) {
    return chunk(number).getInt(at(number) + offset);
  }

  /** Sets a field of a text's record. */
  public void putInt(int number, int offset, int value) {
    chunk(number).putInt(at(number) + offset, value);
  }
}
