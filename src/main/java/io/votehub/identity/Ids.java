package io.votehub.identity;

import java.security.SecureRandom;
import java.util.Base64;

/** Ids that nobody can guess and that need no escaping in an address or in JSON. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 12;

  private Ids() {}

  /** A new id of 16 characters, 96 random bits. Safe from any thread. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
