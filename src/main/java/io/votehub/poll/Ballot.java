package io.votehub.poll;

import java.util.List;
import java.util.Map;

/**
 * What one voter casts on one poll, read and found valid by the poll's method.
 *
 * @param value its canonical form as plain JSON values: two ballots that mean the same are equal
 * @param cells the cells to which it adds one each, without repetition
 */
public record Ballot(Map<String, Object> value, List<String> cells) {}
