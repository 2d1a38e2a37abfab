/**
 * What a hub stands on: store, ledger and fan-out, either embedded in its process or shared by a
 * cluster over MongoDB and Redis.
 *
 * <p>In: settings. Out: a {@link io.votehub.engine.Backend}, open and ready. Start there.
 */
package io.votehub.engine;
