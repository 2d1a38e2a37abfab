package io.votehub.poll;

import java.util.List;

/**
 * A ballot in a voter's hand, ready to be counted.
 *
 * @param voter who casts it
 * @param ballot its canonical form as JSON text
 * @param cells the cells to which it adds one each
 * @param at when the hub read it, UTC milliseconds since the epoch
 */
public record Cast(String voter, String ballot, List<String> cells, long at) {}
