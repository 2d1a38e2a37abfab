package io.votehub.faults;

import java.util.List;
import java.util.Map;

/**
 * How a poll ended, as the hub tells it once all is quiet.
 *
 * @param change whether a voter may replace a ballot; if not, the first stands
 * @param closedAt of the last closing
 * @param rev the result's
 * @param result the final tally's result as canonical text
 * @param votes of each option in the result
 * @param exported every ballot that counts, without its voter
 * @param standing what stands, by voter, as each was told who asked
 */
record Outcome(
    String poll,
    boolean change,
    long closedAt,
    long rev,
    int ballots,
    String result,
    Map<String, Integer> votes,
    List<String> exported,
    Map<String, String> standing) {}
