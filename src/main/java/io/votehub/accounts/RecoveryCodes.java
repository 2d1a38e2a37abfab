package io.votehub.accounts;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Codes for those who lost their second factor: ten of 12 characters (58 bits), each of which works
 * once. They are kept as keyed hashes.
 */
final class RecoveryCodes {
  static final int NUMBER = 10;

  private static final int LENGTH = 12;
  private static final int GROUP = 4;
  private static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

  private final byte[] key;

  RecoveryCodes(byte[] key) {
    this.key = key.clone();
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

  List<String> hashes(String account, List<String> codes) {
    return codes.stream().map(code -> hash(account, code)).toList();
  }

  String hash(String account, String typed) {
    return Digests.keyed(key, account + ' ' + normal(typed));
  }
}
