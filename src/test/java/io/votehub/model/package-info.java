/**
 * An exhaustively checked model of the vote protocol: two instances, three voters, losses of the
 * ledger, a fail-over, crashes, a close.
 *
 * <p>In: bounds, and the disabled rules. Out: the number of states, or the shortest trace to a
 * violation. Its scope is described in {@code docs/decisions/0007-protocol-model.md}. Start at
 * {@link io.votehub.model.ProtocolModelTest}, then {@link io.votehub.model.Steps}.
 */
package io.votehub.model;
