package io.votehub.protocol;

import io.votehub.poll.Receipt;
import java.util.List;

/**
 * The answer to a {@link VoteBatch}: one receipt for each ballot, in the same order; all are
 * durable.
 */
public record VoteReceipts(List<Receipt> receipts) {}
