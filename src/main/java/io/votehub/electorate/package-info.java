/**
 * Who may vote: the members of voter rolls, and the codes by which they show it.
 *
 * <p>In: new members, and codes as people type them. Out: the ids of members as voters. Imports
 * {@code people} to store them, {@code store} for the rolls of rooms, {@code identity} for the
 * hub's key, {@code memory}, {@code bus} and {@code poll}. Start reading at {@link
 * io.votehub.electorate.Members}.
 */
package io.votehub.electorate;
