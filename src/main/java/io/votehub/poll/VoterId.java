package io.votehub.poll;

/**
 * The ids under which voters are counted. That of a member of an electorate carries the weight of
 * the member's ballots, {@code wWEIGHT~PSEUDONYM}, so that everything that knows a ballot knows its
 * weight, too: the journal, the ledger, a backup. A weight never changes; another weight would be
 * another voter.
 */
public final class VoterId {
  /** The greatest weight. */
  public static final int MAX_WEIGHT = 1_000_000;

  private static final char MARK = 'w';
  private static final char END = '~';

  /** Begins the pseudonyms of secret polls; no other begins with it. */
  private static final char SECRET = '.';

  private static final int MAX_DIGITS = 7;

  private VoterId() {}

  /** The id of a member of an electorate in one poll. */
  public static String ofMember(int weight, String pseudonym) {
    return MARK + Integer.toString(weight) + END + pseudonym;
  }

  /** The id of a member of an electorate in a secret poll. */
  public static String ofSecretMember(int weight, String pseudonym) {
    return ofMember(weight, SECRET + pseudonym);
  }

  /** Whether the id is that of a member in a secret poll, of whose ballots no time is kept. */
  public static boolean isSecret(String voter) {
    int end = end(voter);
    return end > 0 && end + 1 < voter.length() && voter.charAt(end + 1) == SECRET;
  }

  /** Whether the id is that of a member of an electorate. */
  public static boolean isMember(String voter) {
    return end(voter) > 0;
  }

  /** How much a ballot of the voter adds to each of its cells; 1 for an id without a weight. */
  public static long weight(String voter) {
    // By hand, because every ballot needs it twice.
    int end = end(voter);
    long weight = 0;
    for (int at = 1; at < end; at++) {
      weight = 10 * weight + voter.charAt(at) - '0';
    }
    return end < 0 ? 1 : weight;
  }

  /** The id without its weight, which a pseudonym implies: a member's never changes. */
  public static String withoutWeight(String voter) {
    return voter.substring(end(voter) + 1);
  }

  /** Where the weight ends; -1 without one. Ids of other voters have no '~'. */
  private static int end(String voter) {
    if (voter.isEmpty() || voter.charAt(0) != MARK) {
      return -1;
    }
    int at = 1;
    while (at < voter.length() && at <= MAX_DIGITS && isDigit(voter.charAt(at))) {
      at++;
    }
    return at > 1 && at < voter.length() && voter.charAt(at) == END ? at : -1;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
