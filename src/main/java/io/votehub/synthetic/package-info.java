/**
 * The hub's own votes: one a second as long as it runs, which measures the whole way of a vote and
 * keeps its code compiled, and thousands of joins and votes after the start, before the hub calls
 * itself warm.
 *
 * <p>In: the address of the instance, and its {@link io.votehub.store.HiddenRooms}. Out: metrics,
 * and whether the hub is warm. The votes come over real WebSockets of the instance's own port and
 * take the way of all votes; rooms, connections and votes are counted nowhere. Imports {@code
 * json}, {@code poll}, {@code method}, {@code bus}, {@code ledger} and {@code store}. Start at
 * {@link io.votehub.synthetic.SyntheticVoter}.
 */
package io.votehub.synthetic;
