/**
 * Measures a hub from outside: the real jar on one core, a load generator of one thread on another.
 *
 * <p>In: a scenario. Out: rates, latencies, CPU seconds and memory of the hub's process. Run by
 * {@code mvn -Pbench verify}; how to read the figures stands in {@code docs/performance.md}. Start
 * at {@link io.votehub.bench.Bench}; {@link io.votehub.bench.PeersBench} puts other servers beside
 * it.
 */
package io.votehub.bench;
