/**
 * What presenters write: validated specifications of polls, and the polls of a room as one file.
 *
 * <p>In: plain Java values, as parsed from JSON. Out: a {@link io.votehub.draft.PollSpec}, or all
 * validation errors at once. Imports {@code poll} and {@code method}. Start at {@link
 * io.votehub.draft.PollSpec}.
 */
package io.votehub.draft;
