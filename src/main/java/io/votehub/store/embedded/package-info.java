/**
 * The embedded store: one file, one writer thread with group commit, and concurrent readers of
 * snapshots.
 *
 * <p>Imports {@code store}, {@code poll} and {@code json}. Start at {@link
 * io.votehub.store.embedded.EmbeddedStore}.
 */
package io.votehub.store.embedded;
