package io.votehub.people;

import java.util.Optional;

/**
 * An account is to be erased. Signing in before the time takes that back.
 *
 * @param askedAt UTC milliseconds since the epoch
 * @param dueAt when it may be erased, UTC milliseconds since the epoch
 * @param heir the id of the account that gets its rooms; empty if they are deleted with it
 * @param language of the mail that tells of it, such as {@code de}
 */
public record Erasure(long askedAt, long dueAt, Optional<String> heir, String language) {}
