/**
 * How long the hub waits for what it depends on, how often it tries again, and when it stops
 * asking: every such setting is in {@link io.votehub.resilience.Patience}, with its reason.
 *
 * <p>Imports {@code poll}.
 */
package io.votehub.resilience;
