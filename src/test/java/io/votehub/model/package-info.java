/**
 * The protocol of a vote as a model whose every state is visited: two instances, three voters,
 * losses of the ledger, a fail-over, crashes, a close.
 *
 * <p>In: bounds, and the rules that are taken out. Out: the number of states, or the shortest way
 * to a broken promise. What it covers and what not stands in {@code
 * docs/decisions/0007-protocol-model.md}. Start at {@link io.votehub.model.ProtocolModelTest}, then
 * {@link io.votehub.model.State} and {@link io.votehub.model.VoteSteps}.
 */
package io.votehub.model;
