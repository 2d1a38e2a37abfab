package io.votehub.method.ranked;

/** Profiles on which rules of counting differ, as {@link RankedElection#cast} reads them. */
public final class Elections {
  /**
   * The election of Burlington's mayor, 2009: Montroll, Kiss, Wright, Smith. Made so that its first
   * preferences, transfers and comparisons in pairs of the first three are the published ones;
   * write-ins are left out.
   */
  public static String[] burlington2009() {
    return new String[] {
      "1032 m k w",
      "667 m w k",
      "364 m",
      "1843 k m w",
      "274 k w m",
      "468 k",
      "1367 w m k",
      "445 w k m",
      "1139 w",
      "300 s m k w",
      "100 s m w k",
      "91 s m",
      "200 s k m w",
      "96 s k w m",
      "100 s k",
      "143 s w m k",
      "50 s w k m",
      "150 s w",
      "76 s"
    };
  }

  /** The textbook's choice of a capital, where people live near one of four cities. */
  public static String[] tennessee() {
    return new String[] {
      "42 memphis nashville chattanooga knoxville",
      "26 nashville chattanooga knoxville memphis",
      "15 chattanooga knoxville nashville memphis",
      "17 knoxville chattanooga nashville memphis"
    };
  }

  private Elections() {}
}
