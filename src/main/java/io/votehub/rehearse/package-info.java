/**
 * Rehearses an evening on a running hub: simulated phones join, sleep, return and vote all at once
 * at the close, over WebSocket, and what they were told is compared with the result and the export.
 *
 * <p>In: the address of a hub and the size of the audience. Out: a {@link
 * io.votehub.rehearse.Sheet} with checks, latencies and the resource that fills first. Imports
 * {@code json} and {@code demo}, {@code redis} for what the instances of a cluster share, and
 * nothing of the hub's inside. Start at {@link io.votehub.rehearse.Rehearsal}; presenters start one
 * by {@link io.votehub.rehearse.Rehearsals}.
 */
package io.votehub.rehearse;
