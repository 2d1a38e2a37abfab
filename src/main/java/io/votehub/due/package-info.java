/**
 * How instances come to scheduled tasks that are due.
 *
 * <p>In: tasks in the store. Out: those that are due, to whoever does them. Imports {@code ledger}
 * and {@code store}. Start reading at {@link io.votehub.due.DueTasks}.
 */
package io.votehub.due;
