/**
 * What operators look at: health, version, metrics, log lines.
 *
 * <p>In: checks, counts and meters of the parts that are watched. Out: the paths of the contract's
 * section Operations, on the main port or on one of their own. Imports {@code poll}, {@code
 * memory}, {@code json} and {@code store}; what else it reports on is handed to it. Start at {@link
 * io.votehub.ops.OpsRoutes}.
 */
package io.votehub.ops;
