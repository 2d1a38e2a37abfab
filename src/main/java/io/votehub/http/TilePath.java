package io.votehub.http;

import io.votehub.proof.BlockTree;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a tile of the hub's log behind {@code /log/tile/}, as C2SP tlog-tiles writes it:
 * level, index in groups of three digits, and the width of a tile that is not full.
 *
 * @param level from 0 on; -1 for the entries themselves
 * @param width how many hashes or entries, 1 to 256
 */
record TilePath(int level, long index, int width) {
  static final int ENTRIES = -1;

  private static final int DIGITS = 3;

  /** Nine digits: 256 times as many entries, which no log has. */
  private static final Pattern PATH =
      Pattern.compile(
          "(entries|[0-5])/((?:x[0-9]{3}/){0,2}[0-9]{3})(?:\\.p/([1-9][0-9]?|1[0-9]{2}|2[0-4][0-9]|25[0-5]))?");

  /** Reads an address in its only form; empty if it is none. */
  static Optional<TilePath> parse(String text) {
    Matcher parts = PATH.matcher(text);
    if (!parts.matches() || parts.group(2).startsWith("x000/")) {
      return Optional.empty();
    }
    long index = 0;
    for (String group : parts.group(2).split("/", -1)) {
      index = 1_000 * index + Long.parseLong(group.substring(group.length() - DIGITS));
    }
    return Optional.of(
        new TilePath(
            parts.group(1).equals("entries") ? ENTRIES : Integer.parseInt(parts.group(1)),
            index,
            parts.group(3) == null ? BlockTree.BLOCK : Integer.parseInt(parts.group(3))));
  }
}
