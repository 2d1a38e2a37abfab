package io.votehub.ledger;

import io.votehub.poll.StandingBallot;
import java.util.Map;
import java.util.Set;

/**
 * The reply of {@link Ledger#standing}.
 *
 * @param ballots the ballots that stand for the voter, by poll
 * @param missing the polls that have no ledger page, of which nothing is known
 */
public record StandingResult(Map<String, StandingBallot> ballots, Set<String> missing) {}
