/**
 * What presenters write: the specification of a poll, read and validated, and a room's polls as one
 * file.
 *
 * <p>In: plain Java values, as parsed from JSON. Out: a {@link io.votehub.draft.PollSpec}, or all
 * validation errors at once. Imports {@code poll} and {@code method}. Start at {@link
 * io.votehub.draft.PollSpec}.
 */
package io.votehub.draft;
