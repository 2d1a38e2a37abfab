package io.votehub.faults;

/**
 * What a network does to the bytes that go one way through a {@link FaultProxy}.
 *
 * @param delayMs how late they come; their order stays
 * @param held whether they wait until the weather changes, as in a partition that heals
 * @param lost whether they vanish while the connection stays open at both ends. A connection that
 *     was open in such weather stays so for good, for its stream may have a hole
 * @param cutAfter how many more may pass on a connection before it is cut; negative for all
 * @param losesAnswerTo a connection on which these characters pass is cut when their answer comes,
 *     so that what was asked is done and nobody hears of it; empty for none
 */
public record NetworkConditions(
    int delayMs, boolean held, boolean lost, long cutAfter, String losesAnswerTo) {
  public static final NetworkConditions FINE = new NetworkConditions(0, false, false, -1, "");
  public static final NetworkConditions HELD = new NetworkConditions(0, true, false, -1, "");
  public static final NetworkConditions LOST = new NetworkConditions(0, false, true, -1, "");

  public static NetworkConditions slow(int delayMs) {
    return new NetworkConditions(delayMs, false, false, -1, "");
  }

  public static NetworkConditions cutAfter(long bytes) {
    return new NetworkConditions(0, false, false, bytes, "");
  }

  public static NetworkConditions losesAnswerTo(String characters) {
    return new NetworkConditions(0, false, false, -1, characters);
  }
}
