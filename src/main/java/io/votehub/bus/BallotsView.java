package io.votehub.bus;

import io.votehub.poll.StandingBallot;
import java.util.Map;

/**
 * A voter's standing ballots.
 *
 * @param ballots by the id of the poll, in the form that voters are shown
 */
public record BallotsView(Map<String, StandingBallot> ballots) {}
