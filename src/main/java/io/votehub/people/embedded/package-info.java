/**
 * The people of a hub with a single instance, in two files of the data folder: the accounts in one,
 * their encryption keys in the other.
 *
 * <p>Imports {@code people}, {@code store} and {@code poll}. Start at {@link
 * io.votehub.people.embedded.EmbeddedPeople}.
 */
package io.votehub.people.embedded;
