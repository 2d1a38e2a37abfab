package io.votehub.model;

/**
 * A 64-bit hash of a state. The probability of a collision among n states is about n²/2⁶⁵: one in
 * three hundred thousand for ten million states. Mixing is the finalizer of Stafford's variant 13
 * ("Better Bit Mixing", 2011), as in SplittableRandom.
 */
final class Fingerprint {
  private long print = 0x9E3779B97F4A7C15L;

  void add(long word) {
    long mixed = (print ^ word) + 0x9E3779B97F4A7C15L;
    mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
    print = mixed ^ mixed >>> 31;
  }

  /** Any value that differs between states will do; it never leaves the process. */
  @SuppressWarnings("EnumOrdinal")
  static int number(Enum<?> name) {
    return name.ordinal();
  }

  /** Never zero. */
  long value() {
    return print == 0 ? 1 : print;
  }
}
