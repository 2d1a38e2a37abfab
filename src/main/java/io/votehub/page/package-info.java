/**
 * The first paint of the voter's page: what the hub writes into the HTML of a room, so that a
 * question and its controls are seen before any script has come.
 *
 * <p>In: a room, its polls, a language. Out: HTML that is escaped by construction, and the hashes
 * by which a Content-Security-Policy allows its styles. Knows what everybody may see, and nothing
 * of who asks: no ballots, no drafts, no results. Imports {@code poll}. Start at {@link
 * io.votehub.page.FirstPaint}.
 */
package io.votehub.page;
