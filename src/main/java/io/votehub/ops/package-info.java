/**
 * Health, version and metrics for operators.
 *
 * <p>In: checks, counters and meters of the components. Out: the routes of the contract's section
 * Operations, on the main port or a separate one. Imports {@code poll}, {@code memory}, {@code
 * json}, {@code files} and {@code store}; everything else is passed in. Start at {@link
 * io.votehub.ops.OpsRoutes}.
 */
package io.votehub.ops;
