/**
 * The embedded store: one file, one writer thread that commits groups of changes, any number of
 * readers.
 *
 * <p>Imports {@code store}, {@code poll} and {@code json}. Start at {@link
 * io.votehub.store.embedded.EmbeddedStore}.
 */
package io.votehub.store.embedded;
