/**
 * Server-side rendering of the voter's page: question and controls are visible before any script
 * has loaded.
 *
 * <p>In: a room, its polls, a language. Out: HTML that is escaped by construction, and the hashes
 * by which the content security policy allows its styles. Contains only what everybody may see: no
 * ballots, drafts or results. Imports {@code poll}. Start at {@link io.votehub.page.FirstPaint}.
 */
package io.votehub.page;
