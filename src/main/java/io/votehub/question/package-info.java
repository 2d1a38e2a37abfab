/**
 * Questions from the floor: what a room's audience asked on one poll, and how that changes.
 *
 * <p>In: what voters ask, and what presenters decide. Out: boards, their changes, and JSON for
 * storage, for other instances and for clients. Imports {@code json}, {@code method} and {@code
 * poll}; all types are immutable. Start at {@link io.votehub.question.Board}.
 */
package io.votehub.question;
