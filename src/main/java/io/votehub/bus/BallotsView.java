package io.votehub.bus;

import java.util.Map;

/**
 * A voter's standing ballots.
 *
 * @param ballots canonical JSON text by the id of the poll
 */
public record BallotsView(Map<String, String> ballots) {}
