package io.votehub.identity;

import java.security.SecureRandom;
import java.util.Base64;

/** Generates unguessable ids that need no escaping in URLs and JSON. */
public final class Ids {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 12;

  private Ids() {}

  /** A new id: 96 random bits as 16 characters of base64url (RFC 4648). Thread-safe. */
  public static String random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
