/**
 * The hub's log: what happened to the seals of polls, for everybody, in an order that cannot be
 * changed later without its being seen.
 *
 * <p>In come the texts of entries from {@link io.votehub.hublog.PollLog}; they are kept by {@link
 * io.votehub.store.LogEntries}; out go checkpoints, tiles and proofs ({@code
 * docs/proof-format.md}). Start with {@link io.votehub.hublog.HubLog}.
 */
package io.votehub.hublog;
