/**
 * The people that a hub knows: accounts with their sessions, members of voter rolls, secrets that
 * work once, and the audit log.
 *
 * <p>In: records whose personal fields are sealed already. Out: the same, durable. Imports {@code
 * poll} for refusals, {@code json}, and {@code store} for the files and connections that both
 * share. Loaded only where accounts are enabled. Start reading at {@link io.votehub.people.People}.
 */
package io.votehub.people;
