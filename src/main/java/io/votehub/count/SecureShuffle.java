package io.votehub.count;

import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Shuffles lists so that their order reveals nothing, not even to somebody who has seen other
 * shuffled lists: with a predictable generator one export gives away the generator's state, and
 * with it which ballots on two polls are the same voter's.
 *
 * <p>The algorithm is that of Fisher and Yates, with {@link SecureRandom}.
 */
final class SecureShuffle {
  private SecureShuffle() {}

  static void of(List<?> list) {
    Collections.shuffle(list, new Buffered());
  }

  static void of(long[] numbers) {
    Buffered random = new Buffered();
    for (int i = numbers.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      long moved = numbers[i];
      numbers[i] = numbers[other];
      numbers[other] = moved;
    }
  }

  /**
   * Draws from the secure generator in blocks: drawing single numbers takes twenty times as long.
   */
  private static final class Buffered extends Random {
    private static final long serialVersionUID = 1;
    private static final int BYTES = 8 * 1024;

    private final transient SecureRandom secure = new SecureRandom();
    private final byte[] buffer = new byte[BYTES];
    private int used = BYTES;

    @Override
    protected int next(int bits) {
      if (used == BYTES) {
        secure.nextBytes(buffer);
        used = 0;
      }
      int word = 0;
      for (int i = 0; i < Integer.BYTES; i++) {
        word = (word << Byte.SIZE) | (buffer[used++] & 0xFF);
      }
      return word >>> (Integer.SIZE - bits);
    }
  }
}
