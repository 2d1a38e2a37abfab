package io.votehub.poll;

import java.util.List;
import java.util.Map;

/**
 * A valid ballot on a poll, as read by the poll's method.
 *
 * @param value canonical form as plain JSON values: ballots with the same meaning are equal
 * @param cells the distinct cells that the ballot increments by one
 */
public record Ballot(Map<String, Object> value, List<String> cells) {}
