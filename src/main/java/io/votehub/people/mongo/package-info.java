/**
 * The people of a cluster, in the MongoDB that stores its votes; each step changes one document.
 *
 * <p>Imports {@code people}, {@code store} and {@code poll}. Start at {@link
 * io.votehub.people.mongo.MongoPeople}.
 */
package io.votehub.people.mongo;
