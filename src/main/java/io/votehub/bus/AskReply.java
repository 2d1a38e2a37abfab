package io.votehub.bus;

import io.votehub.question.Entry;

/**
 * The question that stands, durably.
 *
 * @param existing whether that was there before, asked by somebody else or in another slot
 */
public record AskReply(Entry entry, boolean existing) {}
