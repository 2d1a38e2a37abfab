/**
 * The backend of a hub: store, ledger and fan-out, either embedded in the process or shared by a
 * cluster through MongoDB and Redis.
 *
 * <p>In: settings. Out: an open {@link io.votehub.engine.Backend}. Start there.
 */
package io.votehub.engine;
