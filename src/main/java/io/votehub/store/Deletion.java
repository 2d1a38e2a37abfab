package io.votehub.store;

import java.util.Optional;

/**
 * That a room, or a poll of it, was deleted. Nothing else is left of what was deleted.
 *
 * @param at when, UTC milliseconds since the epoch
 * @param room the room's code
 * @param poll the poll's id; empty if the room was deleted
 * @param since from when on it existed, as far as that is known; else 0
 */
public record Deletion(long at, String room, Optional<String> poll, long since) {}
