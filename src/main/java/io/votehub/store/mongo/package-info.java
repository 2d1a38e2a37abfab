/**
 * The store of a cluster, in MongoDB: every step changes one document and is acknowledged by a
 * majority.
 *
 * <p>Imports {@code store}, {@code poll}, {@code json} and {@code logging}. Start at {@link
 * io.votehub.store.mongo.MongoStore}.
 */
package io.votehub.store.mongo;
