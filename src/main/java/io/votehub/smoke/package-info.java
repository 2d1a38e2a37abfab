/**
 * A quick check of a running hub from outside, as a presenter and a voter use it: a room, every
 * voting method, a timed poll, its close, the export.
 *
 * <p>In: the address of a hub. Out: a line for each step and whether all passed. Imports {@code
 * json}, and nothing of the hub's inside. Start at {@link io.votehub.smoke.SmokeCheck}.
 */
package io.votehub.smoke;
