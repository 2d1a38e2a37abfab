package io.votehub.accounts;

import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Codes for those who lost their second factor: ten of 12 characters (58 bits), each of which works
 * once. They are kept as passwords are, since whoever has the store and the hub's key could try all
 * codes by a faster hash. Those of an account have one salt, so that a typed one is hashed once.
 */
final class RecoveryCodes {
  static final int NUMBER = 10;

  private static final int LENGTH = 12;
  private static final int GROUP = 4;
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final Passwords passwords;

  RecoveryCodes(Passwords passwords) {
    this.passwords = passwords;
  }

  /** New codes, for the owner's eyes. */
  static List<String> fresh() {
    return Stream.generate(RecoveryCodes::code).limit(NUMBER).toList();
  }

  private static String code() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < LENGTH; i++) {
      code.append(i > 0 && i % GROUP == 0 ? "-" : "")
          .append(ALPHABET.charAt(Digests.below(ALPHABET.length())));
    }
    return code.toString();
  }

  /** Whether a text looks like one, and not like a code of six digits. */
  static boolean isOne(String typed) {
    return normal(typed).length() == LENGTH;
  }

  private static String normal(String typed) {
    return typed.toUpperCase(Locale.ROOT).replaceAll("[^0-9A-Z]", "");
  }

  /** The hashes of new codes, in their order. */
  Future<List<String>> hashes(List<String> codes) {
    return passwords.hashTogether(codes.stream().map(RecoveryCodes::normal).toList());
  }

  /** Which of the hashes is that of a code; empty if none is. */
  Future<Optional<String>> find(List<String> hashes, String typed) {
    return passwords.find(normal(typed), hashes);
  }
}
